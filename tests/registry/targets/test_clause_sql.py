"""One language of conditions, two readers: in memory and in SQL they find the same, clause by clause."""

from collections.abc import Iterable, Iterator, Mapping

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings

import policy.households
from connectors import discover
from policy.catalogue import Catalogue, load
from policy.clauses import Condition, FactName, Truth, Value
from policy.eligibility import Certainty, find, holds
from policy.households import Household
from registry.targets.clause_sql import column, household_truths, judgements
from registry.targets.fact_rows import bindings
from tests.conftest import Copy
from tests.registry.generated import (
    DAY,
    PLACES,
    PROVINCE,
    Town,
    group_clauses,
    household_facts,
    read,
    towns,
    write,
)

CATALOGUE = load(discover())
CERTAINTY = {True: Certainty.MET, None: Certainty.UNKNOWN, False: Certainty.UNMET}
Truths = dict[tuple[str, str, str], tuple[object, ...]]


@pytest.fixture
def register(copy: Copy) -> Iterator[psycopg.Connection]:
    connection = psycopg.connect(copy.owner, autocommit=True, cursor_factory=psycopg.RawCursor)
    with connection:
        for code, lo, hi in (PROVINCE, *((code, *span) for code, span in PLACES.items())):
            connection.execute(
                "INSERT INTO divisions (code, name, level, lo, hi, valid_from)"
                " VALUES ($1, $1, 'x', $2, $3, '2000-01-01')",
                [code, lo, hi],
            )
        yield connection


ALIKE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@ALIKE
@given(town=towns(CATALOGUE))
def test_the_two_readers_agree_on_every_clause(register: psycopg.Connection, town: Town) -> None:
    with register.transaction(force_rollback=True):
        write(register, CATALOGUE, town)
        found = in_sql(register, CATALOGUE, town)
    assert found == in_memory(CATALOGUE, town)


@ALIKE
@given(town=towns(CATALOGUE))
def test_the_two_readers_agree_on_every_group_and_on_what_is_derived_of_households(
    register: psycopg.Connection, town: Town
) -> None:
    groups = {group.code: group.condition for group in CATALOGUE.priorities.groups.values()}
    derived = household_facts(CATALOGUE)
    columns = ", ".join(f"h.{column(*name)}" for name in derived)
    statement = f"""WITH {bindings(CATALOGUE, group_clauses(CATALOGUE), derived)},
    t AS ({household_truths(CATALOGUE, groups)})
    SELECT h.id, (SELECT jsonb_object_agg(t.code, t.truth) FROM t WHERE t.household_id = h.id), {columns} FROM h"""
    with register.transaction(force_rollback=True):
        write(register, CATALOGUE, town)
        rows = register.execute(statement, [[home.id for home in town.homes], DAY], prepare=True).fetchall()
    found = {id: (truths or dict.fromkeys(groups, False), values) for id, truths, *values in rows}
    assert found == {home.id: of_the_household(read(CATALOGUE, town, home), groups, derived) for home in town.homes}


def of_the_household(
    household: Household, groups: Mapping[str, Condition], derived: Iterable[FactName]
) -> tuple[dict[str, Truth], list[Value]]:
    known = policy.households.household_facts(CATALOGUE.facts, household, DAY)
    truths = {code: holds(CATALOGUE, condition, household, DAY) for code, condition in groups.items()}
    return truths, [known[name] for _, name in derived]


def in_memory(catalogue: Catalogue, town: Town) -> Truths:
    return {
        (finding.programme, str(home.id), finding.subject): (
            finding.certainty,
            *(truth for _, truth in finding.clauses),
        )
        for home in town.homes
        for finding in find(catalogue, read(catalogue, town, home), DAY)
    }


def in_sql(connection: psycopg.Connection, catalogue: Catalogue, town: Town) -> Truths:
    statement = f"WITH {bindings(catalogue)} {judgements(catalogue)}"
    found = connection.execute(statement, [[home.id for home in town.homes], DAY], prepare=True)
    return {
        (programme, str(household), str(subject)): (
            CERTAINTY[truth],
            *masked(len(catalogue.programmes[programme].condition.clauses), met, unknown),
        )
        for programme, subject, household, _, _, _, truth, met, unknown in found.fetchall()
    }


def masked(count: int, met: int, unknown: int) -> Iterator[bool | None]:
    for n in range(count):
        yield None if unknown >> n & 1 else bool(met >> n & 1)
