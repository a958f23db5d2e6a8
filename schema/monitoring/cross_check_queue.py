"""The queue of the cross-check (待比对): how many households wait by division, and which were set aside and why."""

import strawberry

from planner.shape import Ask, Column, Key, Source
from registry.reference.calendar import ZONE
from schema.fields.enums import CheckFailure
from schema.fields.mapping import mapped
from schema.fields.scalars import Instant
from schema.fields.slices import below, exactly
from schema.monitoring.places import places
from schema.monitoring.supervision import DIVISION, SET_ASIDE, counted
from schema.register.households import HOUSEHOLD, Household
from schema.requests.divisions import Division


@strawberry.type(description="Households that wait for their cross-check, by division (待比对家庭).")
class CrossCheckQueue:
    division: Division = mapped(DIVISION, "The division (地区).")
    waiting: int = mapped(Column("{row}.waiting"), "How many wait: usually for seconds (待比对户数).")
    set_aside: int = mapped(
        Column("{row}.aside"), "How many of them were set aside, because their check failed (比对失败户数)."
    )
    longest_days: int = mapped(Column("{row}.longest"), "The longest was set aside so many days ago (最长搁置天数).")


def queue_rows(ask: Ask) -> Source:
    """The divisions of a level in which a household waits, those with the most set aside first."""
    level, today = ask.arg("by"), ask.caller("today", "date")
    return Source(
        f"""LATERAL (SELECT v.code AS division, v.lo, count(*)::int AS waiting,
    {counted("aside", SET_ASIDE)},
    greatest(max({today} - (u.first_failed_at AT TIME ZONE '{ZONE}')::date), 0)::int AS longest
      FROM ({places(ask, level)}) v JOIN unchecked u ON v.lo <= u.position AND u.position < v.hi
      GROUP BY v.code, v.lo) {{row}}""",
        order="{row}.aside DESC, {row}.lo",
    )


@strawberry.type(
    description="A household whose cross-check failed; it is tried again, at last every hour (比对失败的家庭)."
)
class FailedCrossCheck:
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    reason: CheckFailure = mapped(Column("{row}.failure"), "Why (失败原因).")
    failures: int = mapped(Column("{row}.failures"), "How often it was tried (失败次数).")
    since: Instant = mapped(Column("{row}.first_failed_at"), "When it failed first (首次失败时间).")
    last: Instant = mapped(Column("{row}.failed_at"), "When it failed last (最近失败时间).")


FAILED_KEYS = (Key("{row}.first_failed_at", "timestamptz"), Key("{row}.household_id", "uuid"))


def failed_rows(ask: Ask) -> Source:
    """What was set aside in the caller's divisions, the oldest first."""
    where = ["{row}.failed_at IS NOT NULL", exactly(ask, "{row}.position")]
    if ask.given("division"):
        where += below(ask, "division", "{row}.position")
    return Source("unchecked {row}", tuple(where))
