"""Findings of quality (质量问题): which rules an item breaks, and with which of the things that it says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from policy.clauses import Clause, Fact, FactName, Parameter, Truth, Value, evaluate
from policy.programmes import Programme
from policy.quality import AGE_OF_PROGRAMME, LATER_THAN_AS_OF, Interval, Range, Rule

AGE = "person.age"


@dataclass(frozen=True)
class Said:
    """What one item says, by name: `person.employed`, `amount`; None where it says that it is known no longer."""

    values: Mapping[str, Value]
    cycle: int
    """In how many days what it is of is to be renewed."""
    programme: Programme | None = None
    status: str = ""


class Finding(NamedTuple):
    """A rule that is broken, and the name of what breaks it."""

    rule: Rule
    at: str


class Quality:
    """The rules that speak of what one department hands in by one act."""

    def __init__(self, rules: Iterable[Rule], facts: Mapping[FactName, Fact], resolves: Callable[[str], bool]) -> None:
        self._rules, self._facts, self._resolves = tuple(rules), facts, resolves

    def findings(self, said: Said) -> list[Finding]:
        """What is to be said of an item, in the order of the rules."""
        return [Finding(rule, at) for rule in self._rules if _selected(rule, said) for at in self._broken(rule, said)]

    def _broken(self, rule: Rule, said: Said) -> Iterator[str]:
        """With what an item breaks a rule."""
        truths = [self._truth(clause, said.values) for clause in rule.condition.clauses]
        if truths and rule.condition.read(truths) is not True:
            return
        values = said.values
        if rule.built_in:
            yield from self._built_in(rule.code, said)
        elif rule.missing:
            yield from (name for name in rule.missing if values.get(name) is None)
        elif rule.interval:
            if _outside(rule.interval, said):
                yield rule.at or rule.interval.last
        elif rule.range:
            if _beyond(rule.range, values.get(rule.range.of)):
                yield rule.range.of
        elif rule.resolves:
            told = ((name, values.get(name)) for name in rule.resolves)
            yield from (name for name, value in told if isinstance(value, str) and not self._resolves(value))
        else:
            yield rule.at

    def _truth(self, clause: Clause, values: Mapping[str, Value]) -> Truth:
        """The truth of a clause by what is said; unknown of what is not, whatever its absence means elsewhere."""
        name = f"{clause.entity}.{clause.fact}"
        return evaluate(clause, self._facts[clause.entity, clause.fact], values[name]) if name in values else None

    def _built_in(self, code: str, said: Said) -> Iterator[str]:
        if code == LATER_THAN_AS_OF:
            as_of = said.values["as_of"]
            for name, value in said.values.items():
                fact = self._facts.get(_fact_name(name))
                if fact and not fact.bounds.ahead and isinstance(value, date) and value > as_of:  # type: ignore[operator] # a day too
                    yield name
        if code == AGE_OF_PROGRAMME and said.programme and said.values.get(AGE) is not None:
            clauses = [clause for clause in said.programme.condition.all if _of_age(clause)]
            if said.programme.unit == "person" and False in [self._truth(clause, said.values) for clause in clauses]:
                yield "programme"


def _selected(rule: Rule, said: Said) -> bool:
    """Whether the rule speaks of such an entry."""
    programme = said.programme
    if programme is None:
        return True
    return (
        (not rule.statuses or said.status in rule.statuses)
        and (not rule.programmes or programme.code in rule.programmes)
        and (not rule.periods or programme.period in rule.periods)
        and (not rule.forms or set(programme.form.split("/")) <= rule.forms)
    )


def _outside(interval: Interval, said: Said) -> bool:
    first, last = said.values.get(interval.first), said.values.get(interval.last)
    if not isinstance(first, date) or not isinstance(last, date):
        return False
    most = interval.most if interval.most_cycles is None else interval.most_cycles * said.cycle
    days = (last - first).days
    return (interval.least is not None and days < interval.least) or (most is not None and days > most)


def _beyond(ranged: Range, value: Value) -> bool:
    if not isinstance(value, int):
        return False
    return (ranged.least is not None and value < ranged.least) or (ranged.most is not None and value > ranged.most)


def _of_age(clause: Clause) -> bool:
    return (clause.entity, clause.fact) == _fact_name(AGE) and not isinstance(clause.value, Parameter)


def _fact_name(name: str) -> FactName:
    entity, _, fact = name.partition(".")
    return entity, fact
