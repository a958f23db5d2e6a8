"""Persons in the graph (人): who they are, their categories and determinations, what departments know of them."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Many, One, Page, Sealed, Source
from registry.errors import Refusal
from registry.identity.contact_numbers import ACCOUNT, PHONE
from registry.identity.identity_numbers import MASK
from registry.identity.vault import ID_NUMBER
from registry.people.person_locks import LAST_HOME, OWN
from schema.fields.arguments import After, AsOf, BelongedOn, First, KnownAt, OnDay
from schema.fields.connections import Connection
from schema.fields.enums import DeterminationBasis, IdentityKind, LeavingReason, ProvisionalReason, Support
from schema.fields.mapping import mapped, mapped_method, planned
from schema.fields.references import day, identity
from schema.fields.scalars import Date, Instant
from schema.fields.slices import current, found, home, household_reached, known, person_reached
from schema.register.chain import ChainLink, links_of_person
from schema.register.contacts import BankAccount, Phone, contacts_of
from schema.register.facts import Facts
from schema.register.memberships import MEMBERSHIP_KEYS, Membership, memberships_of_person
from schema.requests.actors import Actor, actor_of
from schema.requests.catalogue import Category

if TYPE_CHECKING:
    from schema.register.corrections import PersonCorrection
    from schema.register.households import Household
    from schema.register.merges import PersonMerge

MASKED_WHOLE = (
    "It shows nothing of the number; use `idKind`, or `idNumber` with a purpose"
    " (不显示号码的任何部分，请改用 idKind，或注明用途后用 idNumber), until 2027-12-31"
)
PERSON = One(
    "Person",
    lambda ask: Source(
        "persons {row}",
        ("{row}.id = {parent}.person_id", person_reached(ask, "{parent}.household_id", "{row}.id")),
    ),
)
"""The person that a row speaks of, where the caller reaches them."""


def _determinations(ask: Ask) -> Source:
    on = day(ask, "asOf") if ask.given("asOf") else ask.caller("today", "date")
    in_force = f"{{row}}.valid_from <= {on} AND ({{row}}.valid_to IS NULL OR {on} < {{row}}.valid_to)"
    return Source(
        "determinations {row}",
        ("{row}.person_id = {parent}.id", *known(ask, "{row}"), in_force),
        "{row}.valid_from, {row}.id",
    )


def _person_categories(ask: Ask) -> Source:
    return Source(
        "categories {row}",
        (
            f"EXISTS (SELECT FROM determinations d WHERE d.person_id = {{parent}}.id AND d.category = {{row}}.code"
            f" AND {current(ask, 'd')})",
        ),
        "{row}.place",
    )


def _household_of_person(ask: Ask) -> Source:
    return Source(
        f"memberships {{row}}_m CROSS JOIN LATERAL {found('households', '{row}_m.household_id')} {{row}}",
        (
            "{row}_m.person_id = {parent}.id",
            "{row}_m.valid_to IS NULL AND {row}_m.superseded_at IS NULL",
            household_reached(ask, "{row}.id"),
        ),
    )


def _relation(ask: Ask) -> str:
    return f"(SELECT m.relation FROM memberships m WHERE m.person_id = {{row}}.id AND {current(ask, 'm')} LIMIT 1)"


def _left(column: str) -> str:
    """Of the person's last membership, which says it where it has ended."""
    return f"(SELECT home.{column} FROM ({LAST_HOME.format('{row}.id')}) home)"


@strawberry.type(description="A determination: a category as a dated fact about a person (认定).")
class Determination:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).", column="person.categories")
    category: Category = mapped(
        One("Category", Source("categories {row}", ("{row}.code = {parent}.category",))),
        "The category (类别).",
        column="person.categories",
    )
    basis: DeterminationBasis = mapped(
        Column("{row}.basis"), "For what it was determined (认定单位).", column="person.categories"
    )
    support: Support | None = mapped(
        Column("{row}.support"), "How a person in extreme hardship is supported (供养方式).", column="person.support"
    )
    valid_from: Date = mapped(
        Column("{row}.valid_from"), "In force from this day (起始日期).", column="person.categories"
    )
    valid_to: Date | None = mapped(
        Column("{row}.valid_to"), "No longer in force from this day (终止日期).", column="person.categories"
    )
    agency: str = mapped(Column("{row}.agency"), "Who determined it (认定部门).", column="person.categories")
    actor: Actor | None = mapped(
        actor_of("actor_id"), "Who recorded it as it stands (经办人).", column="person.categories"
    )
    number: str | None = mapped(Column("{row}.number"), "The decision's number (文书编号).", column="person.categories")
    cites: str = mapped(Column("{row}.cites"), "The rule applied (认定依据).", column="person.categories")
    review_due: Date | None = mapped(
        Column("{row}.review_due"), "To be looked at again by this day (应复核日期).", column="person.categories"
    )
    recorded_at: Instant = mapped(
        Column("{row}.recorded_at", INSTANT),
        "When the hub learnt it as it stands; give it as `seen` to correct it (录入时间).",
        column="person.categories",
    )
    end_reason: str | None = mapped(
        Column("{row}.end_reason"), "Why it ended (终止原因).", scopes="civil/population:read"
    )


