"""Clauses: the small language in which a programme says whom it is for."""

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from policy.computations import Computation
from policy.computations import FactName as FactName

Truth = bool | None
"""Met, unmet, or unknown (`None`) where a fact that decides is missing."""

FactType = Literal["boolean", "integer", "fen", "code", "set", "date", "text"]
AbsentMeans = Literal["unknown", "false", "none"]
Scalar = bool | int | str | date
Value = Scalar | frozenset[str] | None
"""What is known of a fact: money in fen, codes as text, `None` where nothing is."""

NONE = "none"
"""The one member of an empty set, so that `intersects none, …` takes in who has no category."""


class NotAClause(ValueError):
    """This text is no clause: write `entity.fact operator value`, as in `person.age >= 18`."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r}: {self.__doc__}")


@dataclass(frozen=True)
class Code:
    """One word of a code list, with its names."""

    code: str
    en: str
    zh: str


@dataclass(frozen=True)
class ValueBounds:
    """What a declared value can be: of an integer its range, of a day whether it may lie ahead and what it follows."""

    least: int | None = None
    most: int | None = None
    ahead: bool = False
    after: str = ""
    """The name of the day beside it that it does not precede."""


UNBOUNDED = ValueBounds()


@dataclass(frozen=True)
class Fact:
    """Something that can be known of a person, household, dwelling, event or disaster."""

    entity: str
    name: str
    type: FactType
    en: str
    zh: str
    absent_means: AbsentMeans = "unknown"
    codes: tuple[Code, ...] = ()
    suppliers: tuple[str, ...] = ()
    derived: bool = False
    repeats: bool = False
    note: str = ""
    note_zh: str = ""
    condition: "Condition | None" = None
    """What it is derived from: clauses on the person it is of, or of a household on each of its living members."""
    made_of: tuple[FactName, ...] = ()
    """The facts that the readers themselves compute it from, where no clause can say how."""
    computed: Computation | None = None
    """How it is made of amounts."""
    cites: str = ""
    quote: str = ""
    bounds: ValueBounds = UNBOUNDED

    def __str__(self) -> str:
        return f"{self.entity}.{self.name}"

    @property
    def sources(self) -> tuple[FactName, ...]:
        """The facts that this one is derived from; none of one that is reported."""
        return (*self.made_of, *self.reads)

    @property
    def reads(self) -> tuple[FactName, ...]:
        """The facts and parameters that its clauses or its computation read."""
        return self.condition.reads if self.condition else self.computed.reads if self.computed else ()


@dataclass(frozen=True)
class Parameter:
    """A value of local policy that a clause leaves open: `@subsistence_standard_urban`."""

    name: str

    def __str__(self) -> str:
        return f"@{self.name}"


Operand = Scalar | tuple[str, ...] | Parameter


@dataclass(frozen=True)
class Clause:
    """One sentence of a rule: this fact, compared in this way with this value."""

    entity: str
    fact: str
    operator: str
    value: Operand

    def __str__(self) -> str:
        return f"{self.entity}.{self.fact} {self.operator} {_written(self.value)}"

    @property
    def reads(self) -> tuple[FactName, ...]:
        """The fact, and the parameter that it is compared with."""
        own = (self.entity, self.fact)
        return (own, ("parameter", self.value.name)) if isinstance(self.value, Parameter) else (own,)


@dataclass(frozen=True)
class Condition:
    """Every clause of `all`, and where `any` names groups, every clause of at least one group."""

    all: tuple[Clause, ...] = ()
    any: tuple[tuple[Clause, ...], ...] = ()
    clauses: tuple[Clause, ...] = field(init=False, compare=False, repr=False)
    """All clauses in the order written. A clause is known everywhere by its place here, counted from 0."""

    def __post_init__(self) -> None:
        flat = (*self.all, *(clause for group in self.any for clause in group))
        object.__setattr__(self, "clauses", flat)

    @property
    def reads(self) -> tuple[FactName, ...]:
        """The facts and parameters that the clauses read, each once."""
        return tuple(dict.fromkeys(name for clause in self.clauses for name in clause.reads))

    def read(self, truths: Iterable[Truth]) -> Truth:
        """The truth of the whole from the truths of `clauses`, in their order."""
        rest = iter(truths)
        everything = conjunction([next(rest) for _ in self.all])
        if not self.any:
            return everything
        groups = [conjunction([next(rest) for _ in group]) for group in self.any]
        return conjunction([everything, disjunction(groups)])


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Kleene's AND: unmet as soon as one is unmet, else unknown as soon as one is unknown."""
    seen = list(truths)
    if False in seen:
        return False
    return None if None in seen else True


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Kleene's OR: met as soon as one is met, else unknown as soon as one is unknown."""
    seen = list(truths)
    if True in seen:
        return True
    return None if None in seen else False


CLAUSE = re.compile(r"([a-z]\w*)\.([a-z]\w*) (=|!=|<=|<|>=|>|in|intersects|disjoint) (.+)", re.ASCII)
WORD = re.compile(r"[A-Za-z]\w*", re.ASCII)
LISTS = ("in", "intersects", "disjoint")


def parse(text: str) -> Clause:
    """Read `person.age >= 18`, `housing.danger_grade in C, D`, `person.categories intersects @…`."""
    match = CLAUSE.fullmatch(text)
    if match is None:
        raise NotAClause(text)
    entity, fact, comparison, value = match.groups()
    try:
        return Clause(entity, fact, comparison, _operand(comparison, value))
    except ValueError:
        raise NotAClause(text) from None


def _operand(comparison: str, text: str) -> Operand:
    if text.startswith("@"):
        return Parameter(_word(text[1:]))
    if comparison in LISTS:
        return tuple(_word(part) for part in text.split(", "))
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"-?\d+", text, re.ASCII):
        return int(text)
    return date.fromisoformat(text) if text[0].isdigit() else _word(text)


def _word(text: str) -> str:
    if WORD.fullmatch(text) is None:
        raise ValueError(text)
    return text


def _written(value: Operand) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


# The catalogue has checked that values on both sides are of one kind.
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda value, words: value in words,
}


def evaluate(clause: Clause, fact: Fact, value: Value, parameter: Value = None) -> Truth:
    """Is the clause met by what is known? `parameter` stands for the clause's `@name`."""
    operand: Any = parameter if isinstance(clause.value, Parameter) else clause.value
    if operand is None or (value is None and fact.absent_means == "unknown"):
        return None
    if fact.type == "set":
        shared = not {*(value or (NONE,))}.isdisjoint(operand)  # type: ignore[misc] # the catalogue has checked
        return shared if clause.operator == "intersects" else not shared
    if value is None and fact.absent_means == "false":
        value = False
    if value is None:
        return clause.operator == "!="
    return COMPARE[clause.operator](value, operand)
