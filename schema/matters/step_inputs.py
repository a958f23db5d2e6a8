"""What the steps of a procedure take: inputs made from its declaration, and how they are read."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from policy.procedures import Field, Procedure, Step
from registry.errors import Refusal
from registry.matters.ending_lines import EndingLine, LineDecision, Reduction
from registry.matters.line_answers import LineAnswer
from registry.matters.lines import LineRequest
from registry.matters.warning_outcomes import WarningOutcome
from schema.fields import enums, item_checks
from schema.fields.descriptions import described
from schema.fields.naming import camel, pascal
from schema.fields.scalars import Date, Fen
from schema.matters.matters import field_type
from schema.requests.context import Context


@strawberry.input(description="One thing that is asked for (办理条目).")
class LineInput:
    action: enums.LineAction = strawberry.field(
        default=enums.LineAction("ASSESS"), description="What is asked for (要求)."
    )
    programme: str | None = strawberry.field(default=None, description="A programme's code or number (项目).")
    person: strawberry.ID | None = strawberry.field(
        default=None, description="A member of the household; all of it when left out (涉及人员)."
    )
    needs: list[enums.Need] = strawberry.field(default_factory=list, description="What is needed (救助需求代码).")
    department: str | None = strawberry.field(
        default=None, description="Who is asked, where the programme does not say it (承办部门代码)."
    )
    record: strawberry.ID | None = strawberry.field(default=None, description="The record to VERIFY (救助记录标识).")
    warning: strawberry.ID | None = strawberry.field(default=None, description="The warning it comes from (预警标识).")
    note: str | None = strawberry.field(default=None, description="More, in words (说明).")
    due_on: Date | None = strawberry.field(
        default=None, description="By this day, where it is earlier than the deadline of the procedure (办理期限)."
    )


@strawberry.input(description="The answer to one line (条目答复).")
class AnswerInput:
    line: strawberry.ID = strawberry.field(description="The line's id (条目标识).")
    answer: enums.LineAnswer = strawberry.field(description="The answer; before GRANTED, feed the help back (答复).")
    reason: str | None = strawberry.field(
        default=None, description="The reason, for everything but GRANTED (答复理由)."
    )


@strawberry.input(description="What is to end or be reduced: a record or a determination (减发停发条目).")
class EndingLineInput:
    record: strawberry.ID | None = strawberry.field(default=None, description="The record's id (救助记录标识).")
    determination: strawberry.ID | None = strawberry.field(default=None, description="The determination's (认定标识).")


@strawberry.input(description="What is decided of one line (逐条决定).")
class EndingDecisionInput:
    line: strawberry.ID = strawberry.field(description="The line's id (条目标识).")
    decision: enums.EndingDecisionOfLine = strawberry.field(description="What is decided (决定).")
    reduced_to: Fen | None = strawberry.field(
        default=None, description="To how much in fen, where a record is reduced (减发后金额，分)."
    )
    reduced_support: enums.Support | None = strawberry.field(
        default=None, description="To which support, where a determination is reduced (减少后供养方式)."
    )
    reduced_basis: enums.DeterminationBasis | None = strawberry.field(
        default=None, description="To whom, where a determination is reduced (减少后认定单位)."
    )
    reason: str | None = strawberry.field(default=None, description="Why, of this line (理由).")


def step_input(procedure: Procedure, step: Step) -> type:
    """The input of one step."""
    fields: dict[str, tuple[Any, Any]] = {}
    if step.continues:
        wanted = strawberry.ID if not step.opens else strawberry.ID | None
        fields["id"] = (wanted, _field("The matter's id (事项标识)." if not step.opens else NEW_OR_NOT, step.opens))
    if step.opens:
        fields |= _opening(procedure, optional=step.continues)
    for field in step.fields:
        if not field.derived:
            kind, text = field_type(procedure, field)
            fields[field.name] = (kind if field.needed else kind | None, _field(text, not field.needed))
    if step.lines == "asked":
        fields["lines"] = (list[LineInput], _field("What is asked for, 1 to 50 lines (办理条目).", False))
    elif step.lines == "may_ask":
        asked = "What is asked for, up to 50 lines (办理条目)."
        fields["lines"] = (list[LineInput], strawberry.field(description=asked, default_factory=list))
    elif step.answers:
        fields["answers"] = (list[AnswerInput], _field("The answers, line by line (逐条答复).", False))
    elif step.lines == "ending":
        text = "What it is about, where that is more than one thing, up to 50 lines (减发停发条目)."
        fields["lines"] = (list[EndingLineInput], strawberry.field(default_factory=list, description=text))
    elif step.lines == "decided":
        text = "What is decided of single lines otherwise than of the others (逐条决定)."
        fields["lines"] = (list[EndingDecisionInput], strawberry.field(default_factory=list, description=text))
    if step.of_each:
        text = "What was found of single warnings, otherwise than of the others (逐条核实结果)."
        kind = list[_of_warning(procedure, step.of_each)]  # type: ignore[misc] # made from the procedure
        fields["outcomes"] = (kind, strawberry.field(default_factory=list, description=text))
    return _input(f"{pascal(step.code)}Input", described(step.en, step.zh), fields)


def _of_warning(procedure: Procedure, field: Field) -> type:
    """What a step says of one warning: an outcome and a reason."""
    outcome, _ = field_type(procedure, field)
    fields = {
        "warning": (strawberry.ID, _field("The warning's id (预警标识).", False)),
        "outcome": (outcome, _field("What was found of it (核实结果).", False)),
        "reason": (str | None, _field("Why; the decision itself when left out (理由，不填为议定意见).", True)),
    }
    return _input(f"{pascal(procedure.code)}OutcomeInput", "What was found of one warning (逐条核实结果).", fields)


def _input(name: str, description: str, fields: dict[str, tuple[Any, Any]]) -> type:
    namespace = {
        "__annotations__": {name: kind for name, (kind, _) in fields.items()},
        **{name: value for name, (_, value) in fields.items()},
    }
    made: type = strawberry.input(type(name, (), namespace), description=description)
    return made


NEW_OR_NOT = "The matter's id, where it was opened before (事项标识，新办时不填)."


def _field(description: str, optional: bool) -> Any:  # strawberry's own
    return (
        strawberry.field(description=description, default=None)
        if optional
        else strawberry.field(description=description)
    )


def _opening(procedure: Procedure, optional: bool) -> dict[str, tuple[Any, Any]]:
    """What a matter is about, and who handles it where."""
    fields: dict[str, tuple[Any, Any]] = {}
    if procedure.about == "household":
        either = optional or procedure.unregistered
        kind = strawberry.ID | None if either else strawberry.ID
        fields["household"] = (kind, _field("The household's id (家庭标识).", either))
        person = "A member of it, where it is about one (人员标识)."
        fields["person"] = (strawberry.ID | None, _field(person, True))
        if procedure.unregistered:
            nobodys = "Or somebody in no household, of `unregisteredPersons` (未在库人员标识)."
            fields["unregistered"] = (strawberry.ID | None, _field(nobodys, True))
    else:
        fields["division"] = (str, _field("Your own division (本级行政区划代码).", False))
    if procedure.to == "any":
        fields["to"] = (str, _field("The department's code (承办部门代码).", False))
        place = "Where it is handled, if not where the household lives: the place of an event (办理地，默认户所在地)."
        fields["division"] = (str | None, _field(place, True))
    once = "Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理)."
    fields["external_id"] = (str | None, _field(once, True))
    return fields


def step_content(context: Context, step: Step, given: Any) -> dict[str, Any]:  # what a step says, as JSON
    """The fields of a step, checked; a refusal names the field."""
    found: dict[str, Any] = {}
    for field in step.fields:
        if field.derived:
            continue
        value = _value(context, field, getattr(given, field.name), camel(field.name))
        if value is not None:
            found[field.name] = value
            _follows(field, found)
        elif field.needed:
            raise Refusal("MISSING", camel(field.name), name=camel(field.name))
    return found


def _follows(field: Field, found: dict[str, Any]) -> None:
    """Raises REVERSED_DATES where a day comes before the one of the same step that it follows."""
    if earlier := found.get(field.after):
        first, last = (datetime.date.fromisoformat(day) for day in (earlier, found[field.name]))
        item_checks.ordered(first, last, camel(field.name))


def _value(context: Context, field: Field, value: Any, path: str) -> Any:  # JSON of whatever type the field has
    match field.type:
        case "boolean":
            return item_checks.boolean(value, path)
        case "fen":
            return item_checks.fen(value, path)
        case "code":
            return item_checks.code(value, path, [code.code for code in field.codes])
        case "set":
            return _set(value, path, [code.code for code in field.codes])
        case "date":
            today = context.caller.today
            day = (
                item_checks.ahead(value, path, today)
                if field.ahead or value is None
                else item_checks.past(value, path, today)
            )
            return day.isoformat() if day else None
        case "id":
            return str(item_checks.id(value, path)) if value is not None else None
        case "programmes":
            own = context.caller.grant.department
            named = [item_checks.programme(context.hub.catalogue, one, own, path).code for one in value or ()]
            return list(dict.fromkeys(named)) or None
    return item_checks.text(value, path)


def _set(value: Sequence[object] | None, path: str, codes: Sequence[str]) -> list[str] | None:
    return [item_checks.needed_code(one, path, codes) for one in dict.fromkeys(value or ())] or None


def ending_lines(lines: Sequence[EndingLineInput]) -> list[EndingLine]:
    """What an ending is about, besides what the step names."""
    return [
        EndingLine(_id(line.record, f"lines[{n}].record"), _id(line.determination, f"lines[{n}].determination"))
        for n, line in enumerate(lines)
    ]


def line_decisions(lines: Sequence[EndingDecisionInput]) -> list[LineDecision]:
    """What is decided of single lines."""
    codes = [code.code for code in enums.EndingDecisionOfLine.codes]
    return [
        LineDecision(
            item_checks.id(line.line, f"lines[{n}].line"),
            item_checks.needed_code(line.decision, f"lines[{n}].decision", codes),
            _reduction(line, f"lines[{n}]"),
            item_checks.text(line.reason, f"lines[{n}].reason"),
        )
        for n, line in enumerate(lines)
    ]


def warning_outcomes(field: Field, outcomes: Sequence[Any]) -> list[WarningOutcome]:  # inputs made from the procedure
    """What is said of single warnings."""
    codes = [code.code for code in field.codes]
    return [
        WarningOutcome(
            item_checks.id(one.warning, f"outcomes[{n}].warning"),
            item_checks.needed_code(one.outcome, f"outcomes[{n}].outcome", codes),
            item_checks.text(one.reason, f"outcomes[{n}].reason"),
        )
        for n, one in enumerate(outcomes)
    ]


def _reduction(line: EndingDecisionInput, at: str) -> Reduction:
    supports, bases = ([code.code for code in kind.codes] for kind in (enums.Support, enums.DeterminationBasis))
    return Reduction(
        item_checks.fen(line.reduced_to, f"{at}.reducedTo"),
        item_checks.code(line.reduced_support, f"{at}.reducedSupport", supports),
        item_checks.code(line.reduced_basis, f"{at}.reducedBasis", bases),
    )


def requested_lines(context: Context, lines: Sequence[LineInput], to: str | None) -> list[LineRequest]:
    """The lines of a matter, each with the department that is asked."""
    return [_requested_line(context, line, f"lines[{n}]", to) for n, line in enumerate(lines)]


def check_days(context: Context, lines: Sequence[LineInput]) -> None:
    """Refuse the days of lines that nobody decides about, before their matter is looked for; raises as `_day` does."""
    for n, line in enumerate(lines):
        _day(context, line.due_on, f"lines[{n}].dueOn")


def _requested_line(context: Context, line: LineInput, at: str, to: str | None) -> LineRequest:
    catalogue = context.hub.catalogue
    needs = [need.code for need in catalogue.procedures.needs]
    programme = (
        item_checks.programme(catalogue, line.programme, to or "", f"{at}.programme") if line.programme else None
    )
    if programme and to and programme.department != to:
        values = {"value": programme.code, "department": programme.department}
        raise Refusal("PROGRAMME_OF_ANOTHER_DEPARTMENT", f"{at}.programme", **values)
    named = programme.department if programme else to or line.department
    department = item_checks.needed_code(named, f"{at}.department", catalogue.departments)
    if line.action == "END":
        codes = "FULFIL, ASSESS, VERIFY"
        raise Refusal("UNKNOWN_CODE", f"{at}.action", value=line.action, name="action", codes=codes)
    return LineRequest(
        line.action,
        department,
        programme.code if programme else None,
        _id(line.person, f"{at}.person"),
        _set(line.needs, f"{at}.needs", needs) or (),
        _id(line.warning, f"{at}.warning"),
        _id(line.record, f"{at}.record"),
        item_checks.text(line.note, f"{at}.note"),
        _day(context, line.due_on, f"{at}.dueOn"),
    )


def _day(context: Context, value: object, path: str) -> datetime.date | None:
    """Today or later; raises REVERSED_DATES, and as `ahead` does."""
    day = item_checks.ahead(value, path, context.caller.today)
    item_checks.ordered(context.caller.today, day, path)
    return day


def line_answers(answers: Sequence[AnswerInput]) -> list[LineAnswer]:
    """The answers as given; what they may be, the lines say."""
    return [
        LineAnswer(
            item_checks.id(one.line, f"answers[{n}].line"),
            one.answer,
            item_checks.text(one.reason, f"answers[{n}].reason"),
        )
        for n, one in enumerate(answers)
    ]


def _id(value: object, path: str) -> UUID | None:
    return item_checks.id(value, path) if value is not None else None
