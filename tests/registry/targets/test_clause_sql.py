"""One language of conditions, two readers: in memory and in SQL they find the same, clause by clause."""

from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings

from connectors import discover
from policy.catalogue import Catalogue, load
from policy.eligibility import Certainty, find
from registry.targets.clause_sql import judgements
from registry.targets.fact_rows import bindings
from tests.conftest import Copy
from tests.registry.generated import DAY, PLACES, PROVINCE, Town, read, towns, write

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


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(town=towns(CATALOGUE))
def test_the_two_readers_agree_on_every_clause(register: psycopg.Connection, town: Town) -> None:
    with register.transaction(force_rollback=True):
        write(register, CATALOGUE, town)
        found = in_sql(register, CATALOGUE, town)
    assert found == in_memory(CATALOGUE, town)


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
