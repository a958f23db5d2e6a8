"""Targets and reach are kept true by every act, whoever else writes at the same time."""

import asyncio
import datetime
from typing import Any
from uuid import UUID

import pytest

from registry.people.fact_reporting import Report, report
from registry.people.facts import fact_columns
from registry.people.person_locks import lock_people
from registry.people.registration import Member
from registry.targets.recomputation import recompute_all, sweep
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

TARGETS = """SELECT programme, subject_id, household_id, person_id, department, position, certainty, met, unknown,
  since, until, changed_xid::text FROM targets ORDER BY programme, subject_id"""
REACH = """SELECT household_id, department, person_id, whole, position, reasons FROM reach
ORDER BY household_id, department, person_id"""
DUE = "SELECT recompute_on FROM households WHERE id = $1"


async def derived(province: Province) -> tuple[list[Any], list[Any]]:
    return await province.ask(TARGETS), await province.ask(REACH)


async def recomputed(province: Province, chunk: int = 2) -> list[int]:
    steps: list[int] = []
    await recompute_all(province.act, province.maintenance, province.today, steps.append, chunk)
    return steps


async def swept(province: Province, day: str) -> int:
    province.today = datetime.date.fromisoformat(day)
    return await sweep(province.act, province.maintenance, province.today, lambda _: None)


async def test_a_household_becomes_a_target_when_its_facts_say_so(province: Province) -> None:
    pupil = province.person("王丙", "2007-11-20")
    home = await province.settle(province.person(), pupil)
    await province.determine(home, "subsistence_allowance")
    assert "JY-03@王丙" not in await province.targets(home)
    await province.report("education_aid", pupil, student_stage="SENIOR")
    assert {"JY-03@王丙", "MZ-02@H"} <= await province.targets(home)


