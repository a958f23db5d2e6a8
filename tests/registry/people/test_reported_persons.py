"""Reported persons: what comes under a name that is not the registered one is nobody's until a person decides."""

from dataclasses import replace

import pytest

from registry.people.joining import Join, join, undo
from registry.people.person_locks import LockedPerson, lock_people
from registry.people.relocation import settle
from registry.people.reported_persons import Named, lock_reported, reported_index
from registry.store.widened_ranges import everywhere
from tests.registry.aid.grants import code
from tests.registry.province import Member, Province

pytestmark = pytest.mark.anyio

RECORDS = "SELECT household_id FROM assistance_records ORDER BY external_id"
MISMATCHES = "SELECT reported_name, departments, state FROM mismatches ORDER BY reported_name"
LINKED = "SELECT count(*)::int FROM chain_links WHERE household_id = $1 AND kind = 'ASSISTED'"


async def held(province: Province, member: Member, name: str, department: str = "education_aid") -> LockedPerson:
    """Whom a report under this name is about."""
    async with province.act(department) as connection:
        people = await lock_reported(connection, province.vault, department, {0: Named(member.id_number, name)})
    return people[0]


async def help_under(province: Province, member: Member, name: str, external_id: str) -> None:
    entry = province.entry(code(province, "JY-02"), member, external_id)
    async with province.act("education_aid") as connection:
        people = await lock_reported(connection, province.vault, "education_aid", {0: Named(member.id_number, name)})
        await province.accept(connection, "education_aid", entry._replace(person=people[0]))


async def test_a_registered_person_is_named_by_number_and_name(province: Province) -> None:
    pupil = province.person("王甲")
    await province.settle(pupil)
    assert (await held(province, pupil, "王 甲")).name == "王甲"
    other = await held(province, pupil, "完全不同")
    assert (other.person, other.household) == (None, None)
    assert await province.ask(MISMATCHES) == [("完全不同", ["education_aid"], "OPEN")]


async def test_one_name_is_listed_once_with_all_who_reported_it(province: Province) -> None:
    pupil = province.person("王甲")
    await province.settle(pupil)
    first = await held(province, pupil, "完全不同")
    again = await held(province, pupil, "完全不同", "housing")
    assert (again.identity, again.person) == (first.identity, None)
    assert await province.ask(MISMATCHES) == [("完全不同", ["education_aid", "housing"], "OPEN")]


async def test_registration_takes_over_what_waited_under_its_name_and_lists_the_rest(province: Province) -> None:
    pupil = province.person("王甲", born="2010-09-01")
    await help_under(province, pupil, "王甲", "a")
    await help_under(province, pupil, "完全不同", "b")
    assert await province.ask(MISMATCHES) == []
    home = await province.settle(pupil)
    assert await province.ask(RECORDS) == [(home,), (None,)]
    assert await province.ask(LINKED, home) == [(1,)]
    assert await province.ask(MISMATCHES) == [("完全不同", ["education_aid"], "OPEN")]


async def test_what_is_joined_is_the_persons_and_can_be_taken_apart_again(province: Province) -> None:
    pupil = province.person("王甲", born="2010-09-01")
    home = await province.settle(pupil)
    await help_under(province, pupil, "王甲", "a")
    await help_under(province, pupil, "王乙", "b")
    waiting = await held(province, pupil, "王乙")
    async with province.act() as connection, everywhere(connection):
        people = await lock_people(connection, [pupil.index], [home])
        await join(
            connection, province.catalogue, "civil_affairs", [Join(waiting.identity, people[pupil.index])], "one person"
        )
        await settle(connection, [home])
    assert await province.ask(RECORDS) == [(home,), (home,)]
    assert await province.ask(LINKED, home) == [(2,)]
    assert (await held(province, pupil, "王乙")).household == home
    async with province.act() as connection, everywhere(connection):
        await lock_people(connection, [pupil.index], [home])
        await undo(connection, province.catalogue, [waiting.identity], "another person after all")
    assert await province.ask(RECORDS) == [(home,), (None,)]
    assert await province.ask(LINKED, home) == [(1,)]
    assert (await held(province, pupil, "王乙")).identity == waiting.identity


async def test_facts_follow_a_join_and_what_stood_before_stands_again_afterwards(province: Province) -> None:
    pupil = province.person("王甲", born="2010-09-01")
    home = await province.settle(pupil)
    await province.report("education_aid", pupil, as_of="2024-01-01", student_stage="PRIMARY")
    waiting = await held(province, pupil, "王乙")
    apart = province.person("王乙", id_number=pupil.id_number)
    index = reported_index(province.vault, Named(pupil.id_number, "王乙"))
    await province.report("education_aid", replace(apart, index=index), as_of="2024-02-01", student_stage="JUNIOR")
    stage = """SELECT f.student_stage FROM education_aid_person_facts f JOIN persons p ON p.identity_id = f.identity_id
      WHERE f.superseded_at IS NULL"""
    assert await province.ask(stage) == [("PRIMARY",)]
    async with province.act() as connection, everywhere(connection):
        people = await lock_people(connection, [pupil.index], [home])
        joins = [Join(waiting.identity, people[pupil.index])]
        await join(connection, province.catalogue, "civil_affairs", joins, "one person")
    assert await province.ask(stage) == [("JUNIOR",)]
    async with province.act() as connection, everywhere(connection):
        await lock_people(connection, [pupil.index], [home])
        await undo(connection, province.catalogue, [waiting.identity], "another person after all")
    assert await province.ask(stage) == [("PRIMARY",)]
