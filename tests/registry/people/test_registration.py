"""Households enter the register, split, merge and move; what was known before can still be read."""

import asyncio
import datetime
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest

from registry.errors import Refusal
from registry.people.registration import Outcome, register
from tests.conftest import Copy
from tests.registry.province import COUNTY, ELSEWHERE, Province, accepted, counting

pytestmark = pytest.mark.anyio

COUNTY_ONLY = "{[621102000000,621103000000)}"
MEMBERS = """SELECT p.name FROM memberships m JOIN persons p ON p.id = m.person_id
WHERE m.household_id = $1 AND m.valid_from <= $2 AND (m.valid_to IS NULL OR $2 < m.valid_to)
  AND m.recorded_at <= $3 AND (m.superseded_at IS NULL OR $3 < m.superseded_at) ORDER BY p.name"""


async def members(province: Province, home: UUID, day: datetime.date, known_at: datetime.datetime) -> list[str]:
    return [name for (name,) in await province.ask(MEMBERS, home, day, known_at)]


async def now(province: Province) -> datetime.datetime:
    ((instant,),) = await province.ask("SELECT clock_timestamp()")
    assert isinstance(instant, datetime.datetime)
    return instant


def code(outcome: object) -> str:
    assert isinstance(outcome, Refusal), outcome
    return f"{outcome.code} {outcome.path}"


async def test_the_number_lies_in_the_vault_and_its_mask_in_the_register(province: Province, copy: Copy) -> None:
    head = province.person("欧阳甲")
    await province.settle(head)
    ((name, number, id),) = await province.ask(
        "SELECT name_masked, id_number_masked, identity_id FROM persons WHERE name = '欧阳甲'"
    )
    assert (name, number) == ("欧**", f"6299**********{head.id_number[-4:]}")
    with psycopg.connect(copy.owner) as connection:
        ((sealed,),) = connection.execute("SELECT sealed FROM vault WHERE id = %s", [id]).fetchall()
    assert province.vault.open("id_number", id, sealed) == head.id_number


async def test_a_household_is_brought_up_to_date_and_nobody_is_ended_by_silence(province: Province) -> None:
    head, wife = province.person("甲"), province.person("乙", relation="12")
    entry = province.household(head, wife, address="一村")
    (home,) = await province.register(entry)
    again = replace(entry, members=(replace(wife, relation="10"),), address=None, per_capita_income=30000)
    assert await province.register(again) == [home]
    assert await province.ask("SELECT address, per_capita_income FROM households") == [("一村", 30000)]
    current = "SELECT relation FROM memberships WHERE superseded_at IS NULL ORDER BY relation"
    assert await province.ask(current) == [("02",), ("10",)]


async def test_a_split_leaves_what_was_known_before_it_readable(province: Province) -> None:
    father, son = province.person("父"), province.person("子", "1995-05-05", relation="20")
    old = await province.settle(father, son)
    before = await now(province)
    moved = replace(son, relation="02", since=datetime.date(2024, 3, 1), change="SPLIT")
    new = await province.settle(moved)
    after, day = await now(province), province.today
    assert await members(province, old, day, before) == ["子", "父"]
    assert await members(province, old, day, after) == ["父"]
    assert await members(province, old, datetime.date(2024, 2, 1), after) == ["子", "父"]
    assert await members(province, new, day, after) == ["子"]


async def test_at_no_instant_is_a_member_unknown_or_known_twice(province: Province) -> None:
    son = province.person("子", "1995-05-05")
    await province.settle(province.person("父"), son)
    await province.settle(replace(son, change="SPLIT"))
    gaps = await province.ask(
        "SELECT count(*) FROM memberships m WHERE superseded_at IS NOT NULL AND NOT EXISTS ("
        " SELECT FROM memberships n WHERE n.person_id = m.person_id AND n.recorded_at = m.superseded_at)"
    )
    assert gaps == [(0,)]


async def test_the_chain_of_who_splits_off_reaches_back_into_the_former_households(province: Province) -> None:
    son = province.person("子", "1995-05-05")
    first = await province.settle(province.person("父"), son)
    second = await province.settle(replace(son, change="SPLIT"))
    third = await province.settle(province.person("妻"), replace(son, relation="11", change="MERGE"))
    lineage = await province.ask("SELECT ancestor_id FROM lineage WHERE household_id = $1 ORDER BY ancestor_id", third)
    assert {id for (id,) in lineage} == {first, second}
    told = await province.ask(
        "SELECT household_id, note FROM chain_links WHERE kind = 'HOUSEHOLD_CHANGED' ORDER BY recorded_at, id"
    )
    assert told == [(first, "SPLIT"), (second, "SPLIT"), (second, "MERGE"), (third, "MERGE")]


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


