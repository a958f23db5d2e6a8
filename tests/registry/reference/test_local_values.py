"""Local values: dated, by division, and what was set before is kept."""

import asyncio
import datetime

import pytest

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.reference import local_values
from registry.reference.divisions import Division
from registry.reference.local_values import Setting
from registry.targets.sweep import recompute_all
from tests.registry.province import COUNTY, DIVISIONS, ELSEWHERE, Province

pytestmark = pytest.mark.anyio

NAME = "subsistence_standard_rural"
FROM = datetime.date(2024, 3, 1)
VALUES = "SELECT number FROM parameters WHERE name = $1 AND division = $2 AND valid_from < valid_to IS NOT FALSE ORDER BY valid_from, id"


def setting(value: object = 50000, **other: object) -> Setting:
    known: dict[str, object] = {
        "name": NAME,
        "division": COUNTY,
        "since": FROM,
        "until": None,
        "source": "县政发〔2024〕1号",
    }
    return Setting(**{"value": value, **known, **other})  # type: ignore[arg-type] # what the test says


async def put(province: Province, one: Setting) -> bool:
    lo, hi = DIVISIONS[one.division]
    place = Division(one.division, "x", "COUNTY", lo, hi, FROM, None)
    async with province.act() as connection:
        return await local_values.put(connection, one, place)


async def test_a_value_of_the_same_day_gives_way_and_is_kept(province: Province) -> None:
    assert await put(province, setting())
    assert not await put(province, setting())
    assert await put(province, setting(51000))
    assert await province.ask(VALUES, NAME, COUNTY) == [(51000,)]
    assert await province.ask("SELECT count(*)::int FROM parameters WHERE number = 50000") == [(1,)]


async def test_of_two_who_set_the_same_at_once_one_row_stands(province: Province) -> None:
    done = await asyncio.gather(*(put(province, setting()) for _ in range(4)))
    assert sorted(done) == [False, False, False, True]
    assert await province.ask(VALUES, NAME, COUNTY) == [(50000,)]


async def test_what_ends_leaves_the_value_around_it(province: Province) -> None:
    await put(province, setting())
    await put(province, setting(52000, since=datetime.date(2024, 9, 1)))
    async with province.act() as connection:
        assert await local_values.end(connection, NAME, COUNTY, datetime.date(2024, 5, 1)) == 2
        assert await local_values.end(connection, NAME, COUNTY, datetime.date(2024, 5, 1)) == 0
        listed = await local_values.standing(connection, FROM)
    assert [(one.division, one.value, one.until) for one in listed if one.name == NAME] == [
        ("620000000000", "47400", None),
        (COUNTY, "50000", datetime.date(2024, 5, 1)),
    ]
    with pytest.raises(Refusal, match="ENDS_BEFORE_IT_BEGINS"):
        await put(province, setting(until=FROM))


async def test_targets_follow_the_value_of_where_they_live_and_no_other(province: Province) -> None:
    here, there = [await province.settle(province.person(), division=place) for place in (COUNTY, ELSEWHERE)]
    for home in (here, there):
        await province.determine(home, "near_subsistence")
    before = [{name.split("@")[0] for name in await province.targets(home, "UNKNOWN")} for home in (here, there)]
    await put(province, setting(name="premium_subsidy_categories", value=["near_subsistence"]))
    lo, hi = DIVISIONS[COUNTY]
    done: list[int] = []
    within = range(lo, hi)
    assert await recompute_all(province.act, province.maintenance, province.today, done.append, within=within) == 1
    after = [{name.split("@")[0] for name in await province.targets(home, "UNKNOWN")} for home in (here, there)]
    assert [new - old for new, old in zip(after, before, strict=True)] == [{"YB-02"}, set()]


def test_a_value_is_read_as_its_parameter_says(catalogue: Catalogue) -> None:
    def read(name: str, text: str) -> object:
        return local_values.read_value(catalogue.facts["parameter", name], text)

    assert read("heating", "false") is False
    assert read(NAME, "47400") == 47400
    assert read("premium_subsidy_categories", "relapse_monitored, subsistence_allowance") == [
        "relapse_monitored",
        "subsistence_allowance",
    ]
    for name, text, code in (
        ("heating", "yes", "BAD_BOOLEAN"),
        (NAME, "474.00", "BAD_AMOUNT"),
        (NAME, "-1", "BAD_AMOUNT"),
        ("phase_out_months", "36501", "BAD_NUMBER"),
        ("phase_out_months", "9" * 5000, "BAD_NUMBER"),
        ("premium_subsidy_categories", "poor", "UNKNOWN_CODE"),
    ):
        with pytest.raises(Refusal, match=code):
            read(name, text)


def test_deadlines_decide_no_target(catalogue: Catalogue) -> None:
    deciding = [
        name
        for entity, name in catalogue.facts
        if entity == "parameter" and local_values.decides_targets(catalogue, name)
    ]
    assert {NAME, "heating", "given_once_days", "working_age_to", "old_age_from"} <= set(deciding)
    assert not {"referral_receive_days", "lookup_quota", "remind_days"} & set(deciding)
