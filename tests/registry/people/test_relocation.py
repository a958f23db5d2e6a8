"""Settling: everything that belongs to a household and its members lies where the household lies."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.registry.province import COUNTY, ELSEWHERE, Province, accepted, ranges_of

pytestmark = pytest.mark.anyio


async def test_everything_of_a_person_moves_with_them(province: Province) -> None:
    pupil = province.person("生", "2007-11-20")
    home = await province.settle(province.person("父"), pupil)
    await province.determine(home, "subsistence_allowance")
    await province.report("education_aid", pupil, student_stage="SENIOR")
    new = await province.settle(replace(pupil, change="MOVE"), division=ELSEWHERE)
    there = [(int(ELSEWHERE),)]
    assert await province.ask("SELECT position FROM education_aid_person_facts") == there
    assert await province.ask("SELECT position FROM persons WHERE name = '生'") == there
    assert (int(ELSEWHERE),) in await province.ask("SELECT position FROM determinations")
    assert "JY-03@生" in await province.targets(new)
    assert "JY-03@生" not in await province.targets(home)


async def test_a_household_that_moves_takes_its_rows_along(province: Province) -> None:
    head = province.person()
    entry = province.household(head)
    (home,) = await province.register(entry)
    assert isinstance(home, UUID)
    await province.determine(home, "subsistence_allowance")
    await province.report("housing", head, "housing", danger_grade="D")
    await province.register(replace(entry, division=ELSEWHERE, position=int(ELSEWHERE)))
    for table in (
        "persons",
        "memberships",
        "determinations",
        "housing_housing_facts",
        "targets",
        "reach",
        "chain_links",
    ):
        assert await province.ask(f"SELECT DISTINCT position FROM {table}") == [(int(ELSEWHERE),)], table


async def test_what_was_reported_before_registration_is_taken_over(province: Province) -> None:
    pupil = province.person("生", "2007-11-20")
    await province.report("education_aid", pupil, student_stage="SENIOR")
    grant = province.entry("education_aid.senior_high_grant", pupil, "a", division=ELSEWHERE)
    heating = province.entry("civil_affairs.heating_aid", pupil, "h", division=ELSEWHERE)
    accepted(await province.feed_back("education_aid", grant))
    accepted(await province.feed_back("civil_affairs", heating))
    outcomes = await province.register(province.household(pupil), ranges=ranges_of(COUNTY))
    (home,) = outcomes
    assert isinstance(home, UUID)
    await province.determine(home, "subsistence_allowance")
    assert "JY-03@生" in await province.targets(home)
    person = await province.id_of(pupil)
    records = "SELECT programme, household_id, person_id, position FROM assistance_records ORDER BY programme"
    assert await province.ask(records) == [
        ("civil_affairs.heating_aid", home, None, int(COUNTY)),
        ("education_aid.senior_high_grant", home, person, int(COUNTY)),
    ]
    links = "SELECT household_id, person_id FROM chain_links WHERE kind = 'ASSISTED' ORDER BY programme"
    assert await province.ask(links) == [(home, None), (home, person)]
    assert await province.ask("SELECT position FROM education_aid_records") == [(int(COUNTY),)]