async def test_a_refused_household_leaves_nothing_and_takes_nothing_from_the_others(province: Province) -> None:
    son = province.person("子")
    await province.settle(son)
    twice = province.person("重")
    good = [province.household(province.person("甲")), province.household(province.person("丁"))]
    bad = [
        province.household(province.person("乙"), replace(son, name="错")),
        province.household(province.person("丙"), son),
        province.household(twice, twice),
        replace(province.household(province.person("戊")), number=good[0].number),
    ]
    outcomes = await province.register(good[0], *bad, good[1])
    assert [code(outcome) for outcome in outcomes[1:5]] == [
        "NAME_DIFFERS members[1].name",
        "MEMBER_ELSEWHERE members[1]",
        "MEMBER_TWICE members[1].idNumber",
        "NUMBER_TWICE number",
    ]
    assert await province.ask("SELECT name FROM persons ORDER BY name") == [("丁",), ("子",), ("甲",)]
    assert len(await province.ask("SELECT FROM households")) == 3


async def test_a_name_spelled_with_a_dot_is_the_same_name(province: Province) -> None:
    head = province.person("阿依·古丽")
    entry = province.household(head)
    await province.register(entry)
    (outcome,) = await province.register(replace(entry, members=(replace(head, name="阿依古丽"),)))
    assert isinstance(outcome, UUID)


async def test_a_county_takes_nobody_and_no_number_from_outside_its_divisions(province: Province) -> None:
    stranger = province.person("外")
    there = province.household(stranger, division=ELSEWHERE)
    await province.register(there)
    mover = province.household(replace(stranger, change="MOVE"))
    renumbered = replace(province.household(province.person("甲")), number=there.number)
    fine = province.household(province.person("乙"))
    outcomes = await province.register(mover, renumbered, fine, ranges=COUNTY_ONLY)
    assert [code(outcome) for outcome in outcomes[:2]] == [
        "MEMBER_OUTSIDE members[0]",
        "NUMBER_IN_USE number",
    ]
    assert isinstance(outcomes[2], UUID)


async def test_who_registers_sees_no_further_afterwards(province: Province) -> None:
    await province.settle(province.person("外"), division=ELSEWHERE)
    async with province.act(ranges=COUNTY_ONLY) as connection:
        await register(connection, province.vault, "civil_affairs", [province.household(province.person("甲"))])
        rows = await (await connection.execute("SELECT name FROM persons")).fetchall()
    assert rows == [("甲",)]


async def test_what_was_reported_before_registration_is_taken_over(province: Province) -> None:
    pupil = province.person("生", "2007-11-20")
    await province.report("education_aid", pupil, student_stage="SENIOR")
    grant = province.entry("education_aid.senior_high_grant", pupil, "a", division=ELSEWHERE)
    heating = province.entry("civil_affairs.heating_aid", pupil, "h", division=ELSEWHERE)
    accepted(await province.feed_back("education_aid", grant))
    accepted(await province.feed_back("civil_affairs", heating))
    outcomes = await province.register(province.household(pupil), ranges=COUNTY_ONLY)
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


async def test_two_batches_at_once_register_a_number_once(province: Province) -> None:
    entries = [province.household(province.person("甲")), province.household(province.person("乙"))]
    both = [replace(entry, number="H-1") for entry in entries]
    outcomes: list[list[Outcome]] = await asyncio.gather(*(province.register(entry) for entry in both))
    assert outcomes[0] == outcomes[1]
    assert await province.ask("SELECT count(*) FROM memberships") == [(2,)]


async def test_registering_a_thousand_takes_as_many_statements_as_registering_two(province: Province) -> None:
    counts = []
    for size in (2, 200):
        entries = [province.household(province.person(f"人{n}")) for n in range(size)]
        async with province.act() as connection:
            with counting(connection) as count:
                await register(connection, province.vault, "civil_affairs", entries)
        counts.append(count.statements)
    assert counts[0] == counts[1]
