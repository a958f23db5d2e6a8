"""Determinations of a list (批量认定): of households and members by the numbers that offices know them by."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, NamedTuple
from uuid import UUID

import strawberry

from registry import parsing
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.identity.names import read_name, same_name
from registry.journal.access_log import answered
from registry.journal.batches import Batch
from registry.people import determinations
from registry.people.determinations import Decision
from registry.people.determined_persons import by_number, living_members
from registry.people.person_locks import LockedPerson, lock_people
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import CategoryCode, DeterminationBasis, Support
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.register.determinations import read_decision
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.source_tally import CYCLE, Taken, Tally, told
from schema.requests.transaction import Sorted, act, placed, sort


@strawberry.input(description="A determination, of whom is named by number (按编号认定).")
class NumberedDeterminationInput:
    category: CategoryCode = strawberry.field(description="The category (类别代码).")
    valid_from: Date = strawberry.field(description="In force from this day (起始日期).")
    household: str | None = strawberry.field(
        default=None, description="The household's number; alone, all its living members are meant (户编号)."
    )
    id_number: str | None = strawberry.field(
        default=None, description="One member's number, of whatever kind of identity (证件号码，空为全体成员)."
    )
    name: str | None = strawberry.field(default=None, description="That member's name, as registered (姓名).")
    basis: DeterminationBasis = strawberry.field(
        default=DeterminationBasis("HOUSEHOLD"), description="For what it is determined (认定单位)."
    )
    support: Support | None = strawberry.field(
        default=None, description="How the person is supported, for extreme hardship alone (供养方式)."
    )
    valid_to: Date | None = strawberry.field(default=None, description="To be out of force from this day (终止日期).")
    number: str | None = strawberry.field(default=None, description="The decision's number (文书编号).")


@strawberry.type(description="A determination of a list that is recorded (已认定).")
class DeterminationAccepted:
    determinations: list[strawberry.ID] = mapped(
        None, "The ids, one for each person; none of what was known already (认定标识)."
    )
    replayed: bool = mapped(None, "Whether just this stood there already (是否重复提交).")


DeterminationOutcome = Annotated[
    DeterminationAccepted | Proposed | Refused,
    strawberry.union("DeterminationOutcome", description="One item's outcome (单条结果)."),
]


@strawberry.type(description="How a list of determinations went, item by item in their order (批量认定结果).")
class DeterminationReport:
    batch: strawberry.ID = mapped(None, "The batch (批次标识).")
    outcomes: list[DeterminationOutcome] = mapped(None, "One for each item (逐条结果).")


DeterminationsResult = Annotated[
    DeterminationReport | Refused,
    strawberry.union("DeterminationsResult", description="The list's outcome (批次结果)."),
]


class Draft(NamedTuple):
    """An item that can be tried."""

    decision: Decision
    household: str | None
    blind: bytes | None
    """The blind index of a member's number; None where all members are meant."""
    name: str


class Named(NamedTuple):
    """Whom the items name: households by number, persons by index."""

    households: dict[str, UUID]
    people: dict[bytes, LockedPerson]


async def determine_listed(context: Context, items: list[NumberedDeterminationInput]) -> DeterminationReport | Refused:
    """Record the determinations of a list (一): what is right is recorded, what is wrong is told, item by item."""
    try:
        sorted_ = await sort(items, partial(_draft, context))
    except Refusal as refusal:
        return refused(context, refusal)

    async def work(connection: Connection) -> tuple[DeterminationReport, list[UUID]]:
        return await _determine(context, connection, items, sorted_)

    return await act(context, context.caller.grant.multirange, work)


async def _determine(
    context: Context, connection: Connection, items: Sequence[NumberedDeterminationInput], sorted_: Sorted[Draft]
) -> tuple[DeterminationReport, list[UUID]]:
    grant, drafts = context.caller.grant, sorted_.drafts
    batch = Batch(grant.department, grant.client_id, "DETERMINATIONS", len(items))
    named = await _lock(context, connection, list(drafts.values()))
    outcomes: dict[int, DeterminationAccepted | Refusal] = dict(sorted_.wrong)
    touched: dict[UUID, None] = {}
    for n, draft in drafts.items():
        try:
            household, outcomes[n] = await _one(context, connection, draft, named)
            touched[household] = None
        except Refusal as refusal:
            outcomes[n] = refusal
    replayed = sum(isinstance(one, DeterminationAccepted) and one.replayed for one in outcomes.values())
    wrong = sum(isinstance(one, Refusal) for one in outcomes.values())
    await connection.together([batch.row(len(items) - replayed - wrong, replayed, wrong)])
    await _count(context, connection, items, drafts, named, outcomes)
    await answered(connection, context.look, list(touched))
    answers: list[DeterminationOutcome] = [
        refused(context, placed(one, n)) if isinstance(one, Refusal) else one for n, one in sorted(outcomes.items())
    ]
    return DeterminationReport(batch=strawberry.ID(str(batch.id)), outcomes=answers), list(touched)


