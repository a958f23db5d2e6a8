"""Clauses: what is written is read back the same, and a missing fact is neither met nor unmet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.clauses import (
    Clause,
    Condition,
    Fact,
    NotAClause,
    Operand,
    Parameter,
    Truth,
    conjunction,
    disjunction,
    evaluate,
    parse,
)

truths = st.sampled_from([True, False, None])
words = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,12}", fullmatch=True)
names = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
scalars = st.one_of(st.booleans(), st.integers(), st.dates(), words.filter(lambda word: word not in ("true", "false")))
lists = st.lists(words, min_size=1, max_size=4).map(tuple)


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    operator = draw(st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "in", "intersects", "disjoint"]))
    values: st.SearchStrategy[Operand] = lists if operator.isalpha() else scalars
    return Clause(draw(names), draw(names), operator, draw(st.one_of(values, names.map(Parameter))))


@given(clauses())
def test_a_clause_is_read_back_as_it_is_written(clause: Clause) -> None:
    assert parse(str(clause)) == clause


@pytest.mark.parametrize(
    "text",
    [
        "person.age >= 18",
        "person.support != institutional",
        "housing.danger_grade in C, D",
        "person.categories intersects @premium_subsidy_categories",
        "person.categories intersects relapse_monitored, none",
        "parameter.heating = true",
        "person.deceased_on <= 2024-02-29",
    ],
)
def test_the_text_of_a_clause_is_its_only_form(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "age >= 18", "person.age => 18", "person.age >= ", "person.age = 2024-02-30", "a.b in C,D"]
)
def test_what_is_no_clause_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotAClause, match=r"write `entity\.fact operator value`"):
        parse(text)


@given(st.lists(truths, max_size=5), st.lists(truths, max_size=5))
def test_kleenes_laws_hold(some: list[Truth], others: list[Truth]) -> None:
    assert conjunction(some + others) == conjunction(others + some)
    assert conjunction([conjunction(some), conjunction(others)]) == conjunction(some + others)
    assert _negated(conjunction(some)) == disjunction(map(_negated, some))


@given(st.lists(truths, min_size=1, max_size=6), st.integers(0, 5))
def test_learning_a_fact_never_turns_a_known_answer_round(known: list[Truth], place: int) -> None:
    rule = Condition(all=(parse("person.age >= 18"),) * (len(known) - 1), any=((parse("person.age < 60"),),))
    before = rule.read(known)
    at = place % len(known)
    for learnt in (True, False):
        if known[at] is None and before is not None:
            assert rule.read([*known[:at], learnt, *known[at + 1 :]]) == before


def test_a_condition_needs_all_and_one_of_its_groups() -> None:
    clause = parse("person.age >= 18")
    rule = Condition(all=(clause,), any=((clause, clause), (clause,)))
    assert len(rule.clauses) == 4
    assert rule.read([True, True, False, True]) is True
    assert rule.read([True, True, None, False]) is None
    assert rule.read([False, True, True, True]) is False


def test_the_absence_of_a_value_means_what_the_fact_declares() -> None:
    employed = _fact("boolean", "unknown")
    deceased = _fact("boolean", "false")
    support = _fact("code", "none")
    assert evaluate(parse("a.b = false"), employed, None) is None
    assert evaluate(parse("a.b = false"), deceased, None) is True
    assert evaluate(parse("a.b = dispersed"), support, None) is False
    assert evaluate(parse("a.b != institutional"), support, None) is True


def test_an_empty_set_holds_none_and_nothing_else() -> None:
    categories = _fact("set", "none")
    empty: frozenset[str] = frozenset()
    for value in (None, empty):
        assert evaluate(parse("a.b intersects x, none"), categories, value) is True
        assert evaluate(parse("a.b intersects x"), categories, value) is False
        assert evaluate(parse("a.b disjoint x"), categories, value) is True
        assert evaluate(parse("a.b disjoint none"), categories, value) is False
    assert evaluate(parse("a.b disjoint none"), categories, frozenset({"x"})) is True


def test_a_parameter_that_nobody_has_set_is_unknown() -> None:
    income = _fact("fen", "unknown")
    assert evaluate(parse("a.b > @standard"), income, 80_000, 76_000) is True
    assert evaluate(parse("a.b > @standard"), income, 80_000) is None
    assert evaluate(parse("a.b intersects @list"), _fact("set", "none"), None, None) is None


def test_dates_and_lists_are_compared_as_they_are() -> None:
    assert evaluate(parse("a.b < 2024-03-01"), _fact("date", "unknown"), date(2024, 2, 29)) is True
    assert evaluate(parse("a.b in C, D"), _fact("code", "unknown"), "D") is True
    assert evaluate(parse("a.b in C, D"), _fact("code", "unknown"), "B") is False


def _negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _fact(kind: str, absent_means: str) -> Fact:
    return Fact("a", "b", kind, "b", "b", absent_means)  # type: ignore[arg-type] # a test names them as text
