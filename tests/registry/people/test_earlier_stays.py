"""Late news of where somebody lived before goes into the history, and changes nothing of today."""

import asyncio
import datetime
from dataclasses import replace
from uuid import UUID

import pytest

from registry.errors import Refusal
from registry.people.arrivals import Member
from registry.people.heads import HEAD
from tests.registry.province import COUNTY, ELSEWHERE, Province, ranges_of

pytestmark = pytest.mark.anyio

SINCE = datetime.date(2023, 6, 1)
EARLIER = datetime.date(2022, 2, 1)
LATE = """SELECT household_id, relation, valid_from, valid_to FROM memberships
WHERE superseded_at = recorded_at ORDER BY valid_from"""
TODAY = (
    "SELECT household_id, person_id, relation, valid_from, valid_to FROM memberships WHERE superseded_at IS NULL"
    " ORDER BY household_id, person_id, valid_from",
    "SELECT household_id, ancestor_id, person_id, until FROM lineage ORDER BY 1, 2, 3",
    "SELECT household_id, programme, certainty FROM targets ORDER BY 1, 2",
    "SELECT id, position, name FROM persons ORDER BY id",
)


async def state(province: Province, *homes: UUID) -> list[object]:
    """Members, lineage and targets as they stand."""
    rows = [await province.ask(statement) for statement in TODAY]
    return [*rows, await province.ask("SELECT id, closed_on FROM households WHERE id = ANY($1)", list(homes))]


async def family(province: Province, **stated: object) -> tuple[UUID, Member]:
    """A household on the allowance, in which the son lives since June 2023."""
    son = province.person("子", "1995-05-05", relation="20", since=SINCE)
    home = await province.settle(province.person("父"), son, **stated)
    await province.determine(home, "subsistence_allowance")
    return home, son


async def test_a_stay_before_the_present_one_is_kept_once_and_told_and_changes_nothing_of_today(
    province: Province,
) -> None:
    home, son = await family(province)
    other = province.household(province.person("伯"))
    (there,) = await province.register(other)
    assert isinstance(there, UUID)
    before = await state(province, home, there)
    news = replace(other, members=(replace(son, relation="97", since=EARLIER, change="MOVE"),))
    for _ in range(2):
        assert await province.register(news) == [there]
    assert await state(province, home, there) == before
    assert await province.ask(LATE) == [(there, "97", EARLIER, SINCE)]
    told = "SELECT household_id, happened_on, note FROM chain_links WHERE kind = 'HOUSEHOLD_CHANGED'"
    assert await province.ask(told) == [(there, EARLIER, "MOVE")]
    await province.settle(replace(son, relation=HEAD, change="SPLIT", since=province.today))


async def test_older_data_of_a_household_name_who_has_moved_since_without_a_change(province: Province) -> None:
    home, son = await family(province)
    early = replace(son, relation=HEAD, since=EARLIER)
    entry = province.household(early, as_of=datetime.date(2022, 3, 1))
    (there,) = await province.register(entry)
    assert isinstance(there, UUID)
    assert await province.ask(LATE) == [(there, HEAD, EARLIER, SINCE)]
    closed = "SELECT closed_on, closed_reason FROM households WHERE id = $1"
    assert await province.ask(closed, there) == [(SINCE, "MOVED")]
    (refused,) = await province.register(replace(entry, as_of=province.today))
    assert isinstance(refused, Refusal)
    assert refused.code == "MEMBER_ELSEWHERE"
    assert await province.ask(closed, home) == [(None, None)]


async def test_a_stay_ends_where_the_next_one_that_is_known_begins(province: Province) -> None:
    _, son = await family(province)
    await province.settle(replace(son, relation=HEAD, change="SPLIT", since=datetime.date(2024, 2, 1)))
    there = await province.settle(replace(son, change="MOVE", since=EARLIER))
    assert await province.ask(LATE) == [(there, "20", EARLIER, SINCE)]


async def test_where_somebody_is_known_to_have_lived_is_no_news(province: Province) -> None:
    entry = province.household(province.person("父"), province.person("子", "1995-05-05", relation="20", since=SINCE))
    await province.register(entry)
    son = entry.members[1]
    await province.settle(replace(son, relation=HEAD, change="SPLIT", since=datetime.date(2024, 2, 1)))
    known = replace(entry, members=(replace(son, since=datetime.date(2023, 8, 1)),), as_of=datetime.date(2023, 9, 1))
    (outcome,) = await province.register(known)
    assert isinstance(outcome, UUID)
    assert await province.ask(LATE) == []


async def test_nobody_else_tells_where_a_person_of_another_county_lived(province: Province) -> None:
    _, son = await family(province, division=ELSEWHERE)
    news = province.household(replace(son, change="MOVE", since=EARLIER))
    (refused,) = await province.register(news, ranges=ranges_of(COUNTY))
    assert isinstance(refused, Refusal)
    assert refused.code == "MEMBER_OUTSIDE"


async def test_two_who_tell_the_same_at_once_tell_it_once(province: Province) -> None:
    _, son = await family(province)
    other = province.household(province.person("伯"))
    (there,) = await province.register(other)
    news = replace(other, members=(replace(son, relation="97", since=EARLIER, change="MOVE"),))
    assert await asyncio.gather(province.register(news), province.register(news)) == [[there], [there]]
    assert len(await province.ask(LATE)) == 1
