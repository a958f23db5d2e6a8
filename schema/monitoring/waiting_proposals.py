"""Supervision of proposals (审核确认监督): how much waits for a second person, and for too long, by division."""

import strawberry

from planner.shape import Ask, Column, Source
from registry.matters.proposals import WAITS
from schema.fields.mapping import mapped
from schema.monitoring.places import places
from schema.monitoring.supervision import DIVISION, counted
from schema.register.published_figures import counties, enough
from schema.requests.catalogue import DEPARTMENT, Department
from schema.requests.divisions import Division


@strawberry.type(description="What was entered and waits for a second person, by division (待审核确认事项).")
class WaitingProposals:
    division: Division = mapped(DIVISION, "The division (地区).")
    department: Department = mapped(DEPARTMENT, "Whose it is to confirm (审核确认部门).")
    waiting: int = mapped(Column("{row}.waiting"), "How many wait (待审核数).")
    overdue: int = mapped(Column("{row}.overdue"), "Of these for longer than they should (超期数).")
    longest_days: int = mapped(
        Column("{row}.longest"), "The longest is overdue by so many days; 0 if none is (最长超期天数)."
    )


def waiting_rows(ask: Ask) -> Source:
    """The divisions of a level in which something waits, the longest overdue first."""
    level, today = counties(ask), ask.caller("today", "date")
    return Source(
        f"""LATERAL (SELECT v.code AS division, p.department, v.lo, count(*)::int AS waiting,
    {counted("overdue", f"p.due_on < {today}")}, greatest(max({today} - p.due_on), 0)::int AS longest
      FROM ({places(ask, level)}) v JOIN proposals p
    ON v.lo <= p.position AND p.position < v.hi AND p.position >= 0 AND p.{WAITS}
      GROUP BY v.code, v.lo, p.department HAVING {enough(ask, "count(*)")}) {{row}}""",
        order="{row}.longest DESC, {row}.lo, {row}.department",
    )
