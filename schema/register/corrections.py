"""Corrections of persons in the graph (人员信息更正): what was put right, how it stood before, and what follows."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Many, One, Sealed, Source
from registry import parsing
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import MASK, birth_date, sex
from registry.identity.names import masked_name_sql, read_name
from registry.identity.vault import ID_NUMBER
from registry.people import correction_lines
from registry.people.corrections import Changes, Officer, correct
from registry.people.number_corrections import NewNumber
from registry.redaction import hidden
from registry.store.connection import Connection
from registry.store.widened_ranges import everywhere
from schema.fields import item_checks
from schema.fields.batch_shapes import MOST_ITEMS
from schema.fields.enums import CorrectionLineKind, IdentityKind, LineDecision, PersonAttribute
from schema.fields.mapping import mapped, narrowing
from schema.fields.references import identity
from schema.fields.scalars import Date, Instant
from schema.fields.slices import within
from schema.register.persons import MASKED_WHOLE, Person
from schema.register.records import AssistanceRecord
from schema.requests.catalogue import DEPARTMENT, Department
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.proposed import Proposed
from schema.requests.transaction import act, selected_result

SEXES = ("1", "2")


@strawberry.type(description="What stood under a number that was corrected (更正明细).")
class CorrectionLine:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    kind: CorrectionLineKind = mapped(Column("{row}.kind"), "A record or facts (明细类型).")
    department: Department = mapped(DEPARTMENT, "Who reported it (报送部门).")
    entity: str | None = mapped(Column("{row}.entity"), "Of facts: of what, as person or event (情况对象).")
    as_of: Date = mapped(Column("{row}.as_of"), "The day of the help, or that the facts stand for (日期).")
    record: AssistanceRecord | None = mapped(
        One("AssistanceRecord", Source("assistance_records {row}", ("{row}.id = {parent}.record_id",))),
        "The help (救助记录).",
    )
    decision: LineDecision | None = mapped(
        Column("{row}.decision"), "What becomes of it; while it is open it remains with the person (处理方式)."
    )
    decided_at: Instant | None = mapped(Column("{row}.decided_at", INSTANT), "When that was decided (处理时间).")


LINES = Source("person_correction_lines {row}", ("{row}.correction_id = {parent}.id",), "{row}.as_of, {row}.id")


@strawberry.type(description="A correction of a person's particulars (人员信息更正).")
class PersonCorrection:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    recorded_at: Instant = mapped(Column("{row}.recorded_at", INSTANT), "When it was corrected (更正时间).")
    old_recorded_at: Instant = mapped(
        Column("{row}.old_recorded_at", INSTANT), "Since when the old values had stood (原信息录入时间)."
    )
    department: Department = mapped(DEPARTMENT, "Who corrected it (办理部门).")
    reason: str = mapped(Column("{row}.reason"), "Why (更正理由).")
    basis: str = mapped(Column("{row}.basis"), "On which paper (文书或依据).")
    attributes: list[PersonAttribute] = mapped(Column("{row}.attributes"), "What was put right (更正项).")
    person: Person = mapped(
        One("Person", Source("persons {row}", ("{row}.id = {parent}.person_id",))), "The person as they stand (人员)."
    )
    old_name_masked: str = mapped(Column(masked_name_sql("{row}.old_name")), "The old name, masked (原姓名，脱敏).")
    new_name_masked: str = mapped(Column(masked_name_sql("{row}.new_name")), "The new name, masked (新姓名，脱敏).")
    old_name: str = mapped(
        Column("{row}.old_name"),
        "The old name (原姓名).",
        scopes="identity/name:read",
        column="person.name",
        purpose=True,
    )
    new_name: str = mapped(
        Column("{row}.new_name"),
        "The new name (新姓名).",
        scopes="identity/name:read",
        column="person.name",
        purpose=True,
    )
    old_id_number_masked: str = mapped(
        Column(f"'{MASK}'::text"),
        "The old ID number masked as a whole (原身份证号，全部隐藏).",
        column="person.id_number",
        deprecation_reason=MASKED_WHOLE,
    )
    old_id_number: str = mapped(
        Sealed(ID_NUMBER, "{row}.old_identity_id"),
        "The old ID number in clear (原身份证号).",
        scopes="identity/number:read",
        column="person.id_number",
        purpose=True,
    )
    old_sex: str = mapped(Column("{row}.old_sex"), "The old sex (原性别).", column="person.sex")
    new_sex: str = mapped(Column("{row}.new_sex"), "The new sex (新性别).", column="person.sex")
    old_birth_date: Date = mapped(
        Column("{row}.old_birth_date"), "The old birth date (原出生日期).", column="person.birth_date"
    )
    new_birth_date: Date = mapped(
        Column("{row}.new_birth_date"), "The new birth date (新出生日期).", column="person.birth_date"
    )
    lines: list[CorrectionLine] = mapped(
        Many("CorrectionLine", LINES, usually=2),
        "Of a corrected number: what stood under the old one, for `decideCorrection` (原号码下的明细).",
    )


@strawberry.input(description="Which corrections (筛选).")
class PersonCorrectionFilter:
    open: bool | None = narrowing(
        None, default=None, description="true: only those with lines that wait for a decision (仅待处理)."
    )
    id_number: str | None = narrowing(
        "person.id_number",
        purpose=True,
        default=None,
        description="Those in which this ID number was corrected (原身份证号，须说明用途).",
    )


CORRECTION_KEYS = (Key("{row}.position", "bigint"), Key("{row}.id", "uuid"))


def correction_rows(ask: Ask) -> Source:
    """The corrections of the caller's divisions, place by place."""
    where = [*within(ask, "{row}.position")]
    if ask.given("filter.open"):
        waits = "EXISTS (SELECT FROM person_correction_lines l WHERE l.correction_id = {row}.id AND l.decision IS NULL)"
        where.append(f"(NOT {ask.arg('filter.open', type='boolean')} OR {waits})")
    if ask.given("filter.idNumber"):
        index = identity(ask, "filter.idNumber")
        where += [
            "{row}.old_identity_id <> {row}.new_identity_id",
            f"{{row}}.old_identity_id = (SELECT i.id FROM identities i WHERE i.index = {index})",
        ]
    return Source("person_corrections {row}", tuple(where))


