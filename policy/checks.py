"""Checks: every name in a catalogue leads somewhere, and every clause compares like with like."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from policy.clauses import Clause, Condition, Fact, Operand, Parameter
from policy.computations import Choice, Sum
from policy.errors import UnknownFact, UnknownProgramme, UnknownWord, WrongValue
from policy.hearings import Hearing
from policy.programmes import Programme

Facts = Mapping[tuple[str, str], Fact]

OPERATORS: dict[str, tuple[str, ...]] = {
    "boolean": ("=", "!="),
    "integer": ("=", "!=", "<", "<=", ">", ">="),
    "fen": ("=", "!=", "<", "<=", ">", ">="),
    "date": ("=", "!=", "<", "<=", ">", ">="),
    "code": ("=", "!=", "in"),
    "text": (),
    "set": ("intersects", "disjoint"),
}

DERIVABLE = (("person", "boolean"), ("household", "boolean"), ("household", "integer"))
"""What clauses can make: whether a person meets them, whether some member does, how many members do."""


def check_programme(programme: Programme, facts: Facts, programmes: Mapping[str, Programme]) -> None:
    """Every clause can be read, and every other programme named is there."""
    check_condition(programme.code, programme.condition, facts)
    for clause in programme.condition.clauses:
        if clause.fact == "days_ago":
            raise WrongValue(programme.code, f"{clause}: targets are not computed anew every day")
    for other in (*(exclusion.programme for exclusion in programme.excludes), *programme.alternatives):
        if other not in programmes:
            raise UnknownProgramme(programme.code, other)


def check_fact(fact: Fact, facts: Facts) -> None:
    """What a derived fact follows from is there: clauses on persons, reported or computed by the readers."""
    for source in fact.sources:
        if source not in facts:
            raise UnknownFact(str(fact), ".".join(source))
    if fact.computed:
        _check_computation(fact, facts)
    if fact.condition is None:
        return
    if (fact.entity, fact.type) not in DERIVABLE:
        raise WrongValue(str(fact), f"no clauses make a {fact.type} of a {fact.entity}")
    check_condition(str(fact), fact.condition, facts)
    for clause in fact.condition.clauses:
        source_fact = facts[clause.entity, clause.fact]
        if clause.entity != "person" or (fact.entity == "person" and source_fact.condition):
            raise WrongValue(str(fact), f"{clause}: not read of one person's reported facts")


def _check_computation(fact: Fact, facts: Facts) -> None:
    """A household's amount or share, made of what is known of it, its members, and local policy."""
    entities = ("person", "household", "parameter") if isinstance(fact.computed, Sum) else ("household", "parameter")
    if fact.entity != "household" or fact.condition:
        raise WrongValue(str(fact), "only a household's fact is computed, and not by clauses too")
    codes = fact.computed.by if isinstance(fact.computed, Choice) else ()
    for name in fact.reads:
        if name[0] not in entities or facts[name].type != ("code" if name in codes else "fen"):
            raise WrongValue(str(fact), f"not computed from {'.'.join(name)}")
    if isinstance(fact.computed, Choice):
        for name in codes:
            if not {code.code for code in facts[name].codes} <= set(fact.computed.among):
                raise WrongValue(str(fact), f"a code of {'.'.join(name)} chooses nothing")


def check_condition(where: str, condition: Condition, facts: Facts) -> None:
    """Every clause can be read."""
    for clause in condition.clauses:
        check_clause(where, clause, facts)


def check_clause(where: str, clause: Clause, facts: Facts) -> None:
    """The fact is supplied by somebody, and the value is of its kind."""
    fact = facts.get((clause.entity, clause.fact))
    if fact is None:
        raise UnknownFact(where, f"{clause.entity}.{clause.fact}")
    if clause.operator not in OPERATORS[fact.type]:
        raise WrongValue(where, f"{clause}: {clause.operator} does not suit a {fact.type}")
    if isinstance(clause.value, Parameter):
        _check_parameter(where, clause, fact, facts.get(("parameter", clause.value.name)))
    elif not _suits(clause.value, fact):
        raise WrongValue(where, str(clause))


def _check_parameter(where: str, clause: Clause, fact: Fact, parameter: Fact | None) -> None:
    if parameter is None:
        raise UnknownFact(where, f"{clause.value}, a parameter")
    if parameter.type != fact.type or parameter.codes != fact.codes:
        raise WrongValue(where, f"{clause}: {clause.value} is a {parameter.type}")


def _suits(value: Operand, fact: Fact) -> bool:
    if fact.type == "boolean":
        return isinstance(value, bool)
    if fact.type in ("integer", "fen"):
        return isinstance(value, int) and not isinstance(value, bool)
    if fact.type == "date":
        return isinstance(value, date)
    return set(_words(value)) <= {"none" if fact.type == "set" else "", *(code.code for code in fact.codes)}


def _words(value: Operand) -> Iterator[str]:
    yield from value if isinstance(value, tuple) else (str(value),)


def check_sees(department: str, sees: Iterable[str], columns: Iterable[str], departments: Iterable[str]) -> None:
    """Every word of `sees` is in columns.toml, or names the facts of a department that is there."""
    known = {*columns, *(f"facts.{other}" for other in departments)}
    for seen in sees:
        if seen not in known:
            raise UnknownWord(f"{department}/department.toml sees", repr(seen))


def check_hearing(hearing: Hearing, programmes: Mapping[str, Programme], categories: Mapping[str, object]) -> None:
    """What is held by hearings is declared somewhere."""
    for code in (*hearing.programmes, *hearing.categories):
        if code not in programmes and code not in categories:
            raise UnknownWord("procedures.toml [hearing]", repr(code))
