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
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


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
            reported = await report(connection, department, columns, [one])
            await province.maintenance.follow_facts(connection, department, reported.changes, province.today)
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


async def test_a_death_leaves_the_household_its_help(province: Province) -> None:
    await province.switch_on("funeral")
    dead, widow = province.person("刘甲"), province.person("刘乙")
    home = await province.settle(dead, widow)
    await province.determine(home, "subsistence_allowance")
    await province.report("civil_affairs", dead, deceased_on=datetime.date(2024, 2, 20))
    targets = await province.targets(home)
    assert {"MZ-02@H", "MZ-14@刘甲"} <= targets
    assert not {"YB-02@刘甲"} & targets
