"""The catalogue in the tables: written when it has changed, and local values of parameters are left alone."""

import psycopg
import pytest

from policy.catalogue import Catalogue
from registry.reference import catalogue_sync
from tests.conftest import Copy
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def test_the_tables_say_what_the_catalogue_says(province: Province) -> None:
    for table, declared in (
        ("departments", province.catalogue.departments),
        ("categories", province.catalogue.categories),
        ("programmes", province.catalogue.programmes),
    ):
        assert {code for (code,) in await province.ask(f"SELECT code FROM {table}")} == set(declared)


async def test_what_is_mirrored_already_is_not_written_again(
    province: Province, copy: Copy, catalogue: Catalogue
) -> None:
    written = await province.ask("SELECT xmin::text FROM programmes ORDER BY code")
    with psycopg.connect(copy.owner) as connection:
        assert not catalogue_sync.mirror(connection, catalogue)
    assert await province.ask("SELECT xmin::text FROM programmes ORDER BY code") == written


async def test_a_parameter_that_somebody_has_set_keeps_its_value(
    province: Province, copy: Copy, catalogue: Catalogue
) -> None:
    change = "UPDATE parameters SET number = 7 WHERE name = 'referral_receive_days'"
    assert copy.by_owner(change) == 1
    before = await province.ask("SELECT name, number FROM parameters ORDER BY name")
    with psycopg.connect(copy.owner) as connection:
        catalogue_sync.start_parameters(connection, catalogue, "620000000000")
    assert await province.ask("SELECT name, number FROM parameters ORDER BY name") == before


async def test_the_application_does_not_change_the_catalogue(province: Province) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await province.ask("UPDATE programmes SET unit = 'person'")
