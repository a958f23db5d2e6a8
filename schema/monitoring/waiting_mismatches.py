"""Supervision of mismatches (姓名不符监督): how many wait to be decided, by division, and for how long."""

import strawberry

from planner.shape import Ask, Column, Source
from registry.reference.calendar import ZONE
from schema.fields.mapping import mapped
from schema.monitoring.places import places
from schema.monitoring.supervision import DIVISION, counted
from schema.register.published_figures import counties, enough
from schema.requests.divisions import Division


@strawberry.type(description="What waits for somebody to decide whose it is, by division (待身份认定).")
class WaitingMismatches:
    division: Division = mapped(DIVISION, "The division (地区).")
    waiting: int = mapped(Column("{row}.waiting"), "How many wait: open, or looked into and unknown (待认定数).")
    unknown: int = mapped(Column("{row}.unknown"), "How many of them were looked into (暂无法认定数).")
    longest_days: int = mapped(Column("{row}.longest"), "The longest has waited so many days (最长等待天数).")


def waiting_rows(ask: Ask) -> Source:
    """The divisions of a level in which something waits, the longest first."""
    level, today = counties(ask), ask.caller("today", "date")
    return Source(
        f"""LATERAL (SELECT v.code AS division, v.lo, count(*)::int AS waiting,
    {counted("unknown", "m.state = 'UNKNOWN'")},
    greatest(max({today} - (m.since AT TIME ZONE '{ZONE}')::date), 0)::int AS longest
      FROM ({places(ask, level)}) v JOIN mismatches m
    ON v.lo <= m.position AND m.position < v.hi AND m.state IN ('OPEN', 'UNKNOWN')
      GROUP BY v.code, v.lo HAVING {enough(ask, "count(*)")}) {{row}}""",
        order="{row}.longest DESC, {row}.lo",
    )
