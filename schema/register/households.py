"""Households in the graph (户): where and how they live, their members, their chain."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Many, One, Page, Same, Source, Values
from schema.fields.arguments import After, AsOf, BelongedOn, First, KnownAt
from schema.fields.connections import Connection
from schema.fields.enums import ClosingReason, CollectionChannel, Residence
from schema.fields.mapping import mapped, mapped_method, planned
from schema.fields.references import day, household_number, moment
from schema.fields.scalars import Date, Fen, Instant
from schema.fields.slices import below, current, found, household_reached, person_reached, reached
from schema.register.chain import ChainLink, links_of_household
from schema.register.memberships import MEMBERSHIP_KEYS, Membership, memberships_of_household
from schema.register.persons import Person, determined, named_by
from schema.requests.catalogue import Category
from schema.requests.divisions import Division

if TYPE_CHECKING:
    from schema.register.proposals import Proposal

HOUSEHOLD = One(
    "Household",
    lambda ask: Source("households {row}", ("{row}.id = {parent}.household_id", household_reached(ask, "{row}.id"))),
)
"""The household that a row speaks of, where the caller reaches it."""


def _members(ask: Ask) -> Source:
    """In the order of relation and birth, as far as the caller is shown either: an order tells what it goes by."""
    sees = ask.caller("sees", "text[]")
    return Source(
        f"memberships {{row}} CROSS JOIN LATERAL {found('persons', '{row}.person_id')} {{row}}_p",
        (
            "{row}.household_id = {parent}.id",
            current(ask, "{row}"),
            person_reached(ask, "{parent}.id", "{row}.person_id"),
        ),
        ", ".join(
            (
                f"CASE WHEN 'person.relation' = ANY({sees}) THEN {{row}}.relation END",
                f"CASE WHEN 'person.birth_date' = ANY({sees}) THEN {{row}}_p.birth_date END",
                "{row}_p.id",
            )
        ),
    )


def _household_categories(ask: Ask) -> Source:
    return Source(
        "categories {row}",
        (
            f"""EXISTS (SELECT FROM memberships m
        CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d
      WHERE m.household_id = {{parent}}.id AND d.category = {{row}}.code AND {current(ask, "d")}
        AND {current(ask, "m")})""",
        ),
        "{row}.place",
    )


@strawberry.type(description="Someone's place in a household (家庭成员).")
class Member:
    relation: str = mapped(
        Column("{row}.relation"), "To the head of the household, GB/T 4761 (与户主关系).", column="person.relation"
    )
    since: Date = mapped(
        Column("{row}.valid_from"), "A member since this day (成为成员的日期).", column="person.relation"
    )
    recorded_at: Instant = mapped(
        Column("{row}.recorded_at", INSTANT),
        "Since when this is what is known, for `seen` (录入时间).",
        column="person.relation",
    )
    person: Person = mapped(
        Same("Person", row="{row}_p"),  # joined already: members are in the order of their birth
        "The person (人员).",
    )


def _versions(ask: Ask) -> Source:
    as_of = (f"{{row}}.as_of <= {day(ask, 'asOf')}",) if ask.given("asOf") else ()
    recorded = (f"{{row}}.recorded_at <= {moment(ask, 'knownAt')}",) if ask.given("knownAt") else ()
    return Source("household_versions {row}", ("{row}.household_id = {parent}.id", *as_of, *recorded))


@strawberry.type(description="What was known of a household's own data, as of a day (家庭历史数据).")
class HouseholdVersion:
    as_of: Date = mapped(Column("{row}.as_of"), "The day these data stand for (数据时点).", column="household.as_of")
    recorded_at: Instant = mapped(Column("{row}.recorded_at", INSTANT), "When the hub learnt it (录入时间).")
    superseded_at: Instant | None = mapped(
        Column("{row}.superseded_at", INSTANT),
        "When something newer took its place; at once where newer data were known already (被取代时间).",
    )
    division: Division = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",))),
        "Where it lived (所属行政区划).",
        column="household.division",
    )
    residence: Residence | None = mapped(
        Column("{row}.residence"), "Where the dwelling stood (住房所在地城乡属性).", column="household.residence"
    )
    subsistence_type: Residence | None = mapped(
        Column("{row}.subsistence_type"),
        "Whether its allowance was the urban or the rural one (低保类别).",
        column="household.subsistence_type",
    )
    hukou_type: Residence | None = mapped(
        Column("{row}.hukou_type"), "Household registration (户籍类型).", column="household.hukou_type"
    )
    address: str | None = mapped(Column("{row}.address"), "The address (家庭住址).", column="household.address")
    per_capita_income: Fen | None = mapped(
        Column("{row}.per_capita_income"),
        "Income per head and month in fen (家庭月人均收入，分).",
        column="household.per_capita_income",
    )
    dwelling: str | None = mapped(Column("{row}.dwelling"), "The dwelling (住房情况).", column="household.dwelling")
    channel: CollectionChannel = mapped(
        Column("{row}.channel"), "How these data were collected (采集方式).", column="household.as_of"
    )


@strawberry.federation.type(keys=["id"], description="A household in the register (家庭).")
class Household:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    number: str = mapped(Column("{row}.number"), "The household's number (户编号).", column="household.number")
    division: Division = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",))),
        "Where it lives (所属行政区划).",
        column="household.division",
    )
    residence: Residence | None = mapped(
        Column("{row}.residence"), "Where the dwelling stands (住房所在地城乡属性).", column="household.residence"
    )
    subsistence_type: Residence | None = mapped(
        Column("{row}.subsistence_type"),
        "Whether its allowance is the urban or the rural one (低保类别).",
        column="household.subsistence_type",
    )
    hukou_type: Residence | None = mapped(
        Column("{row}.hukou_type"), "Household registration (户籍类型).", column="household.hukou_type"
    )
    address: str | None = mapped(Column("{row}.address"), "The address (家庭住址).", column="household.address")
    per_capita_income: Fen | None = mapped(
        Column("{row}.per_capita_income"),
        "Income per head and month in fen (家庭月人均收入，分).",
        column="household.per_capita_income",
    )
    dwelling: str | None = mapped(Column("{row}.dwelling"), "The dwelling (住房情况).", column="household.dwelling")
    as_of: Date = mapped(Column("{row}.as_of"), "The day these data stand for (数据时点).", column="household.as_of")
    channel: CollectionChannel = mapped(
        Column("{row}.channel"), "How these data were collected (采集方式).", column="household.as_of"
    )
    recorded_at: Instant = mapped(Column("{row}.recorded_at", INSTANT), "When it was registered (录入时间).")
    closed_on: Date | None = mapped(
        Column("{row}.closed_on"), "The day from which nobody living is a member (销户日期).", column="household.as_of"
    )
    closed_reason: ClosingReason | None = mapped(
        Column("{row}.closed_reason"),
        "Why it is closed; it opens when somebody comes (销户原因).",
        column="household.as_of",
    )
    merged_into: strawberry.ID | None = mapped(
        Column("{row}.merged_into::text"),
        "The household as which it goes on, where it had been entered twice (归并至家庭).",
        column="household.as_of",
    )
    categories: list[Category] = mapped(
        Many("Category", _household_categories, usually=2),
        "The categories in force today for any of its members (家庭成员当前类别).",
        column="household.basis_categories",
    )
    members: list[Member] = mapped(
        Many("Member", _members, usually=4),
        "Its members, as far as your department reaches them (家庭成员).",
    )
    formerly: list[strawberry.ID] = mapped(
        Values(
            Source(
                "(SELECT DISTINCT l.ancestor_id FROM lineage l WHERE l.household_id = {parent}.id"
                " AND l.undone_at IS NULL) {row}",
                order="{row}.ancestor_id",
            ),
            "{row}.ancestor_id::text",
        ),
        "The households its members came from by split, merge or move (分户、并户、迁移前的家庭).",
        scopes="civil/population:read",
    )

    @mapped_method(
        Page(
            "ChainLink", links_of_household, (Key("{row}.happened_on", "date", "desc"), Key("{row}.id", "uuid", "desc"))
        ),
        "The household's assistance chain across all departments, newest first; it goes on in the households that"
        " members came from (一户一条救助链).",
        scopes="household/chain:read",
    )
    def chain(
        self, as_of: AsOf = None, known_at: KnownAt = None, first: First = 50, after: After = None
    ) -> Connection[ChainLink]:
        planned()

    @mapped_method(
        Page(
            "Proposal",
            Source("proposals {row}", ("{row}.household_id = {parent}.id",)),
            (Key("{row}.entered_at", "timestamptz", "desc"), Key("{row}.id", "uuid", "desc")),
        ),
        "What was entered about it for a second person, and what became of that, the last first (待审核确认事项).",
        scopes="civil/population:read",
    )
    def proposals(
        self, first: First = 50, after: After = None
    ) -> Connection[Annotated["Proposal", strawberry.lazy("schema.register.proposals")]]:
        planned()

    @mapped_method(
        Page("HouseholdVersion", _versions, (Key("{row}.as_of", "date", "desc"), Key("{row}.id", "uuid", "desc"))),
        "What was known of its own data, the latest day first: income, division, dwelling (家庭历史数据).",
        column="household.as_of",
    )
    def history(
        self, as_of: AsOf = None, known_at: KnownAt = None, first: First = 50, after: After = None
    ) -> Connection[HouseholdVersion]:
        planned()

    @mapped_method(
        Page("Membership", memberships_of_household, MEMBERSHIP_KEYS),
        "Who belongs to it and who ever did, the latest first, as far as your department reaches them (家庭成员历史).",
        column="person.relation",
    )
    def memberships(
        self, as_of: BelongedOn = None, known_at: KnownAt = None, first: First = 50, after: After = None
    ) -> Connection[Membership]:
        planned()


def named_household(ask: Ask) -> Source:
    named = []
    if ask.given("number"):
        named.append(f"{{row}}.number = {household_number(ask, 'number')}")
    if ask.given("id"):
        named.append(f"{{row}}.id = {ask.arg('id', type='uuid')}")
    return Source("households {row}", (*named_by(named, "id / number"), household_reached(ask, "{row}.id")))


def household_rows(ask: Ask) -> Source:
    where = [*reached(ask, "{row}_r"), "{row}.closed_on IS NULL"]
    if ask.given("filter.division"):
        where += below(ask, "filter.division", "{row}_r.position")
    if ask.given("filter.number"):
        where.append(f"{{row}}.number = {household_number(ask, 'filter.number')}")
    if ask.given("filter.residence"):
        where.append(f"{{row}}.residence = {ask.arg('filter.residence')}")
    if ask.given("filter.category"):
        where.append(determined(ask, "m.household_id = {row}.id"))
    return Source("reach {row}_r JOIN households {row} ON {row}.id = {row}_r.household_id", tuple(where))
