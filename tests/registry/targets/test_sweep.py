"""Recomputation: for everyone anew it gives what the acts have kept, and writes nothing that is true already."""

from typing import Any

import pytest

from registry.targets.sweep import recompute_all
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


TARGETS = """SELECT programme, subject_id, household_id, person_id, department, position, certainty, met, unknown,
  since, until, changed_xid::text FROM targets ORDER BY programme, subject_id"""


REACH = """SELECT household_id, department, person_id, whole, position, reasons FROM reach
ORDER BY household_id, department, person_id"""


async def derived(province: Province) -> tuple[list[Any], list[Any]]:
    return await province.ask(TARGETS), await province.ask(REACH)


async def recomputed(province: Province, chunk: int = 2) -> list[int]:
    steps: list[int] = []
    await recompute_all(province.act, province.maintenance, province.today, steps.append, chunk)
    return steps


async def test_maintained_targets_and_reach_equal_recomputed_ones(province: Province) -> None:
    people = [province.person(f"人{n}", f"{1950 + 9 * n}-02-28") for n in range(7)]
    homes = [await province.settle(*people[n : n + 2]) for n in range(0, 7, 2)]
    for home in homes[:3]:
        await province.determine(home, "near_subsistence")
    await province.report(
        "disabled_federation", people[1], disabled=True, disability_type="PHYSICAL", disability_grade=1
    )
    await province.report("education_aid", people[3], student_stage="UNDERGRAD")
    await province.report("education_aid", people[3], as_of="2024-03-02", student_stage=None)
    await province.report("civil_affairs", people[5], "event", kind="SUDDEN", urgency="URGENT", severity="LIGHT")
    before = await derived(province)
    assert await recomputed(province) == [2, 4]
    assert await derived(province) == before
    async with province.act() as connection:
        await connection.execute("DELETE FROM reach")
        await connection.execute("UPDATE targets SET until = $1, met = 0 WHERE until IS NULL", [province.today])
    await recomputed(province)
    again = await derived(province)
    assert [row[:-3] for row in again[0] if row[-2] is None] == [row[:-3] for row in before[0] if row[-2] is None]
    assert again[1] == before[1]


async def test_what_is_true_already_is_not_written_again(province: Province) -> None:
    pupil = province.person("王丙", "2007-11-20")
    home = await province.settle(province.person(), pupil)
    await province.determine(home, "subsistence_allowance")
    await province.report("education_aid", pupil, student_stage="SENIOR")
    written = await versions(province)
    assert await recomputed(province)
    assert await versions(province) == written


async def test_a_programme_that_went_to_another_department_takes_its_targets_along(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance")
    before = await derived(province)
    async with province.act() as connection:
        await connection.execute("UPDATE targets SET department = 'housing'")
    await recomputed(province)
    assert [row[:-1] for row in (await derived(province))[0]] == [row[:-1] for row in before[0]]
    written = await versions(province)
    await recomputed(province)
    assert await versions(province) == written


async def versions(province: Province) -> list[list[Any]]:
    """By which transaction each derived row was written or locked last."""
    return [
        await province.ask(f"SELECT ctid::text, xmin::text, xmax::text FROM {table} ORDER BY ctid")
        for table in ("targets", "reach")
    ]