@strawberry.input(description="What is wrong with a person's particulars, and how it should read (更正内容).")
class CorrectPersonInput:
    person: strawberry.ID = strawberry.field(description="The person (人员标识).")
    name: str | None = strawberry.field(default=None, description="The right name (姓名).")
    id_number: str | None = strawberry.field(
        default=None,
        description="The right ID number. What was reported under it and the name joins the person; what stood under"
        " the old one is listed for your decision (身份证号).",
    )
    id_kind: IdentityKind | None = strawberry.field(
        default=None, description="Of which kind the right number is; known by its form when left out (证件类型)."
    )
    sex: str | None = strawberry.field(
        default=None, description="GB/T 2261.1: 1 male, 2 female; as a new number says when left out (性别)."
    )
    birth_date: Date | None = strawberry.field(
        default=None, description="The birth date; as a new number says when left out (出生日期)."
    )
    reason: str = strawberry.field(description="Why (更正理由).")
    basis: str = strawberry.field(description="On which paper, as a household register (文书或依据).")
    seen: Instant = strawberry.field(
        description="The person's `recordedAt` as you saw it; if somebody has changed them since, you are told"
        " (所见版本时间)."
    )


@strawberry.input(description="What becomes of a line (明细处理).")
class LineDecisionInput:
    id: strawberry.ID = strawberry.field(description="The line (明细标识).")
    moves: bool = strawberry.field(
        description="true: it is the person's and moves along; false: it stays with the old number (是否随人转入)."
    )


PersonCorrectionResult = Annotated[
    PersonCorrection | Proposed | Refused,
    strawberry.union("PersonCorrectionResult", description="The correction, or why not (更正结果)."),
]


def _subject(ask: Ask) -> Source:
    return Source("person_corrections {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


async def correct_person(info: Info[Any, Any], given: CorrectPersonInput) -> Any:  # a fragment, or Refused
    """Put a person's particulars right, in the caller's divisions."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        hub, person = context.hub, item_checks.id(given.person, "person")
        changes, seen = _changes(context, given), item_checks.seen(given.seen)
        by = officer(context, given.reason, given.basis)
        id, household = await correct(connection, hub.catalogue, hub.vault, by, person, changes, seen)
        await hub.maintenance.recompute(connection, [household] if household else [], context.caller.today)
        return await selected_result(context, info, connection, ONE_CORRECTION, {"subject": id}, [person]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


async def decide_correction(
    info: Info[Any, Any], correction: strawberry.ID, lines: list[LineDecisionInput]
) -> Any:  # a fragment, or Refused
    """Decide what becomes of what stood under an old number, in the caller's divisions."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        hub, caller, id = context.hub, context.caller, item_checks.id(correction, "correction")
        if not 1 <= len(lines) <= MOST_ITEMS:
            raise Refusal("BATCH_SIZE", "lines", most=MOST_ITEMS, count=len(lines))
        moves = _moves(lines)
        person, homes = await correction_lines.decide(
            connection, hub.catalogue, hub.vault, caller.grant.department, caller.today, id, moves
        )
        async with everywhere(connection):
            await hub.maintenance.recompute(connection, homes, caller.today)
        return await selected_result(context, info, connection, ONE_CORRECTION, {"subject": id}, [person.person]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


def _moves(lines: list[LineDecisionInput]) -> dict[UUID, bool]:
    moves: dict[UUID, bool] = {}
    for n, line in enumerate(lines):
        id = item_checks.id(line.id, f"lines[{n}].id")
        if id in moves:
            raise Refusal("UNKNOWN_LINE", f"lines[{n}].id", value=line.id)
        moves[id] = line.moves
    return moves


def officer(context: Context, reason: str, basis: str | None) -> Officer:
    """Who acts and why; a number in the words is left out."""
    grant = context.caller.grant
    why = hidden(parsing.words(reason, "reason"))
    paper = hidden(parsing.words(basis, "basis")) if basis is not None else ""
    return Officer(grant.department, grant.client_id, context.caller.today, why, paper)


def _changes(context: Context, given: CorrectPersonInput) -> Changes:
    return Changes(
        name=None if given.name is None else read_name(given.name),
        number=_number(context, given),
        sex=item_checks.code(given.sex, "sex", SEXES),
        birth_date=item_checks.past_if_told(given.birth_date, "birthDate", context.caller.today),
    )


def _number(context: Context, given: CorrectPersonInput) -> NewNumber | None:
    if given.id_number is None and given.id_kind is None:
        return None
    number = item_checks.id_number(given.id_number, "idNumber", context.caller.today, given.id_kind)
    return NewNumber(context.hub.vault.blind_index(ID_CARD, number), number, sex(number), birth_date(number))


ONE_CORRECTION = One("PersonCorrection", _subject)