@strawberry.type(description="Why and on what somebody was registered without a number of any kind (临时身份).")
class ProvisionalIdentity:
    reason: ProvisionalReason = mapped(Column("{row}.reason"), "Why there was none (事由).")
    evidence: str = mapped(Column("{row}.evidence"), "On what it rests (依据材料).")
    estimated: bool = mapped(
        Column("{row}.estimated"), "The birth date was worked out from about how old they are (出生日期为推算)."
    )
    guardian: str | None = mapped(Column("{row}.guardian"), "Who answers for them (监护人).")
    place: str | None = mapped(Column("{row}.place"), "Where they were born or found (出生地或发现地点).")


@strawberry.federation.type(keys=["id"], description="A person in the register (人员).")
class Person:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    name_masked: str = mapped(
        Column("{row}.name_masked"), "The name with all but its first character masked (脱敏姓名)."
    )
    name: str = mapped(
        Column("{row}.name"), "The name (姓名).", scopes="identity/name:read", column="person.name", purpose=True
    )
    id_number_masked: str = mapped(
        Column(f"'{MASK}'::text"),
        "The ID number masked as a whole: it shows that there is one (脱敏身份证号，全部隐藏).",
        column="person.id_number",
        deprecation_reason=MASKED_WHOLE,
    )
    id_kind: IdentityKind = mapped(
        Column("{row}.id_kind"), "By which kind of number the person is known (证件类型).", column="person.id_number"
    )
    provisional: "ProvisionalIdentity | None" = mapped(
        One(
            "ProvisionalIdentity",
            Source("provisional_identities {row}", ("{row}.person_id = {parent}.id", "{row}.superseded_at IS NULL")),
        ),
        "On what a provisional number rests, while the person has no other (临时身份依据).",
        scopes="civil/population:read",
    )
    id_number: str = mapped(
        Sealed(ID_NUMBER, "{row}.identity_id"),
        "The ID number in clear (身份证号).",
        scopes="identity/number:read",
        column="person.id_number",
        purpose=True,
    )
    sex: str = mapped(Column("{row}.sex"), "GB/T 2261.1: 1 male, 2 female (性别).", column="person.sex")
    birth_date: Date = mapped(Column("{row}.birth_date"), "The birth date (出生日期).", column="person.birth_date")

    @mapped_method(
        Many("Phone", contacts_of(PHONE), usually=1),
        "Their telephone on a day, today unless another is asked, as it is or was known (联系电话).",
        column="person.phone",
    )
    def phones(self, as_of: OnDay = None, known_at: KnownAt = None) -> list[Phone]:
        planned()

    @mapped_method(
        Many("BankAccount", contacts_of(ACCOUNT), usually=1),
        "The account into which help for them is paid, on a day, as it is or was known (银行账户、一卡通).",
        column="person.account",
    )
    def accounts(self, as_of: OnDay = None, known_at: KnownAt = None) -> list[BankAccount]:
        planned()

    recorded_at: Instant = mapped(
        Column("{row}.recorded_at", INSTANT),
        "When these particulars were recorded as they stand, to be given as `seen` (录入或更正时间).",
        scopes="civil/population:read",
    )
    merges: list[Annotated["PersonMerge", strawberry.lazy("schema.register.merges")]] = mapped(
        Many(
            "PersonMerge",
            Source("person_merges {row}", ("{row}.person_id = {parent}.id",), "{row}.merged_at, {row}.id"),
            usually=1,
        ),
        "Other registrations of the same human that go on in this one; asked by their id or number this one answers"
        " (合并记录).",
        scopes="civil/population:read",
    )
    corrections: list[Annotated["PersonCorrection", strawberry.lazy("schema.register.corrections")]] = mapped(
        Many(
            "PersonCorrection",
            Source("person_corrections {row}", ("{row}.person_id = {parent}.id",), "{row}.recorded_at, {row}.id"),
            usually=1,
        ),
        "How they were put right, the first first (更正记录).",
        scopes="civil/population:read",
    )
    relation: str | None = mapped(
        Column(_relation), "To the head of the household, GB/T 4761 (与户主关系).", column="person.relation"
    )
    household: Annotated["Household", strawberry.lazy("schema.register.households")] | None = mapped(
        One("Household", _household_of_person), "The household the person lives in; null after leaving (所在家庭)."
    )
    left_on: Date | None = mapped(
        Column(_left("valid_to")),
        "The day on which the person left without coming into another household (离开家庭日期).",
        column="person.relation",
    )
    left_because: LeavingReason | None = mapped(
        Column(_left("end_reason")), "Why the person left (离开原因).", column="person.relation"
    )
    categories: list[Category] = mapped(
        Many("Category", _person_categories, usually=2),
        "The categories in force today (当前类别).",
        column="person.categories",
    )
    facts: list[Facts] = mapped(
        None,  # the departments' tables: filled in when the graph is composed
        "What departments know of the person and share with yours, an object per department and entity"
        " (各部门掌握的情况).",
    )

    @mapped_method(
        None,  # filled in as `facts` is
        "What departments knew of the person and share with yours, the latest day first, with what was superseded"
        " (各部门掌握情况的历史).",
    )
    def facts_history(
        self, as_of: AsOf = None, known_at: KnownAt = None, first: First = 50, after: After = None
    ) -> Connection[Facts]:
        planned()

    @mapped_method(
        Page("Membership", memberships_of_person, MEMBERSHIP_KEYS),
        "Every household that the person belongs or belonged to, the latest first, as far as your department reaches"
        " them there (所在家庭历史).",
        column="person.relation",
    )
    def memberships(
        self, as_of: BelongedOn = None, known_at: KnownAt = None, first: First = 50, after: After = None
    ) -> Connection[Membership]:
        planned()

    @mapped_method(
        Many("Determination", _determinations, usually=2),
        "The determinations in force on a day, today unless another is asked, as they are or were known (认定情况).",
        column="person.categories",
    )
    def determinations(self, as_of: OnDay = None, known_at: KnownAt = None) -> list[Determination]:
        planned()

    @mapped_method(
        Page("ChainLink", links_of_person, (Key("{row}.happened_on", "date", "desc"), Key("{row}.id", "uuid", "desc"))),
        "The person's assistance chain, newest first (一人一条救助链).",
        scopes="household/chain:read",
    )
    def chain(
        self, as_of: AsOf = None, known_at: KnownAt = None, first: First = 50, after: After = None
    ) -> Connection[ChainLink]:
        planned()


