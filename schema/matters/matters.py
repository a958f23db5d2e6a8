"""Matters in the graph (办理事项): a type for each procedure, with its lines and steps."""

from collections.abc import Mapping
from typing import Any

import strawberry

from planner.shape import INSTANT, PLAIN, Column, Many, One, Source
from policy.procedures import Field, Procedure
from policy.working_days import years
from schema.fields.declared_types import declared_type
from schema.fields.descriptions import described
from schema.fields.enums import (
    DeterminationBasis,
    LineAction,
    LineAnswer,
    MatterState,
    Need,
    ProcedureStep,
    Support,
    WarningKind,
    code_type,
)
from schema.fields.mapping import mapped
from schema.fields.naming import pascal
from schema.fields.scalars import Date, Fen, Instant
from schema.monitoring.warnings import PROGRAMMES, of_rule
from schema.register.households import HOUSEHOLD, Household
from schema.register.persons import PERSON, Person
from schema.register.records import AssistanceRecord
from schema.register.unregistered_persons import UnregisteredPerson
from schema.requests.actors import Actor, actor_of
from schema.requests.catalogue import DEPARTMENT, PROGRAMME, Department, Programme
from schema.requests.divisions import Division


def _department(column: str) -> One:
    return One("Department", Source("departments {row}", (f"{{row}}.code = {{parent}}.{column}",)))


RECORD = One("AssistanceRecord", Source("assistance_records {row}", ("{row}.id = {parent}.record_id",)))


@strawberry.type(description="One thing that is asked for, and its answer (办理条目).")
class MatterLine:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    action: LineAction = mapped(Column("{row}.action"), "What is asked for (要求).")
    department: Department = mapped(DEPARTMENT, "Who is to do it (承办部门).")
    programme: Programme | None = mapped(PROGRAMME, "The programme (项目).")
    person: Person | None = mapped(PERSON, "Whom it concerns; null for the household (涉及人员).")
    needs: list[Need] = mapped(Column("{row}.needs"), "What is needed (救助需求).")
    warning: strawberry.ID | None = mapped(Column("{row}.warning_id", PLAIN), "The warning it came from (预警标识).")
    note: str | None = mapped(Column("{row}.note"), "More, in words (说明).")
    due_on: Date | None = mapped(Column("{row}.due_on"), "By which day, where one was set (办理期限).")
    answer: LineAnswer | None = mapped(Column("{row}.answer"), "The answer (答复).")
    answer_reason: str | None = mapped(Column("{row}.answer_reason"), "The reason (答复理由).")
    answered_on: Date | None = mapped(Column("{row}.answered_on"), "The day of the answer (答复日期).")
    record: AssistanceRecord | None = mapped(
        RECORD,
        "The record it led to, or that is to be verified or to end (救助记录).",
    )
    determination: strawberry.ID | None = mapped(
        Column("{row}.determination_id", PLAIN), "The determination that is to end, as it was proposed (认定标识)."
    )
    reduced_to: Fen | None = mapped(Column("{row}.reduced_to"), "To how much it is reduced, in fen (减发后金额，分).")
    reduced_support: Support | None = mapped(
        Column("{row}.reduced_support"), "To which support a determination is reduced (减少后供养方式)."
    )
    reduced_basis: DeterminationBasis | None = mapped(
        Column("{row}.reduced_basis"), "To whom a determination is reduced (减少后认定单位)."
    )


@strawberry.type(description="An answer as a step gave it; what it is now, the line says (环节中的答复).")
class StepAnswer:
    line: strawberry.ID = mapped(Column("{row}.e->>'line'", PLAIN), "The line (条目标识).")
    answer: LineAnswer = mapped(Column("{row}.e->>'answer'"), "The answer (答复).")
    reason: str | None = mapped(Column("{row}.e->>'reason'"), "The reason (答复理由).")
    before: LineAnswer | None = mapped(Column("{row}.e->>'before'"), "What had been answered before (原答复).")


ANSWERS = Many(
    "StepAnswer",
    Source("json_array_elements({parent}.content->'answers') WITH ORDINALITY {row}(e, n)", (), "{row}.n"),
    usually=1,
)