async def test_who_is_kept_out_by_a_missing_fact_alone_is_an_unknown_target(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance")
    assert "ZJ-03@H" in await province.targets(home, "UNKNOWN")
    await province.report("housing", head, "housing", danger_grade="A")
    assert "ZJ-03@H" not in await province.targets(home, "UNKNOWN")


async def test_a_persons_programme_reaches_the_person_and_not_the_household(province: Province) -> None:
    pupil = province.person("王丙", "2007-11-20")
    home = await province.settle(province.person(), pupil)
    await province.determine(home, "subsistence_allowance")
    await province.report("education_aid", pupil, student_stage="SENIOR")
    seen = await province.ask(
        "SELECT person_id, whole, reasons FROM reach WHERE department = 'education_aid' ORDER BY person_id NULLS FIRST"
    )
    reasons = ["education_aid.senior_high_fee_exemption", "education_aid.senior_high_grant"]
    assert seen == [(None, False, reasons), (await province.id_of(pupil), False, reasons)]


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


async def test_of_two_facts_at_once_neither_misses_the_other(province: Province) -> None:
    people = [province.person(f"人{n}") for n in range(40)]
    homes = await province.register(*(province.household(person) for person in people))
    for home in homes:
        assert isinstance(home, UUID)
        await province.determine(home, "subsistence_allowance")
    ready, written = asyncio.Barrier(2), asyncio.Barrier(2)
    await asyncio.gather(
        reporting(province, "civil_affairs", people, {"labour_ability": True}, ready, written),
        reporting(province, "human_resources", people, {"employed": False}, ready, written),
    )
    for home in homes:
        assert isinstance(home, UUID)
        assert any(target.startswith("RS-03@") for target in await province.targets(home))


async def reporting(
    province: Province,
    department: str,
    people: list[Member],
    values: dict[str, object],
    ready: asyncio.Barrier,
    written: asyncio.Barrier,
) -> None:
    """One fact about each, where both departments' transactions have begun before either locks."""
    columns = {"person": fact_columns(province.catalogue.departments[department], "person")}
    for person in people:
        async with province.act(department) as connection:
            await connection.execute("SELECT 1")
            await ready.wait()
            held = await lock_people(connection, [person.index])
            one = Report(0, "person", False, held[person.index], "1", province.today, values)
            await report(connection, department, columns, [one])
            household = held[person.index].household
            assert household
            await province.maintenance.recompute(connection, [household], province.today)
        await written.wait()


async def test_a_change_is_not_missed_when_an_earlier_writer_commits_later(province: Province) -> None:
    slow, quick = province.person("慢"), province.person("快")
    for person in (slow, quick):
        await province.determine(await province.settle(person), "subsistence_allowance")
    cursor = (await changes(province, 0))[-1][0]
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def late() -> None:
        async with province.act("education_aid") as connection:
            held = await lock_people(connection, [slow.index])
            await write_stage(province, connection, held[slow.index])
            begun.set()
            await go_on.wait()

    writing = asyncio.create_task(late())
    await begun.wait()
    await province.report("education_aid", quick, student_stage="SENIOR")
    assert await changes(province, cursor) == []
    go_on.set()
    await writing
    seen = [name for _, name in await changes(province, cursor)]
    assert sorted(set(seen)) == ["快", "慢"]


async def write_stage(province: Province, connection: Any, person: Any) -> None:
    columns = {"person": fact_columns(province.catalogue.departments["education_aid"], "person")}
    one = Report(0, "person", False, person, "1", province.today, {"student_stage": "SENIOR"})
    await report(connection, "education_aid", columns, [one])
    await province.maintenance.recompute(connection, [person.household], province.today)


async def changes(province: Province, after: int) -> list[tuple[int, str]]:
    """As `targetChanges` reads them: below the horizon of whoever is still writing."""
    rows = await province.ask(CHANGES, str(after))
    return [(int(xid), name) for xid, name in rows]


CHANGES = """SELECT t.changed_xid::text, p.name
FROM targets t JOIN memberships m ON m.household_id = t.household_id JOIN persons p ON p.id = m.person_id
WHERE t.changed_xid > $1::xid8 AND t.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY t.epoch, t.changed_xid, t.subject_id"""


@pytest.mark.parametrize(
    ("born", "eve", "birthday"),
    [
        ("2006-04-02", "2024-04-01", "2024-04-02"),
        ("2004-02-29", "2022-02-28", "2022-03-01"),
        ("2006-02-28", "2024-02-27", "2024-02-28"),
        ("2008-02-29", "2026-02-28", "2026-03-01"),
    ],
)
async def test_the_sweep_ends_what_ends_with_the_eighteenth_birthday(
    province: Province, born: str, eve: str, birthday: str
) -> None:
    province.today = datetime.date.fromisoformat(eve) - datetime.timedelta(days=30)
    child = province.person("小", born)
    home = await province.settle(child)
    await province.determine(home, "subsistence_allowance", valid_from="2020-01-01")
    await province.report("civil_affairs", child, as_of="2020-01-01", self_care="NONE")
    assert await province.ask(DUE, home) == [(datetime.date.fromisoformat(birthday),)]
    assert await swept(province, eve) == 0
    assert "MZ-11@小" in await province.targets(home)
    assert await swept(province, birthday) == 1
    assert "MZ-11@小" not in await province.targets(home)


async def test_the_sweep_follows_the_end_of_a_determination(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance", valid_to="2024-06-01")
    assert await swept(province, "2024-05-31") == 0
    assert "MZ-02@H" in await province.targets(home)
    assert await swept(province, "2024-06-01") == 1
    assert "MZ-02@H" not in await province.targets(home)


async def test_the_sweep_follows_a_determination_to_come(province: Province) -> None:
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance", valid_from="2024-04-01")
    assert "MZ-02@H" not in await province.targets(home)
    assert await swept(province, "2024-04-03") == 1
    assert "MZ-02@H" in await province.targets(home)


async def test_the_sweep_follows_the_end_of_an_event(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "near_subsistence")
    until = datetime.date(2024, 4, 10)
    await province.report(
        "civil_affairs", head, "event", kind="SUDDEN", urgency="URGENT", severity="LIGHT", until=until
    )
    assert "MZ-08@H" in await province.targets(home)
    assert await swept(province, "2024-04-10") == 1
    assert "MZ-08@H" not in await province.targets(home)


async def test_the_sweep_follows_the_end_of_a_parameter(province: Province, owner: Any) -> None:
    await owner.execute("UPDATE parameters SET valid_to = '2024-04-01' WHERE name = 'heating'")
    home = await province.settle(province.person())
    await province.determine(home, "subsistence_allowance")
    assert "MZ-13@H" in await province.targets(home)
    assert await swept(province, "2024-04-01") == 1
    assert "MZ-13@H" in await province.targets(home, "UNKNOWN")


async def test_a_death_leaves_the_household_its_help(province: Province) -> None:
    dead, widow = province.person("刘甲"), province.person("刘乙")
    home = await province.settle(dead, widow)
    await province.determine(home, "subsistence_allowance")
    await province.report("civil_affairs", dead, deceased_on=datetime.date(2024, 2, 20))
    targets = await province.targets(home)
    assert {"MZ-02@H", "MZ-14@刘甲"} <= targets
    assert not {"YB-02@刘甲"} & targets