AS_WHOM = "CASE WHEN p.merged_into IS NULL THEN p.id ELSE p.merged_into END"
"""The person as whom this one goes on."""


def named_person(ask: Ask) -> Source:
    named = []
    if ask.given("idNumber"):
        index = identity(ask, "idNumber")
        named.append(f"{{row}}.identity_id = (SELECT {OWN} FROM identities i WHERE i.index = {index})")
    if ask.given("id"):
        asked = f"SELECT {AS_WHOM} FROM persons p WHERE p.id = {ask.arg('id', type='uuid')}"
        named.append(f"{{row}}.id = ({asked})")
    seen = person_reached(ask, home("{row}.id"), "{row}.id")
    return Source("persons {row}", (*named_by(named, "id / idNumber"), seen))


def named_by(conditions: list[str], names: str) -> list[str]:
    """What names the one that is asked for; raises MISSING where nothing does."""
    if not conditions:
        raise Refusal("MISSING", name=names)
    return conditions


def determined(ask: Ask, whose: str) -> str:
    """Some of these members are in the category of `filter.category` today."""
    return (
        "EXISTS (SELECT FROM memberships m"
        " CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d"
        f" WHERE {whose} AND {current(ask, 'm')} AND {current(ask, 'd')}"
        f" AND d.category = {ask.arg('filter.category')})"
    )
