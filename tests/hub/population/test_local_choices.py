"""Local choices: what the document leaves to cities is done in some of the demonstration, and nowhere else."""

import json

import pytest

from hub.population.ledger import Order
from hub.population.loading import load
from hub.population.local_choices import choose, local_choices
from policy.cases import FILE
from policy.catalogue import Catalogue
from registry.identity.vault import Vault
from registry.store.connection import Connection
from tests.hub.population.conftest import DAY

pytestmark = pytest.mark.anyio

LEFT_TO_CITIES = {"heating", "funeral", "margin_disability_extension"}
CHOSEN = LEFT_TO_CITIES | {"price_trigger"}
CITIES = 16
TARGETED = """SELECT DISTINCT d.code FROM targets t JOIN households h ON h.id = t.household_id
JOIN programmes p ON p.code = t.programme JOIN divisions d ON d.lo <= h.position AND h.position < d.hi
WHERE p.number = $1 AND t.certainty = 'MET' AND d.level = 'CITY'"""


def test_the_province_starts_without_and_some_cities_have_each(catalogue: Catalogue) -> None:
    starts = {one.name: one.value for one in catalogue.standings}
    chosen = [(one.name, one.division) for one in local_choices(catalogue)]
    assert len(chosen) == len(set(chosen))
    for name in CHOSEN:
        assert starts[name] is False
        assert 0 < len([city for known, city in chosen if known == name]) < CITIES
    assert {name for name, _ in chosen} == CHOSEN


def test_the_cities_of_the_worked_cases_have_what_these_tell_of(catalogue: Catalogue) -> None:
    chosen = {(one.name, one.division) for one in local_choices(catalogue)}
    told = json.loads(FILE.read_text("utf-8"))
    cities = {f"{case['county'][:4]}00000000" for case in told["cases"]}
    assert {(name, city) for name in LEFT_TO_CITIES if told["parameters"][name] for city in cities} <= chosen


async def test_what_is_chosen_once_stands_once(province: Connection, catalogue: Catalogue) -> None:
    async with province.transaction():
        assert await choose(province, catalogue, DAY) == len(list(local_choices(catalogue)))
        assert await choose(province, catalogue, DAY) == 0


async def test_only_where_a_city_chose_so_is_anybody_a_target(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    await load(province, Order(persons=1500, seed=3), vault, catalogue, DAY)
    for name, number in (("heating", "MZ-13"), ("funeral", "MZ-14"), ("price_trigger", "MZ-94")):
        found = {code for (code,) in await (await province.execute(TARGETED, [number])).fetchall()}
        assert found
        assert found <= {one.division for one in local_choices(catalogue) if one.name == name}


async def test_what_a_city_has_ended_since_is_left_when_the_load_is_taken_up(
    province: Connection, vault: Vault, catalogue: Catalogue
) -> None:
    order = Order(persons=200, seed=3)
    await load(province, order, vault, catalogue, DAY)
    await province.execute("UPDATE parameters SET valid_to = valid_from WHERE name = 'heating'")
    await load(province, order, vault, catalogue, DAY)
    still = "SELECT count(*) FROM parameters WHERE name = 'heating' AND valid_to IS NULL"
    assert await (await province.execute(still)).fetchone() == (0,)
