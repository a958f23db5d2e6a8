"""The cross-check of the catalogue's rules, and a register for generated towns."""

from collections.abc import Iterator

import psycopg
import pytest

from policy.catalogue import Catalogue
from registry.monitoring.cross_check import CrossCheck
from registry.reference import catalogue_sync
from tests.conftest import Copy
from tests.registry.generated import PLACES, PROVINCE


@pytest.fixture(scope="module")
def cross_check(catalogue: Catalogue) -> CrossCheck:
    return CrossCheck.of(catalogue)


@pytest.fixture
def register(copy: Copy, catalogue: Catalogue) -> Iterator[psycopg.Connection]:
    """A register that holds the catalogue and the places of generated towns, and nobody yet."""
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        catalogue_sync.mirror(connection, catalogue)
    with psycopg.connect(copy.owner, autocommit=True, cursor_factory=psycopg.RawCursor) as connection:
        for code, lo, hi in (PROVINCE, *((code, *place) for code, place in PLACES.items())):
            connection.execute(
                "INSERT INTO divisions (code, name, level, lo, hi, valid_from)"
                " VALUES ($1, $1, 'x', $2, $3, '2000-01-01')",
                [code, lo, hi],
            )
        yield connection
