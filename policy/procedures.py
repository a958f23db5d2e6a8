"""Procedures (办理程序): what is done about a household, step by step, as `procedures.toml` declares it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal

from policy import confirmations, hearings
from policy.clauses import Code, ValueBounds
from policy.confirmations import Confirmation
from policy.declarations import CodeLists, Table, code_list, codes, each, follows, only, word
from policy.errors import UnknownWord, WrongValue
from policy.hearings import Hearing
from policy.spine import read
from policy.vocabulary import words

FILE = Path(__file__).parent / "procedures.toml"
REMIND = "remind_days"
OPENS = ""
"""In `from`: the step opens a matter."""

FieldType = Literal["boolean", "integer", "fen", "code", "set", "date", "text", "id", "programmes"]
FIELD_TYPES = ("boolean", "integer", "fen", "code", "set", "date", "text", "id", "programmes")
Side = Literal["sender", "receiver"]


@dataclass(frozen=True)
class Field:
    """One thing that a step holds."""

    name: str
    type: FieldType
    en: str
    zh: str
    codes: tuple[Code, ...] = ()
    needed: bool = True
    ahead: bool = False
    """A day that may lie in the future."""
    derived: bool = False
    """Filled in by an effect of the step."""
    after: str = ""
    """The name of a day of the matter that this one does not precede."""


@dataclass(frozen=True)
class Step:
    """One act: who may take it, from which states to which, what it leaves in the chain, when the next is due."""

    code: str
    en: str
    zh: str
    by: Side
    from_: tuple[str, ...]
    to: str
    fields: tuple[Field, ...]
    link: str | None
    due: str | None
    until: str | None
    lines: Literal["asked", "may_ask", "answered", "corrected", "ending", "decided"] | None
    effects: tuple[str, ...]
    own: bool = False
    """Taken by the hub itself."""
    counted_from: str | None = None
    """The field from whose day the next deadline is counted."""
    of_each: Field | None = None
    """What is said of all warnings of the matter, and may be said of single ones otherwise."""

    @property
    def act(self) -> str:
        """Its name as the graph spells it: receiveReferral."""
        first, *others = self.code.split("_")
        return first + "".join(part.capitalize() for part in others)

    @property
    def opens(self) -> bool:
        return OPENS in self.from_

    @property
    def asks(self) -> bool:
        """Whether it has lines of what is asked for."""
        return self.lines in ("asked", "may_ask")

    @property
    def answers(self) -> bool:
        """Whether it has answers, for the first time or other ones."""
        return self.lines in ("answered", "corrected")

    @property
    def continues(self) -> bool:
        return self.from_ != (OPENS,)


@dataclass(frozen=True)
class Procedure:
    """A kind of matter: its states, its steps, and the sentence that founds it."""

    code: str
    plural: str
    en: str
    zh: str
    about: Literal["household", "division"]
    to: Literal["any", "own", "upper"]
    scopes: tuple[str, ...]
    cites: str
    quote: str
    law: str
    remind: str
    states: tuple[Code, ...]
    closed: frozenset[str]
    steps: Mapping[str, Step]
    record: bool = False
    """It is about a record of help."""
    unregistered: bool = False
    """It may be about somebody in no household."""

    @property
    def fields(self) -> dict[str, Field]:
        """Everything a matter of this kind may hold, by name."""
        return {field.name: field for step in self.steps.values() for field in step.fields}

    def turn(self, state: str) -> Side | None:
        """Whose step is waited for: that of the first declared which leads on; nobody's once it is closed."""
        if state in self.closed:
            return None
        return next((step.by for step in self.steps.values() if state in step.from_ and not step.own), None)

    def possible(self, state: str, departments: Mapping[Side, str], taker: Collection[Side]) -> str:
        """What can be done in a state, as the graph spells it.

        The steps of the sides in `taker`; where there are none, those of the others with their departments.
        """
        ready = [step for step in self.steps.values() if state in step.from_ and not step.own]
        own = [step.act for step in ready if step.by in taker]
        return ", ".join(own or [f"{step.act} ({departments[step.by]})" for step in ready]) or "–"

    def state(self, code: str) -> Code:
        return next(state for state in self.states if state.code == code)

    def way(self, state: str, to: str) -> tuple[Step, ...]:
        """The fewest steps from one state to another; of two that lead as far, the one that is declared first."""
        ways: dict[str, tuple[Step, ...]] = {state: ()}
        ahead = [state]
        for here in ahead:
            for step in self.steps.values():
                if here in step.from_ and not step.own and step.to not in ways:
                    ways[step.to] = (*ways[here], step)
                    ahead.append(step.to)
        return ways.get(to, ())


