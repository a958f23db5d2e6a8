"""Helped: help in force is a target's own, and goes along with the household under whatever number."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from tests.registry.aid.grants import accepted, code, grant
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

HELPED = (
    """SELECT t.programme, t.helped FROM targets t WHERE t.household_id = $1 AND t.until IS NULL AND t.programme = $2"""
)


async def test_help_goes_along_with_a_household_that_is_registered_under_a_new_number(province: Province) -> None:
    head = province.person()
    old = await province.settle(head)
    await province.determine(old, "subsistence_allowance")
    programme = code(province, "MZ-02")
    accepted(await grant(province, "MZ-02", head, "a", happened_on="2024-03-01"))
    assert await province.ask(HELPED, old, programme) == [(programme, True)]
    new = await province.settle(replace(head, change="MOVE", since=datetime.date(2024, 3, 10)))
    assert await province.ask(HELPED, new, programme) == [(programme, True)]
    end = {"status": "ENDED", "record": "a", "reason": "found work", "happened_on": "2024-03-12"}
    accepted(await grant(province, "MZ-02", head, "e", **end))
    assert await province.ask(HELPED, new, programme) == [(programme, False)]


async def test_help_given_once_is_a_targets_own_for_its_days_and_looked_at_again_when_they_end(
    province: Province,
) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance")
    programme = code(province, "ZJ-03")
    await province.report("housing", head, "housing", danger_grade="D")
    accepted(await grant(province, "ZJ-03", head, "a", happened_on="2024-03-01"))
    assert await province.ask(HELPED, home, programme) == [(programme, True)]
    last = datetime.date(2024, 3, 1) + datetime.timedelta(days=180)
    again = "SELECT recompute_on <= $2 FROM households WHERE id = $1"
    assert await province.ask(again, home, last) == [(True,)]
    for day, is_helped in ((last - datetime.timedelta(days=1), True), (last, False)):
        async with province.act() as connection:
            await province.maintenance.recompute(connection, [home], day)
        assert await province.ask(HELPED, home, programme) == [(programme, is_helped)]


@pytest.mark.parametrize(
    ("number", "first", "second"),
    [
        (
            "MZ-02",
            {"happened_on": "2023-01-01", "period_to": datetime.date(2023, 1, 31)},
            {"happened_on": "2023-05-01", "period_to": datetime.date(2023, 5, 31)},
        ),
        ("JY-02", {"happened_on": "2022-10-10"}, {"happened_on": "2023-03-10"}),
    ],
)
async def test_a_late_entry_about_help_that_is_over_changes_nothing(
    province: Province, number: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    head, pupil = province.person(), province.person("王丙", "2012-01-01", relation="20")
    home = await province.settle(head, pupil)
    await province.determine(home, "subsistence_allowance")
    await province.report("education_aid", pupil, student_stage="PRIMARY")
    programme = code(province, number)
    helped = await province.ask(HELPED, home, programme)
    assert {is_helped for _, is_helped in helped} == {False}
    for name, period in (("a", first), ("b", second)):
        accepted(await grant(province, number, pupil, name, **period))
        assert await province.ask(HELPED, home, programme) == helped