@strawberry.type(description="A step that was taken (办理环节).")
class MatterStep:
    step: ProcedureStep = mapped(Column("{row}.step"), "The step (步骤).")
    state: MatterState = mapped(Column("{row}.state"), "The state after it (办理后状态).")
    department: Department = mapped(DEPARTMENT, "Who took it (办理部门).")
    actor: Actor | None = mapped(actor_of("actor_id"), "Who took it there; null of the hub by itself (经办人).")
    happened_on: Date = mapped(Column("{row}.happened_on"), "The day (日期).")
    due_on: Date | None = mapped(Column("{row}.due_on"), "When the next one was due then (下一步期限).")
    recorded_at: Instant = mapped(Column("{row}.recorded_at", INSTANT), "When the hub learnt it (录入时间).")
    answers: list[StepAnswer] = mapped(ANSWERS, "What it answered, or corrected (本环节答复).")


UNREGISTERED = One(
    "UnregisteredPerson", Source("unregistered_persons {row}", ("{row}.identity_id = {parent}.identity_id",))
)
LINES = Many("MatterLine", Source("matter_lines {row}", ("{row}.matter_id = {parent}.id",), "{row}.n"), usually=3)
# Found before they are put in order: in that of their ids the steps of all matters would be walked.
STEPS = Many(
    "MatterStep",
    Source("(SELECT * FROM matter_steps s WHERE s.matter_id = {parent}.id OFFSET 0) {row}", order="{row}.id"),
    usually=5,
)


@strawberry.type(description="A warning that a conference is about, without its evidence (相关预警).")
class ConcernedWarning:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    kind: WarningKind = mapped(Column("{row}.kind"), "What it may mean (预警类型).")
    rule: str = mapped(Column("{row}.rule"), "The rule that found it (规则代码).")
    meaning: str = mapped(Column(of_rule("zh", "{row}.rule")), "What was found, in Chinese (预警内容).")
    meaning_en: str = mapped(Column(of_rule("en", "{row}.rule")), "The same in English (英文).")
    person: Person | None = mapped(PERSON, "The person it is about; null for the household (涉及人员).")
    programmes: list[Programme] = mapped(PROGRAMMES, "The programmes at stake (可选项目).")
    raised_on: Date = mapped(Column("{row}.raised_on"), "Raised on this day (预警日期).")


CONCERNED = Many(
    "ConcernedWarning",
    Source(
        "early_warnings {row}",
        ("{row}.id = ANY(ARRAY(SELECT w.id::uuid FROM json_array_elements_text({parent}.content->'warnings') w(id)))",),
        "{row}.rank DESC, {row}.id",
    ),
    usually=2,
)


def matter_type(procedure: Procedure) -> type:
    """The type of one procedure's matters: what all have, and what its steps say."""
    fields: dict[str, tuple[Any, Any]] = {
        "id": (strawberry.ID, mapped(Column("{row}.id", PLAIN), "The id (标识).")),
        "state": (state_type(procedure), mapped(Column("{row}.state"), "The state (状态).")),
        "household": (Household | None, mapped(HOUSEHOLD, "The household, where your department reaches it (家庭).")),
        "person": (Person | None, mapped(PERSON, "The person it is about (涉及人员).")),
        "from_department": (Department, mapped(_department("from_department"), "Who opened it (发起部门).")),
        "to_department": (Department, mapped(_department("to_department"), "Who handles it (承办部门).")),
        "division": (
            Division | None,
            mapped(
                One(
                    "Division",
                    Source(
                        "divisions {row}",
                        ("{row}.lo = coalesce({parent}.handling_position, {parent}.position)",),
                        "{row}.hi DESC",
                    ),
                ),
                "The place it is handled in, as far as a division begins there (办理地).",
            ),
        ),
        "opened_on": (Date, mapped(Column("{row}.opened_on"), "Opened on this day (发起日期).")),
        "due_on": (Date | None, mapped(Column("{row}.due_on"), "The next step is due by this day (办理期限).")),
        "turn": (
            Department | None,
            mapped(
                One("Department", Source("departments {row}", (f"{{row}}.code = {turn(procedure, '{parent}')}",))),
                "Whose turn it is, by `dueOn`; null once it is closed (当前办理方).",
            ),
        ),
        "overdue": (
            bool,
            mapped(
                Column(lambda ask: f"coalesce({{row}}.due_on < {ask.caller('today', 'date')}, false)"),
                "That day has passed (是否超期).",
            ),
        ),
        "due_may_move": (bool, mapped(Column(DUE_MAY_MOVE), DUE_MAY_MOVE_MEANS)),
        "reminded_on": (
            Date | None,
            mapped(Column("{row}.reminded_on"), "It was reminded that the day comes (到期提醒日期)."),
        ),
        "escalated_on": (
            Date | None,
            mapped(Column("{row}.escalated_on"), "The level above was told that it is overdue (提请督办日期)."),
        ),
        "closed_on": (Date | None, mapped(Column("{row}.closed_on"), "Closed on this day (办结日期).")),
        "external_id": (str | None, mapped(Column("{row}.external_id"), "The sender's own id of it (外部编号).")),
        "parent": (
            strawberry.ID | None,
            mapped(Column("{row}.parent_id", PLAIN), "The matter it came out of (来源事项标识)."),
        ),
        "lines": (list[MatterLine], mapped(LINES, "What is asked for, line by line (办理条目).")),
        "steps": (list[MatterStep], mapped(STEPS, "The steps taken, in order (办理过程).")),
    }
    if "warnings" in procedure.fields:
        # Who reads the conference reads what it is about: the invitation is the right, and evidence is not among it.
        fields["concerned"] = (list[ConcernedWarning], mapped(CONCERNED, "The warnings that it is about (相关预警)."))
    if procedure.record:
        fields["record"] = (AssistanceRecord | None, mapped(RECORD, "The help it is about (救助记录)."))
    if procedure.unregistered:
        fields["unregistered"] = (
            UnregisteredPerson | None,
            mapped(
                UNREGISTERED,
                "Somebody in no household, where it is about one (未在库人员).",
                scopes="civil/population:read",  # as `unregisteredPersons`
            ),
        )
    for field in procedure.fields.values():
        kind, text = field_type(procedure, field)
        fields[field.name] = (kind | None, mapped(Column(_said(field)), text))
    return declared_type(pascal(procedure.code), f"{sentence(procedure)}.", fields)