@dataclass(frozen=True)
class Answer:
    """What a line may be answered; one that is not `final` asks for more, one that is says what its warning was."""

    code: str
    en: str
    zh: str
    final: bool
    warning: str | None = None


ACTIONS = {"FULFIL": "FULFIL", "ASSESS": "FULFIL", "VERIFY": "VERIFY", "END": "END"}
"""What a line asks for, and the list its answers come from."""


@dataclass(frozen=True)
class Procedures:
    """All of them, with the lists they share."""

    by_code: Mapping[str, Procedure]
    needs: tuple[Code, ...]
    answers: Mapping[str, tuple[Answer, ...]]
    hearing: Hearing
    confirmation: Confirmation

    def of_step(self, code: str) -> tuple[Procedure, Step]:
        return next((one, one.steps[code]) for one in self.by_code.values() if code in one.steps)

    @property
    def outcomes(self) -> dict[str, str]:
        """What each final answer makes of the warning its line came from: answer → outcome."""
        return {one.code: one.warning for listed in self.answers.values() for one in listed if one.warning}

    def answers_to(self, action: str) -> tuple[Answer, ...]:
        return self.answers[ACTIONS[action]]

    def answer(self, action: str, code: str) -> Answer | None:
        return next((one for one in self.answers_to(action) if one.code == code), None)


@cache
def _file() -> Table:
    return read(FILE)


def needs() -> tuple[Code, ...]:
    """What a household may need (救助需求)."""
    return code_list(_file()["needs"])


def kinds() -> tuple[Code, ...]:
    """The procedures there are, by their codes (办理程序)."""
    return tuple(Code(table["code"], table["en"], table["zh"]) for table in _file()["procedure"])


def confirmed_acts() -> tuple[Code, ...]:
    """The acts that wait for a second person, by their mutations (审核确认事项)."""
    return tuple(Code(table["act"], table["en"], table["zh"]) for table in _file()["confirmation"]["act"])


def waivers() -> tuple[Code, ...]:
    """Why basic living may end without a hearing."""
    return hearings.codes(_file()["hearing"])


def answers() -> Mapping[str, tuple[Answer, ...]]:
    """What a line may be answered, by the list that its action answers from."""
    return {
        action: tuple(_answer(f"answers.{action}", code, row) for code, row in table.items())
        for action, table in _file()["answers"].items()
    }


def _answer(where: str, code: str, row: Table) -> Answer:
    """An answer; a final one says what came of the warning, one that asks for more cannot."""
    answer = Answer(code, **row)
    if answer.final != (answer.warning in words("warning_outcome")):
        raise WrongValue(f"{where} {code}", f"final = {answer.final} with warning = {answer.warning!r}")
    return answer


def line_decisions() -> tuple[Code, ...]:
    """What may be decided of a line of an ending."""
    return tuple(Code(one.code, one.en, one.zh) for one in answers()["END"])


def all_answers() -> tuple[Code, ...]:
    """The answers to whatever action."""
    return _named_once(Code(one.code, one.en, one.zh) for listed in answers().values() for one in listed)


def all_procedures() -> tuple[Code, ...]:
    """The procedures themselves."""
    return tuple(Code(procedure["code"], procedure["en"], procedure["zh"]) for procedure in _file()["procedure"])


def all_states() -> tuple[Code, ...]:
    """The states of all procedures; one that several have bears the names of each."""
    return _named_once(state for procedure in _file()["procedure"] for state in code_list(procedure["states"]))


