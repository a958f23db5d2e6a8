"""A rule on trial: whom it would warn of, piece by piece."""

import psycopg
import pytest

from registry.journal.jobs import NOTHING_DONE
from registry.monitoring.rule_trials import RuleTrial, tried
from registry.reference.divisions import Divisions
from tests.conftest import Copy
from tests.registry.monitoring.settled_cases import DAY, a_case, settled
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

ALL = [(0, 2**62)]


def divisions(copy: Copy) -> Divisions:
    with psycopg.connect(copy.owner) as connection:
        return Divisions.read(connection)


async def test_a_rule_is_tried_before_it_is_switched_on_and_nothing_is_written(province: Province, copy: Copy) -> None:
    home, members = await settled(province, copy, a_case(5))
    await province.report("human_resources", members["A"], "person", employed=True, as_of="2024-03-02")
    rule = province.catalogue.signals["newly_employed"]
    assert not rule.enabled
    trial = RuleTrial(province.catalogue, divisions(copy), rule, ALL, DAY)
    stand = await tried(province.act, trial)
    ((position,),) = await province.ask("SELECT position FROM households WHERE id = $1", home)
    county = {"division": divisions(copy).county(position), "households": 1, "newly": 1}
    assert trial.counties(stand) == [county]
    assert await province.ask("SELECT count(*) FROM early_warnings") == [(0,)]


async def test_a_trial_in_pieces_tries_every_household_once_and_goes_on_where_it_stood(
    province: Province, copy: Copy
) -> None:
    for n in (1, 5):
        await settled(province, copy, a_case(n))
    rule = province.catalogue.signals["duplicate"]
    ((households,),) = await province.ask("SELECT count(*) FROM households WHERE position >= 0")

    async def in_pieces(piece: int) -> list[int]:
        stands = [NOTHING_DONE]
        while stands[-1].after is not None:
            # Each piece is somebody else's.
            trial = RuleTrial(province.catalogue, divisions(copy), rule, ALL, DAY, piece)
            async with province.act() as connection:
                assert await trial.size(connection) == households
                stands.append(await trial.step(connection, stands[-1]))
        return [stand.done for stand in stands]

    assert (await in_pieces(2))[-1] == (await in_pieces(1000))[-1] == households
    assert (await in_pieces(1))[:2] == [0, 1]


async def test_a_trial_stays_in_its_places(province: Province, copy: Copy) -> None:
    await settled(province, copy, a_case(1))
    rule = province.catalogue.signals["duplicate"]
    nowhere = RuleTrial(province.catalogue, divisions(copy), rule, [(0, 1), (5, 9)], DAY)
    assert (await tried(province.act, nowhere)).done == 0
