"""Determining categories (认定) and ending determinations, in the graph."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated, Any, Protocol
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import Ask, Column, One, Same, Source
from policy.hearings import Waived
from policy.vocabulary import words
from registry import parsing
from registry.errors import Refusal
from registry.matters import hearings
from registry.people import determination_corrections, determinations
from registry.people.continuations import Then
from registry.people.determination_corrections import Corrector
from registry.people.determinations import Decision
from registry.people.determined_persons import DeterminedPerson, living_members
from registry.people.person_locks import LAST_HOME, lock_people
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import CategoryCode, Continuation, DeterminationBasis, Support
from schema.fields.mapping import mapped
from schema.fields.naming import camel
from schema.fields.scalars import Date, Instant
from schema.fields.without_hearing import WithoutHearingInput, waived
from schema.register.households import Household
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.transaction import act, selected_result

BASES = words("determination_basis")


@strawberry.input(description="A determination to be recorded (认定).")
class DeterminationInput:
    household: strawberry.ID = strawberry.field(description="The household's id (家庭标识).")
    person: strawberry.ID | None = strawberry.field(
        default=None, description="One member's id; all living members when left out (人员标识，空为全体成员)."
    )
    category: CategoryCode = strawberry.field(description="The category (类别代码).")
    basis: DeterminationBasis = strawberry.field(
        default=DeterminationBasis("HOUSEHOLD"), description="For what it is determined (认定单位)."
    )
    support: Support | None = strawberry.field(
        default=None, description="How the person is supported, for extreme hardship alone (供养方式)."
    )
    valid_from: Date = strawberry.field(description="In force from this day (起始日期).")
    valid_to: Date | None = strawberry.field(default=None, description="To be out of force from this day (终止日期).")
    number: str | None = strawberry.field(default=None, description="The decision's number (文书编号).")


def _subject(ask: Ask) -> Source:
    return Source("households {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


@strawberry.type(description="A determination that is recorded now (已认定).")
class Determined:
    determinations: list[strawberry.ID] = mapped(
        Column(lambda ask: ask.caller("determinations", "text[]")), "The ids, one for each person (认定标识)."
    )
    household: Household = mapped(One("Household", _subject), "The household as it stands now (家庭).")


DeterminationResult = Annotated[
    Determined | Proposed | Refused, strawberry.union("DeterminationResult", description="The outcome (认定结果).")
]


async def determine(context: Context, info: Info[Any, Any], given: DeterminationInput) -> Any:
    """Record a category for one person or a household (一); its agency alone may."""

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        decision, household, person = _decision(context, given)
        await lock_people(connection, [], [household])
        about = await living_members(
            connection, context.hub.catalogue, household, person, context.caller.today,
            (decision.valid_from, decision.valid_to),
        )  # fmt: skip # whom, and when
        _known(about, person)
        ids = await determinations.determine(
            connection, context.hub.catalogue.categories, context.caller.grant.department, about, decision
        )
        await context.hub.maintenance.recompute(connection, [household], context.caller.today)
        return await _answered(context, info, connection, ids, household), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


async def end(
    context: Context,
    info: Info[Any, Any],
    determination: strawberry.ID,
    on: Date,
    reason: str,
    without: WithoutHearingInput | None,
) -> Any:
    """End a determination on a day, for a reason; it stays in the register and in the chain (二（四）)."""

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        today = context.caller.today
        day = item_checks.coming(on, "on", today)
        why_not_heard, why = _why(context, without, reason, "withoutHearing")
        id = item_checks.id(determination, "determination")
        household = await _household_of(connection, id)
        await lock_people(connection, [], [household])
        await hearings.may_end(connection, context.hub.catalogue, id, day, why_not_heard)
        new, household = await determinations.end(connection, context.caller.grant.department, id, day, why, today)
        await context.hub.maintenance.recompute(connection, [household], today)
        return await _answered(context, info, connection, [new], household), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


@strawberry.input(description="What a determination should have said; what is left out stays as it is (认定更正).")
class DeterminationCorrectionInput:
    determination: strawberry.ID = strawberry.field(description="Its id (认定标识).")
    seen: Instant = strawberry.field(description="Its `recordedAt` as you saw it (查看时的录入时间).")
    reason: str = strawberry.field(description="Why it is corrected (更正原因).")
    valid_from: Date | None = strawberry.field(
        default=strawberry.UNSET, description="In force from this day (起始日期)."
    )
    valid_to: Date | None = strawberry.field(
        default=strawberry.UNSET, description="Out of force from this day; null for without an end (终止日期)."
    )
    category: CategoryCode | None = strawberry.field(default=strawberry.UNSET, description="The category (类别代码).")
    basis: DeterminationBasis | None = strawberry.field(
        default=strawberry.UNSET, description="For what it was determined (认定单位)."
    )
    support: Support | None = strawberry.field(
        default=strawberry.UNSET, description="How the person is supported, for extreme hardship alone (供养方式)."
    )
    number: str | None = strawberry.field(default=strawberry.UNSET, description="The decision's number (文书编号).")
    review_due: Date | None = strawberry.field(
        default=None,
        description="To be looked at again by this day; left out, as it stands, or for another category by local policy"
        " (应复核日期).",
    )
    following: Continuation | None = strawberry.field(
        default=None,
        description="Where it ends sooner and the category goes on without a gap: what becomes of that"
        " (接续认定的处理).",
    )
    without_hearing: WithoutHearingInput | None = strawberry.field(
        default=None,
        description="Why basic living becomes less by it without a hearing (未经听取意见的法定情形).",
    )


Corrected = Callable[[Connection, UUID, Corrector], Awaitable[tuple[list[UUID], UUID]]]


async def correct(context: Context, info: Info[Any, Any], given: DeterminationCorrectionInput) -> Any:
    """Correct a determination from its first day on; what was known before stays readable (动态调整)."""

    async def work(connection: Connection, id: UUID, by: Corrector) -> tuple[list[UUID], UUID]:
        changed, due = _changed(given, by.today), item_checks.ahead(given.review_due, "reviewDue", by.today)
        catalogue = context.hub.catalogue
        why_not_heard, reason = _why(context, given.without_hearing, by.reason, "withoutHearing")
        by = replace(by, reason=reason)
        await hearings.may_correct(connection, catalogue, id, changed, why_not_heard, by.today, given.following)
        new, household = await determination_corrections.correct(
            connection, catalogue, by, id, changed, due, given.following
        )
        return [new], household

    return await _corrected(context, info, given.determination, given.seen, given.reason, work, "input")


async def void(
    context: Context, info: Info[Any, Any], determination: str, seen: str, reason: str, following: Then | None
) -> Any:
    """Take back a determination entered in error."""

    async def work(connection: Connection, id: UUID, by: Corrector) -> tuple[list[UUID], UUID]:
        await hearings.may_void(connection, context.hub.catalogue, id, by.today, following)
        return [], await determination_corrections.void(connection, context.hub.catalogue, by, id, following)

    return await _corrected(context, info, determination, seen, reason, work)


async def review(
    context: Context, info: Info[Any, Any], determination: str, seen: str, on: Date, next_due: Date | None, reason: str
) -> Any:
    """Keep a determination that was looked at again (复核)."""

    async def work(connection: Connection, id: UUID, by: Corrector) -> tuple[list[UUID], UUID]:
        day, due = item_checks.past(on, "on", by.today), item_checks.ahead(next_due, "nextDue", by.today)
        catalogue = context.hub.catalogue
        new, household = await determination_corrections.review(connection, catalogue, by, id, day, due)
        return [new], household

    return await _corrected(context, info, determination, seen, reason, work)


async def _corrected(
    context: Context, info: Info[Any, Any], determination: str, seen: str, reason: str, work: Corrected, path: str = ""
) -> Any:
    """Lock the household, do it, and tell how the household stands."""

    async def once(connection: Connection) -> tuple[Any, list[UUID]]:
        today = context.caller.today
        by = Corrector(context.caller.grant.department, parsing.words(reason, "reason"), item_checks.seen(seen), today)
        id = item_checks.id(determination, "determination")
        await lock_people(connection, [], [await _household_of(connection, id)])
        made, household = await work(connection, id, by)
        await context.hub.maintenance.recompute(connection, [household], today)
        return await _answered(context, info, connection, made, household), []

    try:
        return await act(context, context.caller.grant.multirange, once)
    except Refusal as refusal:
        return refused(context, refusal.under(path) if path else refusal)


def _why(context: Context, without: WithoutHearingInput | None, reason: str, path: str) -> tuple[Waived | None, str]:
    """Why there was no hearing, if that is said, and the reason as the chain tells it."""
    said, why = parsing.words(reason, "reason"), waived(without, path, context.caller.today)
    return why, why.told(context.hub.catalogue.procedures.hearing.waivers, said) if why else said


def _changed(given: DeterminationCorrectionInput, today: datetime.date) -> dict[str, object]:
    """The fields that were given; what a determination always has cannot be taken from it (MISSING)."""
    fields = ("valid_from", "valid_to", "category", "basis", "support", "number")
    stated = {name: getattr(given, name) for name in fields if getattr(given, name) is not strawberry.UNSET}
    for name in ("valid_from", "category", "basis"):
        if stated.get(name, "") is None:
            raise parsing.missing(camel(name))
    if "valid_from" in stated:
        stated["valid_from"] = item_checks.coming(stated["valid_from"], "validFrom", today)
    if "valid_to" in stated:
        stated["valid_to"] = item_checks.ahead(stated["valid_to"], "validTo", today)
    if "number" in stated:
        stated["number"] = item_checks.text(stated["number"], "number", 100)
    return stated


class Decided(Protocol):
    """What inputs of determinations have in common."""

    category: CategoryCode
    basis: DeterminationBasis
    support: Support | None
    valid_from: Date
    valid_to: Date | None
    number: str | None


def read_decision(context: Context, given: Decided, nobody: str | None) -> Decision:
    """What is decided, checked; `nobody` is the field that would name one person, where it does not.

    Raises NOT_THE_AGENCY and SUPPORT_ONLY_FOR_EXTREME_HARDSHIP among others.
    """
    catalogue, department = context.hub.catalogue, context.caller.grant.department
    # An unknown code of a list is an item's to refuse, not GraphQL's.
    code = item_checks.needed_code(given.category, "category", catalogue.categories)
    basis = item_checks.needed_code(given.basis, "basis", BASES)
    ways = [way.code for way in catalogue.code_lists["support"]]
    support = item_checks.code(given.support, "support", ways)
    agency = catalogue.categories[code].agency
    if agency != department:
        raise Refusal("NOT_THE_AGENCY", "category", category=code, agency=agency, department=department)
    if (code == "extreme_hardship") != (support is not None):
        raise Refusal("SUPPORT_ONLY_FOR_EXTREME_HARDSHIP", "support")
    today = context.caller.today
    valid_from = item_checks.coming(given.valid_from, "validFrom", today)
    valid_to = item_checks.ahead(given.valid_to, "validTo", today)
    item_checks.ordered(valid_from, valid_to, "validTo")
    if basis == "SINGLE_PERSON" and nobody:
        raise parsing.missing(nobody)
    number = item_checks.text(given.number, "number", 100)
    return Decision(code, basis, support, valid_from, valid_to, number, today)


def _decision(context: Context, given: DeterminationInput) -> tuple[Decision, UUID, UUID | None]:
    decision = read_decision(context, given, None if given.person is not None else "person")
    person = item_checks.id(given.person, "person") if given.person is not None else None
    return decision, item_checks.id(given.household, "household"), person


def _known(about: list[DeterminedPerson], person: UUID | None) -> None:
    if not about:
        raise Refusal("NOT_A_MEMBER" if person else "UNKNOWN_HOUSEHOLD", "person" if person else "household")


async def _household_of(connection: Connection, determination: UUID) -> UUID:
    rows = await connection.execute(HOUSEHOLD_OF, [determination])
    found = await rows.fetchone()
    if found is None:
        raise Refusal("NO_DETERMINATION", "determination")
    household: UUID = found[0]
    return household


# Somebody may have left every household since. One that was superseded is found: who corrects it is told so.
HOUSEHOLD_OF = f"""SELECT coalesce(m.household_id, d.household_id) FROM determinations d
LEFT JOIN LATERAL ({LAST_HOME.format("d.person_id")}) m ON true
WHERE d.id = $1"""


async def _answered(
    context: Context, info: Info[Any, Any], connection: Connection, ids: list[UUID], household: UUID
) -> Any:  # a fragment in the place of a Determined
    values = {"determinations": [str(id) for id in ids], "subject": household}
    return await selected_result(context, info, connection, DETERMINED, values, [household])


DETERMINED = Same("Determined")
