"""Registering households (录入): the batch, item by item."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated
from uuid import UUID

import strawberry

from policy.vocabulary import words
from registry import parsing
from registry.errors import Refusal
from registry.journal.access_log import answered
from registry.journal.batches import Batch
from registry.people.corrected_provisionals import recognize
from registry.people.heads import headless
from registry.people.registration import Entry
from registry.people.registration import register as register_all
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import CollectionChannel, IntakeNote, Residence
from schema.fields.mapping import mapped
from schema.fields.scalars import Date, Fen
from schema.register.member_inputs import MemberInput, read_member
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.source_tally import CYCLE, Taken, Tally, told
from schema.requests.transaction import Sorted, act, placed, sort

CHANNELS = words("collection_channel")


@strawberry.input(description="A household with its members (家庭及成员).")
class HouseholdInput:
    number: str = strawberry.field(description="Your number for it, unique in the province (户编号).")
    division: str = strawberry.field(
        description="Where it lives, twelve digits, to village level if known (行政区划代码)."
    )
    as_of: Date = strawberry.field(description="The day these data stand for (数据时点).")
    channel: CollectionChannel = strawberry.field(description="How these data were collected (采集方式).")
    members: list[MemberInput] = strawberry.field(
        description="Its members; the first registration needs at least one, and whom a later one does not name stays"
        " a member (成员)."
    )
    residence: Residence | None = strawberry.field(
        default=None, description="Where the dwelling stands (住房所在地城乡属性)."
    )
    subsistence_type: Residence | None = strawberry.field(
        default=None,
        description="Whether its allowance is the urban or the rural one; as `residence` when left out (低保类别).",
    )
    hukou_type: Residence | None = strawberry.field(default=None, description="Household registration (户籍类型).")
    address: str | None = strawberry.field(default=None, description="The address (家庭住址).")
    per_capita_income: Fen | None = strawberry.field(
        default=None, description="Income per head and month in fen (家庭月人均收入，分)."
    )
    dwelling: str | None = strawberry.field(default=None, description="The dwelling in words (住房情况).")
    source: str | None = strawberry.field(default=None, description="Where the data come from (数据来源).")


@strawberry.type(description="A provisional number that the hub gave to a member who has none (临时身份编号).")
class IssuedNumber:
    name: str = mapped(None, "The member's name as registered (姓名).")
    number: str = mapped(
        None, "The number by which every department can report of them until they have another (临时身份编号)."
    )


@strawberry.type(description="A household that is registered now (已录入家庭).")
class Registered:
    number: str = mapped(None, "Its number (户编号).")
    household: strawberry.ID = mapped(None, "Its id (家庭标识).")
    headless: bool = mapped(
        None,
        "Whether it has members and none is the head now: name the new one as soon as it is known (当前无户主).",
    )
    note: IntakeNote | None = mapped(
        None,
        "OLDER_THAN_KNOWN: newer data stand, or a member has come into another household since; that is kept in the"
        " history (数据或成员居住情况早于已有数据，仅存入历史).",
    )
    issued: list[IssuedNumber] = mapped(
        None, "The provisional numbers of members who were registered without one (临时身份编号)."
    )


RegistrationOutcome = Annotated[
    Registered | Proposed | Refused,
    strawberry.union("RegistrationOutcome", description="One item's outcome (单条结果)."),
]


@strawberry.type(description="How a batch of registrations went, item by item in their order (录入结果).")
class RegistrationReport:
    batch: strawberry.ID = mapped(None, "The batch (批次标识).")
    outcomes: list[RegistrationOutcome] = mapped(None, "One for each item (逐条结果).")


RegistrationResult = Annotated[
    RegistrationReport | Refused, strawberry.union("RegistrationResult", description="The batch's outcome (批次结果).")
]


async def register(context: Context, items: list[HouseholdInput]) -> RegistrationReport | Refused:
    """Take in a batch (二（二）): what is right is registered, what is wrong is told, item by item."""
    try:
        sorted_ = await sort(items, partial(_entry, context))
    except Refusal as refusal:
        return refused(context, refusal)

    async def work(connection: Connection) -> tuple[RegistrationReport, list[UUID]]:
        return await _register(context, connection, items, sorted_)

    return await act(context, context.caller.grant.multirange, work)


async def _register(
    context: Context, connection: Connection, items: list[HouseholdInput], sorted_: Sorted[Entry]
) -> tuple[RegistrationReport, list[UUID]]:
    grant = context.caller.grant
    batch = Batch(grant.department, grant.client_id, "REGISTRATION", len(items))
    places = list(sorted_.drafts)
    entries = await recognize(connection, context.hub.vault, list(sorted_.drafts.values()))
    tried, touched, late = await register_all(
        connection, context.hub.catalogue, context.hub.vault, grant.department, entries
    )
    drafts = dict(zip(places, entries, strict=True))
    outcomes = dict(zip(places, tried, strict=True)) | sorted_.wrong
    households = [outcome for outcome in outcomes.values() if isinstance(outcome, UUID)]
    await connection.together([batch.row(len(households), 0, len(items) - len(households))])
    await _count(context, connection, items, drafts, outcomes)
    await answered(connection, context.look, households)
    without = await headless(connection, households)
    answers: list[RegistrationOutcome] = [
        refused(context, placed(outcome, n))
        if isinstance(outcome, Refusal)
        else _registered(drafts[n], outcome, without, late)
        for n, outcome in sorted(outcomes.items())
    ]
    return RegistrationReport(batch=strawberry.ID(str(batch.id)), outcomes=answers), touched


async def _count(
    context: Context,
    connection: Connection,
    items: Sequence[HouseholdInput],
    entries: Mapping[int, Entry],
    outcomes: Mapping[int, UUID | Refusal],
) -> None:
    """Count what came of each household, by its source and county."""
    tally = Tally.of(context, "households")
    for n, outcome in outcomes.items():
        if isinstance(outcome, Refusal):
            tally.refused([outcome.code], getattr(items[n], "division", None))
        else:
            tally.taken(Taken(False, told(items[n]), entries[n].as_of, CYCLE), entries[n].division)
    await tally.write(connection)


def _registered(entry: Entry, household: UUID, without: set[UUID], late: frozenset[UUID]) -> Registered:
    return Registered(
        number=entry.number,
        household=strawberry.ID(str(household)),
        headless=household in without,
        note=IntakeNote("OLDER_THAN_KNOWN") if household in late else None,
        issued=[IssuedNumber(name=m.name, number=m.id_number) for m in entry.members if m.provisional],
    )


def _entry(context: Context, item: HouseholdInput) -> Entry:
    today = context.caller.today
    as_of = item_checks.past(item.as_of, "asOf", today)
    division = item_checks.division(context.hub.divisions, item.division, "division", today)
    if not any(lo <= division.lo < hi for lo, hi in context.caller.grant.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=item.division)
    residences = [code.code for code in context.hub.catalogue.code_lists["residence"]]
    residence = item_checks.code(item.residence, "residence", residences)
    number = parsing.household_number(item.number, "number")
    members = tuple(
        read_member(context, member, number, division.code, n, as_of) for n, member in enumerate(item.members)
    )
    return Entry(
        number=number,
        division=division.code,
        position=division.lo,
        residence=residence,
        subsistence_type=item_checks.code(item.subsistence_type, "subsistenceType", residences) or residence,
        hukou_type=item_checks.code(item.hukou_type, "hukouType", residences),
        address=item_checks.text(item.address, "address"),
        per_capita_income=item_checks.fen(item.per_capita_income, "perCapitaIncome"),
        dwelling=item_checks.text(item.dwelling, "dwelling"),
        as_of=as_of,
        source=item_checks.text(item.source, "source"),
        channel=item_checks.needed_code(item.channel, "channel", CHANNELS),
        members=members,
    )
