"""Divisions: the real tree, and for each village the county that pays."""

import psycopg
import pytest

from hub.population.divisions import load_divisions
from hub.population.places import Village
from tests.conftest import Copy


def test_loading_the_divisions_twice_changes_nothing(copy: Copy) -> None:
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        first, second = load_divisions(connection), load_divisions(connection)
        found = connection.execute(
            "SELECT count(*), count(*) FILTER (WHERE level = 'COUNTY') FROM divisions"
        ).fetchone()
    assert first == second
    assert found == (first, 86)


@pytest.mark.anyio
async def test_every_village_has_a_county_or_a_city_that_pays(places: list[Village]) -> None:
    paying = {village.county for village in places}
    assert len(places) == 17_718
    assert len(paying) == 88
    assert "620200000000" in paying
