"""Categories are dated facts about persons: determined by their agency, excluded by each other, ended and kept."""

import asyncio
import datetime

import psycopg
import pytest

from registry.errors import Refusal
from tests.registry.province import COUNTY, ELSEWHERE, Province

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
    assert "MZ-12@H" in targets


async def test_what_the_document_leaves_to_cities_is_given_only_where_one_has_switched_it_on(
    province: Province,
) -> None:
    await province.switch_on("heating", ELSEWHERE)
    for division, given in ((COUNTY, False), (ELSEWHERE, True)):
        home = await province.settle(province.person(), division=division)
        await province.determine(home, "subsistence_allowance")
        assert ("MZ-13@H" in await province.targets(home)) == given


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
    await province.determine(home, "extreme_hardship", valid_from="2024-03-01", support="dispersed")
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


async def test_what_begins_next_month_is_entered_today_and_comes_into_force_by_itself(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance", valid_from="2024-04-01")
    assert "MZ-02@H" not in await province.targets(home)
    assert await province.ask("SELECT recompute_on FROM households") == [(datetime.date(2024, 4, 1),)]
    province.today = datetime.date(2024, 4, 1)
    async with province.act() as connection:
        await province.maintenance.recompute(connection, [home], province.today)
    assert "MZ-02@H" in await province.targets(home)


async def test_what_begins_and_ends_ahead_is_in_force_between_by_itself(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance", valid_from="2024-04-01", valid_to="2024-05-01")
    birthday = "2039-01-01"  # the last year of working age (RS-04)
    grace = "2024-04-11"  # from that day on help that is missing is warned of
    for day, then, held in (("2024-04-01", grace, True), (grace, "2024-05-01", True), ("2024-05-01", birthday, False)):
        province.today = datetime.date.fromisoformat(day)
        async with province.act() as connection:
            await province.maintenance.recompute(connection, [home], province.today)
        assert await province.ask("SELECT recompute_on FROM households") == [(datetime.date.fromisoformat(then),)]
        assert ("MZ-02@H" in await province.targets(home)) is held


async def test_what_would_be_in_force_on_no_day_is_not_determined(province: Province) -> None:
    home = await province.settle(province.person())
    with pytest.raises(Refusal, match="NEVER_IN_FORCE"):
        await province.determine(home, "subsistence_allowance", valid_from="2024-03-01", valid_to="2024-03-01")


async def test_nothing_is_entered_further_ahead_than_local_policy_says(province: Province) -> None:
    home = await province.settle(province.person())
    with pytest.raises(Refusal, match="TOO_FAR_AHEAD"):
        await province.determine(home, "subsistence_allowance", valid_from="2024-09-01")
    (made,) = await province.determine(home, "subsistence_allowance")
    with pytest.raises(Refusal, match="TOO_FAR_AHEAD"):
        await province.end(made, "2024-09-01")
    await province.end(made, "2024-04-01")
    assert "MZ-02@H" in await province.targets(home)


@pytest.mark.parametrize(
    ("period", "refused"),
    [
        (("2023-06-01", "2024-01-01"), None),
        (("2023-06-01", "2024-01-02"), "CATEGORY_IN_FORCE"),
        (("2023-06-01", None), "CATEGORY_IN_FORCE"),
        (("2024-01-15", "2024-01-16"), "CATEGORY_IN_FORCE"),
        (("2024-02-01", None), None),
    ],
)
async def test_a_category_does_not_overlap_itself_on_any_day(
    province: Province, period: tuple[str, str | None], refused: str | None
) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "near_subsistence", valid_from="2024-01-01", valid_to="2024-02-01")
    if refused is None:
        await province.determine(home, "near_subsistence", valid_from=period[0], valid_to=period[1])
    else:
        with pytest.raises(Refusal, match=refused):
            await province.determine(home, "near_subsistence", valid_from=period[0], valid_to=period[1])


async def test_excluding_categories_follow_each_other_and_do_not_overlap(province: Province) -> None:
    home = await province.settle(province.person())
    (old,) = await province.determine(home, "subsistence_allowance")
    await province.end(old, "2024-04-01")
    with pytest.raises(Refusal, match="CATEGORIES_EXCLUDE"):
        await province.determine(home, "extreme_hardship", valid_from="2024-03-31", support="dispersed")
    await province.determine(home, "extreme_hardship", valid_from="2024-04-01", support="dispersed")


async def test_nobody_is_determined_before_birth_or_after_death(province: Province) -> None:
    person, child = province.person("甲"), province.person("乙", "2020-01-01")
    home = await province.settle(person, child)
    with pytest.raises(Refusal, match="BEFORE_BIRTH"):
        await province.determine(home, "near_subsistence", valid_from="1900-01-01")
    with pytest.raises(Refusal, match="BEFORE_BIRTH"):
        await province.determine(home, "near_subsistence", valid_from="2019-12-31")
    await province.report("civil_affairs", person, deceased_on=datetime.date(2024, 2, 20))
    dead = await province.id_of(person)
    with pytest.raises(Refusal, match="AFTER_DEATH"):
        await province.determine(home, "near_subsistence", dead, valid_from="2024-03-01")
    await province.determine(home, "near_subsistence", dead, valid_from="2024-02-01", valid_to="2024-02-20")


OVER_AGAIN = """INSERT INTO determinations (id, person_id, household_id, position, category, basis, cites, agency,
  valid_from, valid_to)
SELECT gen_random_uuid(), person_id, household_id, position, category, basis, cites, agency, $1, $2 FROM determinations"""


async def test_the_database_itself_keeps_a_category_from_overlapping(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "near_subsistence", valid_from="2024-01-01", valid_to="2024-02-01")
    with pytest.raises(psycopg.errors.ExclusionViolation):
        await province.ask(OVER_AGAIN + " RETURNING 1", datetime.date(2023, 1, 1), None)
    never = datetime.date(2024, 1, 15)
    assert await province.ask(OVER_AGAIN + " RETURNING 1", never, never) == [(1,)]


@pytest.mark.parametrize(
    ("other", "code"),
    [("subsistence_allowance", "CATEGORY_IN_FORCE"), ("extreme_hardship", "CATEGORIES_EXCLUDE")],
)
async def test_of_two_who_determine_at_once_one_is_told(province: Province, other: str, code: str) -> None:
    home = await province.settle(province.person())
    told = await asyncio.gather(
        province.determine(home, "subsistence_allowance"),
        province.determine(home, other, valid_from="2023-12-01", support="dispersed"),
        return_exceptions=True,
    )
    (refused,) = [outcome for outcome in told if isinstance(outcome, Refusal)]
    assert refused.code == code
    assert len(await province.ask("SELECT FROM determinations")) == 1
