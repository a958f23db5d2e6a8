"""Leaving a household: what goes on for who has left is a lead for a person, and nobody lives in two places."""

import datetime
from dataclasses import replace
from uuid import UUID

import pytest

from registry.monitoring.cross_check import CrossCheck
from registry.people.arrivals import Member
from registry.people.leaving import Leaving, leave
from registry.people.person_locks import lock_people
from tests.registry.aid.grants import grant
from tests.registry.monitoring.settled_cases import checked
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

OVERLAPPING = """SELECT count(*) FROM memberships a JOIN memberships b ON a.person_id = b.person_id AND a.id < b.id
WHERE a.superseded_at IS NULL AND b.superseded_at IS NULL
  AND daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)"""


async def left(province: Province, member: Member, reason: str, on: str = "2024-03-10") -> UUID:
    leaving = Leaving(await province.id_of(member), None, datetime.date.fromisoformat(on), reason, None, None)
    async with province.act() as connection:
        home = await leave(connection, province.catalogue, "civil_affairs", leaving)
        await province.maintenance.recompute(connection, [home], province.today)
    return home


@pytest.mark.parametrize(("reason", "rule"), [("DEATH", "death"), ("EMIGRATION", "not_matching")])
async def test_help_that_goes_on_for_who_has_left_is_a_lead(province: Province, reason: str, rule: str) -> None:
    cross_check = CrossCheck.of(province.catalogue)
    head, mother = province.person("户甲"), province.person("母乙", "1940-01-01", relation="51")
    home = await province.settle(head, mother)
    who = await province.id_of(mother)
    await province.determine(home, "extreme_hardship", who, support="dispersed")
    await grant(province, "MZ-05", mother, "a")
    assert rule not in {row[0] for row in await checked(province, cross_check, home)}
    await left(province, mother, reason)
    assert (rule, who) in {(row[0], row[1]) for row in await checked(province, cross_check, home)}
    standing = "SELECT count(*) FROM determinations WHERE person_id = $1 AND valid_to IS NULL AND superseded_at IS NULL"
    assert await province.ask(standing, who) == [(1,)]


async def test_two_moves_on_one_day_and_a_return_leave_nobody_in_two_places(province: Province) -> None:
    day = datetime.date(2024, 3, 4)
    son = province.person("子", "2000-01-01", since=datetime.date(2020, 1, 1))
    await province.settle(province.person("父"), replace(son, relation="20"))
    await province.settle(replace(son, since=day, change="SPLIT"))
    last = await province.settle(province.person("妻"), replace(son, since=day, relation="11", change="MERGE"))
    assert await province.ask(OVERLAPPING) == [(0,)]
    assert await left(province, son, "IMPRISONMENT", "2024-03-04") == last
    async with province.act() as connection:
        held = (await lock_people(connection, [son.index]))[son.index]
    assert (held.household, held.left_on, held.lives_in) == (last, day, None)
    back = await province.settle(replace(son, since=day))
    assert await province.ask(OVERLAPPING) == [(0,)]
    async with province.act() as connection:
        held = (await lock_people(connection, [son.index]))[son.index]
    assert held.lives_in == back