async def _count(
    context: Context,
    connection: Connection,
    items: Sequence[NumberedDeterminationInput],
    drafts: Mapping[int, Draft],
    named: Named,
    outcomes: Mapping[int, DeterminationAccepted | Refusal],
) -> None:
    """Count what came of each item, by its source and county."""
    tally = Tally.of(context, "determinations")
    for n, outcome in outcomes.items():
        if isinstance(outcome, Refusal):
            tally.refused([outcome.code])
            continue
        blind, day = drafts[n].blind, drafts[n].decision.valid_from
        person = named.people.get(blind) if blind else None
        tally.taken(Taken(outcome.replayed, told(items[n]), day, CYCLE), person=person)
    await tally.write(connection)


async def _lock(context: Context, connection: Connection, drafts: Sequence[Draft]) -> Named:
    """All of them at once, so that two lists lock in one order; a number never seen stays unseen."""
    indexes = [draft.blind for draft in drafts if draft.blind]
    households = await by_number(connection, [draft.household for draft in drafts if draft.household])
    following = context.hub.vault.following(indexes)
    people = await lock_people(connection, [], list(households.values()), following, beside=indexes)
    return Named(households, people)


async def _one(
    context: Context, connection: Connection, draft: Draft, named: Named
) -> tuple[UUID, DeterminationAccepted]:
    """Raises UNKNOWN_HOUSEHOLD, UNKNOWN_PERSON, NAME_DIFFERS, NOT_A_MEMBER, and as a determination does."""
    catalogue, decision = context.hub.catalogue, draft.decision
    household, person = _whom(draft, named)
    about = await living_members(
        connection, catalogue, household, person, context.caller.today, (decision.valid_from, decision.valid_to)
    )
    if not about:
        raise Refusal("NOT_A_MEMBER" if person else "UNKNOWN_HOUSEHOLD", "idNumber" if person else "household")
    if any(decision.category in one.in_force for one in about) and await determinations.stands(
        connection, [one.person for one in about], decision
    ):
        return household, DeterminationAccepted(determinations=[], replayed=True)
    ids = await determinations.determine(
        connection, catalogue.categories, context.caller.grant.department, about, decision
    )
    return household, DeterminationAccepted(determinations=[strawberry.ID(str(id)) for id in ids], replayed=False)


def _whom(draft: Draft, named: Named) -> tuple[UUID, UUID | None]:
    household = named.households.get(draft.household) if draft.household else None
    if draft.household and not household:
        raise Refusal("UNKNOWN_HOUSEHOLD", "household")
    if draft.blind is None:
        assert household  # noqa: S101 - one of them is told
        return household, None
    person = named.people.get(draft.blind)
    if person is None or person.person is None or person.lives_in is None:
        raise Refusal("UNKNOWN_PERSON", "idNumber")
    if person.name is not None and not any(same_name(name, draft.name) for name in (person.name, *person.former)):
        raise Refusal("NAME_DIFFERS", "name")
    if household and household != person.lives_in:
        raise Refusal("NOT_A_MEMBER", "idNumber")
    return person.lives_in, person.person


def _draft(context: Context, item: NumberedDeterminationInput) -> Draft:
    today = context.caller.today
    household = parsing.household_number(item.household, "household") if item.household else None
    if household is None and item.id_number is None:
        raise parsing.missing("household")
    decision = read_decision(context, item, None if item.id_number is not None else "idNumber")
    if item.id_number is None:
        return Draft(decision, household, None, "")
    number = item_checks.id_number(item.id_number, "idNumber", today)
    if item.name is None:
        raise parsing.missing("name")
    return Draft(decision, household, context.hub.vault.blind_index(ID_CARD, number), read_name(item.name, "name"))
