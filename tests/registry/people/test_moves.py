"""Moves: who splits off, merges or moves is at every instant a member once, and both chains can still be read."""

import datetime
from dataclasses import replace
from uuid import UUID

import pytest

from registry.errors import Refusal
from tests.registry.aid.grants import grant
from tests.registry.province import COUNTY, ELSEWHERE, Province, ranges_of

pytestmark = pytest.mark.anyio

MEMBERS = """SELECT p.name FROM memberships m JOIN persons p ON p.id = m.person_id
WHERE m.household_id = $1 AND m.valid_from <= $2 AND (m.valid_to IS NULL OR $2 < m.valid_to)
  AND m.recorded_at <= $3 AND (m.superseded_at IS NULL OR $3 < m.superseded_at) ORDER BY p.name"""


async def members(province: Province, home: UUID, day: datetime.date, known_at: datetime.datetime) -> list[str]:
    return [name for (name,) in await province.ask(MEMBERS, home, day, known_at)]


async def now(province: Province) -> datetime.datetime:
    ((instant,),) = await province.ask("SELECT clock_timestamp()")
    assert isinstance(instant, datetime.datetime)
    return instant


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


async def test_a_household_that_all_have_left_follows_them_with_its_chain(province: Province) -> None:
    head, wife = province.person("甲"), province.person("乙", relation="12")
    old = await province.settle(head, wife)
    await grant(province, "MZ-02", head, "a")
    await province.settle(replace(head, change="MOVE"), division=ELSEWHERE)
    where = "SELECT position FROM households WHERE id = $1"
    assert await province.ask(where, old) == [(int(COUNTY),)]
    await province.settle(province.person("丙"), replace(wife, relation="10", change="MOVE"), division=ELSEWHERE)
    assert await province.ask(where, old) == [(int(ELSEWHERE),)]
    links = "SELECT DISTINCT position FROM chain_links WHERE household_id = $1"
    assert await province.ask(links, old) == [(int(ELSEWHERE),)]


async def test_a_county_fetches_nobody_out_of_another(province: Province) -> None:
    stranger = province.person("外")
    there = await province.settle(stranger, division=ELSEWHERE)
    mover = province.household(replace(stranger, change="MOVE"))
    (outcome,) = await province.register(mover, ranges=ranges_of(COUNTY))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "MEMBER_OUTSIDE"
    assert await members(province, there, province.today, await now(province)) == ["外"]
    assert await province.ask("SELECT count(*) FROM lineage") == [(0,)]