def all_steps() -> tuple[Code, ...]:
    """The steps of all procedures, and those that the hub takes of itself in any of them."""
    steps = (*(step for procedure in _file()["procedure"] for step in procedure["step"]), *_file()["upkeep"])
    return _named_once(Code(step["code"], step["en"], step["zh"]) for step in steps)


def _named_once(codes: Iterable[Code]) -> tuple[Code, ...]:
    by_code: dict[str, list[Code]] = {}
    for code in codes:
        by_code.setdefault(code.code, []).append(code)
    return tuple(
        Code(code, " or ".join(dict.fromkeys(one.en for one in same)), "、".join(dict.fromkeys(one.zh for one in same)))
        for code, same in by_code.items()
    )


def procedures(lists: CodeLists, departments: Iterable[str], parameters: Iterable[str]) -> Procedures:
    """Read the file; every state, code list and parameter it names must be there."""
    data = _file()
    only("procedures.toml", data, ("needs", "answers", "confirmation", "hearing", "procedure", "upkeep"))
    parameters = frozenset(parameters)
    listed = {**lists, "needs": needs(), "departments": tuple(Code(code, code, code) for code in departments)}
    read_one = partial(_procedure, lists=listed, parameters=parameters)
    found = each("procedures.toml", data, "procedure", read_one)
    by_code = {one.code: one for one in found}
    confirmation = confirmations.confirmation(data["confirmation"], parameters)
    return Procedures(by_code, needs(), answers(), hearings.hearing(data["hearing"], list(by_code)), confirmation)


def _procedure(where: str, table: Table, lists: CodeLists, parameters: frozenset[str]) -> Procedure:
    states = code_list(table["states"])
    known = tuple(state.code for state in states)
    read_one = partial(_step, lists=lists, states=known, parameters=parameters)
    steps = {step.code: step for step in each(where, table, "step", read_one)}
    return Procedure(
        code=table["code"],
        plural=table["plural"],
        en=table["en"],
        zh=table["zh"],
        about=word(where, table["about"], ("household", "division")),
        to=word(where, table["to"], ("any", "own", "upper")),
        scopes=tuple(table["scopes"]),
        cites=table["cites"],
        quote=table["quote"],
        law=table["law"],
        remind=table.get("remind", REMIND),
        states=states,
        closed=frozenset(word(where, state, known) for state in table["closed"]),
        steps=steps,
        record=table.get("record", False),
        unregistered=table.get("unregistered", False),
    )


def _step(where: str, table: Table, lists: CodeLists, states: tuple[str, ...], parameters: frozenset[str]) -> Step:
    fields = each(where, table, "field", partial(_field, lists=lists))
    follows(where, ((one.name, one.type, ValueBounds(after=one.after)) for one in fields))
    due, until = table.get("due"), table.get("until")
    if due is not None and due not in parameters:
        raise UnknownWord(where, f"due = {due!r} is no parameter")
    if until is not None and until not in (field.name for field in fields):
        raise WrongValue(where, f"until = {until!r} is no field of the step")
    if "of_each" in table and table["of_each"] not in (field.name for field in fields):
        raise WrongValue(where, f"of_each = {table['of_each']!r} is no field of the step")
    return Step(
        code=table["code"],
        en=table["en"],
        zh=table["zh"],
        by=word(where, table["by"], ("sender", "receiver")),
        from_=tuple(word(where, state, (OPENS, *states)) for state in table["from"]),
        to=word(where, table["to"], states),
        fields=fields,
        link=table.get("link"),
        due=due,
        until=until,
        lines=word(where, table["lines"], ("asked", "may_ask", "answered", "corrected", "ending", "decided"))
        if "lines" in table
        else None,
        effects=tuple(table.get("effects", ())),
        own=table.get("own", False),
        counted_from=table.get("counted_from"),
        of_each=next((one for one in fields if one.name == table.get("of_each")), None),
    )


def _field(where: str, table: Table, lists: CodeLists) -> Field:
    kind = word(where, table["type"], FIELD_TYPES)
    return Field(
        table["name"], kind, table["en"], table["zh"], codes(where, table, lists), table.get("needed", True),
        table.get("ahead", False), table.get("derived", False), table.get("after", ""),
    )  # fmt: skip # in the order of the fields
