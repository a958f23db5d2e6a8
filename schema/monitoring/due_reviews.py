"""Reviews that are due (复核): determinations to be looked at again, the longest overdue first, counted by place."""

import strawberry

from planner.shape import Ask, Column, Key, One, Source
from schema.fields.mapping import mapped
from schema.fields.references import day
from schema.fields.scalars import Date
from schema.fields.slices import below, exactly
from schema.monitoring.places import places
from schema.monitoring.supervision import DIVISION
from schema.register.households import HOUSEHOLD, Household
from schema.register.persons import Determination, Person
from schema.register.published_figures import counties, enough
from schema.requests.divisions import Division

OPEN = "{0}.superseded_at IS NULL AND {0}.review_due IS NOT NULL AND ({0}.valid_to IS NULL OR {1} < {0}.valid_to)"


@strawberry.type(description="A determination that is to be looked at again (应复核认定).")
class DueReview:
    due: Date = mapped(Column("{row}.review_due"), "By this day (应复核日期).", column="person.categories")
    determination: Determination = mapped(
        One("Determination", Source("determinations {row}", ("{row}.id = {parent}.id",))), "The determination (认定)."
    )
    person: Person = mapped(One("Person", Source("persons {row}", ("{row}.id = {parent}.person_id",))), "Whose (人员).")
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")


REVIEW_KEYS = (Key("{row}.review_due", "date"), Key("{row}.id", "uuid"))


def review_rows(ask: Ask) -> Source:
    """What the caller's department determined and is to look at again, before today or the day that is asked for."""
    today = ask.caller("today", "date")
    before = day(ask, "before") if ask.given("before") else today
    where = [
        OPEN.format("{row}", today),
        f"{{row}}.review_due < {before}",
        f"{{row}}.agency = {ask.caller('department')}",
        exactly(ask, "{row}.position"),
    ]
    if ask.given("division"):
        where += below(ask, "division", "{row}.position")
    return Source("determinations {row}", tuple(where))


@strawberry.type(description="How many reviews are overdue, by division (逾期复核).")
class OverdueReviews:
    division: Division = mapped(DIVISION, "The division (地区).")
    overdue: int = mapped(Column("{row}.overdue"), "How many determinations (逾期未复核数).")
    longest_days: int = mapped(Column("{row}.longest"), "The longest is overdue so many days (最长逾期天数).")


def overdue_rows(ask: Ask) -> Source:
    """The divisions of a level in which reviews are overdue, the longest first."""
    level, today = counties(ask), ask.caller("today", "date")
    return Source(
        f"""LATERAL (SELECT v.code AS division, v.lo, count(*)::int AS overdue,
    max({today} - d.review_due)::int AS longest
      FROM ({places(ask, level)}) v JOIN determinations d
    ON v.lo <= d.position AND d.position < v.hi AND d.review_due < {today} AND {OPEN.format("d", today)}
      GROUP BY v.code, v.lo HAVING {enough(ask, "count(*)")}) {{row}}""",
        order="{row}.longest DESC, {row}.lo",
    )