DUE_MAY_MOVE = f"""coalesce({{row}}.closed_on IS NULL AND {{row}}.due_days IS NOT NULL
  AND extract(year FROM {{row}}.due_on) NOT IN ({", ".join(map(str, years()))}), false)"""
DUE_MAY_MOVE_MEANS = (
    "That day may yet move later: it is not announced which days of its year are rested and worked in exchange "
    "(期限可能顺延，该年调休安排尚未公布)."
)


def turn(procedure: Procedure, row: str) -> str:
    """The code of the department whose step is waited for, as SQL."""
    sides = {"sender": f"{row}.from_department", "receiver": f"{row}.to_department"}
    turns = [(state.code, procedure.turn(state.code)) for state in procedure.states]
    pairs = " ".join(f"WHEN '{code}' THEN {sides[side]}" for code, side in turns if side)
    return f"CASE {row}.state {pairs} END" if pairs else "NULL::text"


VALUES: Mapping[str, Any] = {
    "boolean": bool,
    "integer": int,
    "fen": Fen,
    "date": Date,
    "text": str,
    "id": strawberry.ID,
    "programmes": list[str],
}


def _said(field: Field) -> str:
    """What the steps have said of a field, the latest standing."""
    text = f"({{row}}.content->>'{field.name}')"
    casts = {"boolean": f"{text}::boolean", "integer": f"{text}::integer", "fen": f"{text}::bigint", "date": text}
    return casts.get(field.type, f"{{row}}.content->'{field.name}'")


def field_type(procedure: Procedure, field: Field) -> tuple[Any, str]:
    """The type of what a step holds, an enum for a code list; and what is said of it."""
    text = described(field.en, field.zh)
    if field.type not in ("code", "set"):
        return VALUES[field.type], text
    # What has no list is ids.
    kind: Any = code_type(f"{pascal(procedure.code)}{pascal(field.name)}", text, field.codes) if field.codes else str
    return kind if field.type == "code" else list[kind], text


def state_type(procedure: Procedure) -> Any:  # a type, as annotations have it
    """The enum of a procedure's states: ReferralState."""
    text = f"The state of a {procedure.en} ({procedure.zh}状态)."
    return code_type(f"{pascal(procedure.code)}State", text, procedure.states)


def sentence(procedure: Procedure) -> str:
    """What a procedure is called, and what founds it."""
    law = f", {procedure.law}" if procedure.law else ""
    return f"{procedure.en[:1].upper()}{procedure.en[1:]} ({procedure.zh}; {procedure.cites}{law})"
