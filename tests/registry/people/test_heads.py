"""Heads of households: one at a time, whatever way the second would come, and none for a while."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from registry.errors import Refusal
from registry.people.arrivals import Member
from registry.people.heads import headless
from registry.people.registration import Entry
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def outcome(province: Province, entry: Entry) -> str:
    (one,) = await province.register(entry)
    return one.code if isinstance(one, Refusal) else "registered"


async def couple(province: Province) -> tuple[Entry, Member, Member]:
    head, wife = province.person("户甲"), province.person("妻乙", relation="10")
    entry = province.household(head, wife)
    assert await outcome(province, entry) == "registered"
    return entry, head, wife


async def heads(province: Province, entry: Entry) -> list[str]:
    rows = await province.ask(
        "SELECT p.name FROM memberships m JOIN persons p ON p.id = m.person_id JOIN households h ON h.id = m.household_id"
        " WHERE h.number = $1 AND m.relation = '02' AND m.valid_to IS NULL AND m.superseded_at IS NULL",
        entry.number,
    )
    return [name for (name,) in rows]


async def test_a_second_head_is_refused_in_a_later_registration(province: Province) -> None:
    entry, _, wife = await couple(province)
    assert await outcome(province, replace(entry, members=(replace(wife, relation="02"),))) == "TWO_HEADS"
    assert await heads(province, entry) == ["户甲"]


async def test_a_second_head_is_refused_when_it_comes_by_a_merge(province: Province) -> None:
    entry, _, _ = await couple(province)
    other = province.person("户丙")
    await province.settle(other)
    assert await outcome(province, replace(entry, members=(replace(other, change="MERGE"),))) == "TWO_HEADS"
    assert await outcome(province, replace(entry, members=(province.person("丁"),))) == "TWO_HEADS"


async def test_heads_change_places_in_one_item(province: Province) -> None:
    entry, head, wife = await couple(province)
    swapped = (replace(head, relation="10"), replace(wife, relation="02"))
    assert await outcome(province, replace(entry, members=swapped)) == "registered"
    assert await heads(province, entry) == ["妻乙"]
    assert await outcome(province, replace(entry, members=(wife, head))) == "registered"
    assert await heads(province, entry) == ["户甲"]


async def test_a_household_may_be_without_a_head_until_another_is_named(province: Province) -> None:
    entry, head, wife = await couple(province)
    new = province.household(replace(head, change="SPLIT"))
    ((home,),) = await province.ask("SELECT id FROM households WHERE number = $1", entry.number)
    # Who left in an item before gives the place free.
    (moved, named) = await province.register(new, replace(entry, members=(replace(wife, relation="02"),)))
    assert isinstance(moved, UUID)
    assert named == home
    await province.settle(replace(wife, relation="10", change="MERGE"), number=new.number)
    async with province.act() as connection:
        # Where nobody is left, no head is missing.
        assert await headless(connection, [moved, home]) == set()


async def test_of_two_who_name_another_head_at_once_one_wins(province: Province) -> None:
    entry, head, wife = await couple(province)
    son = province.person("子", "2001-01-01", relation="20")
    assert await outcome(province, replace(entry, members=(son,))) == "registered"
    yields = replace(head, relation="51")
    both = [(yields, replace(new, relation="02")) for new in (wife, son)]
    told = await asyncio.gather(*(outcome(province, replace(entry, members=members)) for members in both))
    assert sorted(told) == ["TWO_HEADS", "registered"]
    assert len(await heads(province, entry)) == 1


async def test_naming_nobody_changes_nobody_of_a_known_household_alone(province: Province) -> None:
    entry, _, _ = await couple(province)
    assert await outcome(province, replace(entry, members=(), address="二村")) == "registered"
    assert await province.ask("SELECT count(*) FROM memberships WHERE superseded_at IS NULL") == [(2,)]
    assert await outcome(province, province.household()) == "NO_MEMBER"
