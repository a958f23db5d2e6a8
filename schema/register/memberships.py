"""Memberships in the graph (家庭成员关系历史): who belonged to which household when, and how it ended."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from planner.shape import INSTANT, Ask, Column, Key, One, Source
from schema.fields.enums import MembershipEnd
from schema.fields.mapping import mapped
from schema.fields.references import day, moment
from schema.fields.scalars import Date, Instant
from schema.fields.slices import home, household_reached, person_reached

if TYPE_CHECKING:
    from schema.register.households import Household
    from schema.register.persons import Person

# Somebody is seen where they live now, not where they lived then.
WHO = One(
    "Person",
    lambda ask: Source(
        "persons {row}", ("{row}.id = {parent}.person_id", person_reached(ask, home("{row}.id"), "{row}.id"))
    ),
)
WHERE = One(
    "Household",
    lambda ask: Source("households {row}", ("{row}.id = {parent}.household_id", household_reached(ask, "{row}.id"))),
)

# Who came into another household did so by what its lineage says.
ENDED = """coalesce({row}.end_reason, (SELECT l.kind FROM lineage l WHERE l.ancestor_id = {row}.household_id
  AND l.person_id = {row}.person_id AND l.until = {row}.valid_to ORDER BY l.recorded_at, l.household_id LIMIT 1))"""


@strawberry.type(description="That somebody belonged to a household from a day on (家庭成员关系).")
class Membership:
    relation: str = mapped(
        Column("{row}.relation"), "To the head of the household, GB/T 4761 (与户主关系).", column="person.relation"
    )
    since: Date = mapped(
        Column("{row}.valid_from"), "A member from this day on (成为成员的日期).", column="person.relation"
    )
    until: Date | None = mapped(
        Column("{row}.valid_to"),
        "No member any more from this day on; null while they are (不再是成员的日期).",
        column="person.relation",
    )
    ended: MembershipEnd | None = mapped(
        Column(ENDED),
        "How it ended: why they left, or how they came into another household that you reach (终止方式).",
        column="person.relation",
    )
    recorded_at: Instant = mapped(
        Column("{row}.recorded_at", INSTANT),
        "When the hub learnt it as it stands (录入时间).",
        column="person.relation",
    )
    superseded_at: Instant | None = mapped(
        Column("{row}.superseded_at", INSTANT),
        "When something else took its place; at once where it came late, behind what was known (被取代时间).",
        column="person.relation",
    )
    person: Annotated["Person", strawberry.lazy("schema.register.persons")] | None = mapped(
        WHO, "Who, where you reach them now (人员)."
    )
    household: Annotated["Household", strawberry.lazy("schema.register.households")] | None = mapped(
        WHERE, "Of which household, where you reach it (家庭)."
    )


MEMBERSHIP_KEYS = (Key("{row}.valid_from", "date", "desc"), Key("{row}.id", "uuid", "desc"))
"""The latest first."""


def memberships_of_household(ask: Ask) -> Source:
    """Everyone who ever belonged to a household, by the rights by which its members are seen."""
    seen = person_reached(ask, "{parent}.id", "{row}.person_id")
    return Source("memberships {row}", ("{row}.household_id = {parent}.id", seen, *_told(ask)))


def memberships_of_person(ask: Ask) -> Source:
    """Every household that a person belonged to, as far as the person is seen in it."""
    seen = person_reached(ask, "{row}.household_id", "{row}.person_id")
    return Source("memberships {row}", ("{row}.person_id = {parent}.id", seen, *_told(ask)))


def _told(ask: Ask) -> list[str]:
    """What stands, or stood at a moment, and what came late, which never stood; those of a day if one is asked for."""
    late = "{row}.superseded_at = {row}.recorded_at"
    if ask.given("knownAt"):
        known = moment(ask, "knownAt")
        where = [
            f"{{row}}.recorded_at <= {known}",
            f"({{row}}.superseded_at IS NULL OR {known} < {{row}}.superseded_at OR {late})",
        ]
    else:
        where = [f"({{row}}.superseded_at IS NULL OR {late})"]
    if ask.given("asOf"):
        on = day(ask, "asOf")
        where += [f"{{row}}.valid_from <= {on}", f"({{row}}.valid_to IS NULL OR {on} < {{row}}.valid_to)"]
    return where
