"""Categories are dated facts about persons: determined by their agency, excluded by each other, ended and kept."""

import datetime

import pytest

from registry.errors import Refusal
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

KNOWN = """SELECT category, valid_to, end_reason FROM determinations d
WHERE d.recorded_at <= $1 AND (d.superseded_at IS NULL OR $1 < d.superseded_at)"""


async def test_a_household_is_determined_person_by_person_and_the_dead_are_not(province: Province) -> None:
    dead, widow, child = province.person("甲"), province.person("乙"), province.person("丙", "2015-01-01")
    home = await province.settle(dead, widow, child)
    await province.report("civil_affairs", dead, deceased_on=datetime.date(2024, 2, 20))
    assert len(await province.determine(home, "subsistence_allowance", valid_from="2024-03-01")) == 2
    told = await province.ask(
        "SELECT p.name FROM chain_links l JOIN persons p ON p.id = l.person_id WHERE kind = 'DETERMINED' ORDER BY p.name"
    )
    assert told == [("丙",), ("乙",)]


async def test_a_single_persons_determination_leaves_the_households_in_force(province: Province) -> None:
    father, son = province.person("父"), province.person("子", "1999-01-01")
    home = await province.settle(father, son)
    await province.determine(home, "near_subsistence")
    await province.determine(home, "subsistence_allowance", await province.id_of(son))
    targets = await province.targets(home)
    assert "MZ-02@H" not in targets
    assert {"MZ-12@H", "MZ-13@H"} <= targets


async def test_a_category_is_in_force_once(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "near_subsistence")
    with pytest.raises(Refusal, match="CATEGORY_IN_FORCE"):
        await province.determine(home, "near_subsistence", valid_from="2024-02-01")


@pytest.mark.parametrize(
    ("first", "second"),
    [("extreme_hardship", "subsistence_allowance"), ("subsistence_allowance", "extreme_hardship")],
)
async def test_extreme_hardship_and_subsistence_exclude_each_other_both_ways(
    province: Province, first: str, second: str
) -> None:
    home = await province.settle(province.person(), province.person())
    await province.determine(home, first, support="dispersed")
    with pytest.raises(Refusal, match="CATEGORIES_EXCLUDE"):
        await province.determine(home, second)
    assert await province.ask("SELECT DISTINCT category FROM determinations") == [(first,)]


async def test_after_an_end_the_other_category_may_follow(province: Province) -> None:
    home = await province.settle(province.person())
    (old,) = await province.determine(home, "subsistence_allowance")
    await province.end(old, "2024-03-01")
    await province.determine(home, "extreme_hardship", support="dispersed")
    targets = await province.targets(home)
    assert "MZ-05@王甲" in targets
    assert "MZ-02@H" not in targets


async def test_an_ended_determination_can_be_read_as_it_was_known(province: Province) -> None:
    home = await province.settle(province.person())
    (old,) = await province.determine(home, "subsistence_allowance")
    ((before,),) = await province.ask("SELECT clock_timestamp()")
    await province.end(old, "2024-03-01")
    ((after,),) = await province.ask("SELECT clock_timestamp()")
    assert await province.ask(KNOWN, before) == [("subsistence_allowance", None, None)]
    assert await province.ask(KNOWN, after) == [("subsistence_allowance", datetime.date(2024, 3, 1), "left")]
    ends = await province.ask("SELECT count(*)::int FROM chain_links WHERE kind = 'DETERMINATION_ENDED'")
    assert ends == [(1,)]


async def test_a_determination_ends_once_before_its_day_and_by_its_agency(province: Province) -> None:
    home = await province.settle(province.person())
    (limited,) = await province.determine(home, "near_subsistence", valid_to="2024-12-31")
    with pytest.raises(Refusal, match="NOT_THE_AGENCY"):
        await province.end(limited, "2024-03-01", "housing")
    with pytest.raises(Refusal, match="REVERSED_DATES"):
        await province.end(limited, "2023-12-31")
    await province.end(limited, "2024-03-01")
    with pytest.raises(Refusal, match="NO_DETERMINATION"):
        await province.end(limited, "2024-03-02")


async def test_relapse_monitoring_is_determined_by_rural_revitalization(province: Province) -> None:
    home = await province.settle(province.person())
    (made,) = await province.determine(home, "relapse_monitored")
    assert await province.ask("SELECT agency FROM determinations WHERE id = $1", made) == [("rural_revitalization",)]
    assert "XC-90@H" not in await province.targets(home)
