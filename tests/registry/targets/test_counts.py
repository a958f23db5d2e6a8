"""The counts that `coverage` sums up equal a direct count, whatever is done and whoever does it at the same time."""

import asyncio
import datetime
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg
import pytest

from registry.people.registration import Entry, Member
from registry.targets import counts
from registry.targets.sweep import sweep
from tests.registry.province import COUNTY, Province

pytestmark = pytest.mark.anyio

VILLAGES = ("621102001001", "621102001002", "621102002001", "621103000001", "620102001001", "620102999999")
BORDERS = sorted({620000000000, 620103000000, 621102000000, 621102001000, 621102001002, 621102002000, 621102777777,
                  *(int(village) for village in VILLAGES), 630000000000})  # fmt: skip
DIRECT = """SELECT t.programme, count(*) FILTER (WHERE certainty = 'MET'), count(*) FILTER (WHERE certainty = 'UNKNOWN'),
  count(*) FILTER (WHERE certainty = 'MET' AND EXISTS (SELECT FROM assistance_records r
    WHERE (r.household_id = t.household_id OR EXISTS (SELECT FROM lineage l WHERE l.household_id = t.household_id
        AND l.ancestor_id = r.household_id AND l.undone_at IS NULL AND (l.person_id = r.person_id
          OR r.person_id IS NULL AND (r.happened_on < l.until OR r.recorded_at < l.recorded_at)
          AND (SELECT array_agg(s.person_id) FROM memberships s WHERE s.household_id = l.ancestor_id
              AND s.superseded_at IS NULL AND coalesce(s.valid_to, 'infinity') >= l.until)
            <@ (SELECT array_agg(k.person_id) FROM lineage k WHERE k.household_id = l.household_id
              AND k.ancestor_id = l.ancestor_id AND k.undone_at IS NULL))))
      AND r.programme = t.programme AND r.person_id IS NOT DISTINCT FROM t.person_id AND r.status = 'GRANTED' AND r.starts <= $2 AND (r.ends IS NULL OR $2 < r.ends)
      AND (r.ended_on IS NULL OR $2 < r.ended_on)))
FROM targets t WHERE until IS NULL AND position <@ $1::int8multirange GROUP BY t.programme ORDER BY t.programme"""
COUNTED = f"{counts.counted('$1::int8multirange')} ORDER BY programme"
EVERYWHERE = "{[620000000000,630000000000)}"
CHANGED = "SELECT max(changed_xid::text::bigint) FROM targets"


@pytest.fixture
async def villages(owner: psycopg.AsyncConnection) -> None:
    for code in VILLAGES:
        await owner.execute(
            "INSERT INTO divisions (code, name, level, lo, hi, valid_from) VALUES (%s, 'v', 'x', %s, %s, '2000-01-01')",
            [code, int(code), int(code) + 1],
        )


async def equal(province: Province, ranges: str = EVERYWHERE) -> list[Any]:
    """The counts of these ranges, which a direct count must confirm."""
    counted = await province.ask(COUNTED, ranges)
    assert counted == await province.ask(DIRECT, ranges, province.today), ranges
    return counted


async def fold(province: Province) -> None:
    async with province.act() as connection:
        await counts.fold(connection)


class Life:
    """Random acts of departments upon a few households."""

    def __init__(self, province: Province, seed: int) -> None:
        self.province, self.dice = province, random.Random(seed)
        self.entries: list[Entry] = []
        self.homes: list[UUID] = []
        self.granted: list[tuple[str, Member, str]] = []
        self.ids = iter(range(10_000))

    async def go(self) -> None:
        acts = (self.settle, self.grant, self.grant, self.change, self.fact, self.split, self.move, self.days)
        await self.dice.choice((*acts, self.fold) if self.entries else (self.settle,))()

    async def settle(self) -> None:
        p, dice = self.province, self.dice
        people = [
            p.person(f"人{next(self.ids)}", dice.choice(("1950-05-05", "1985-01-01", "2010-09-01"))) for _ in "ab"
        ]
        entry = p.household(*people, division=dice.choice(VILLAGES))
        (home,) = await p.register(entry)
        assert isinstance(home, UUID)
        self.entries.append(entry)
        self.homes.append(home)
        await p.determine(home, dice.choice(("subsistence_allowance", "near_subsistence")))

    def somebody(self) -> Member:
        return self.dice.choice(self.dice.choice(self.entries).members)

    async def grant(self) -> None:
        p, dice, person = self.province, self.dice, self.somebody()
        code = dice.choice(
            [g for g in p.catalogue.programmes if g.startswith(("civil_affairs", "education_aid", "disabled"))]
        )
        ext = f"g{next(self.ids)}"
        on = p.today - datetime.timedelta(days=dice.randrange(-20, 60))
        entry = p.entry(code, person, ext, happened_on=on.isoformat(), division=dice.choice(VILLAGES), second="again")
        await p.feed_back(code.partition(".")[0], entry)
        self.granted.append((code, person, ext))

    async def change(self) -> None:
        if not self.granted:
            return
        p, dice = self.province, self.dice
        code, person, ext = dice.choice(self.granted)
        ((division,),) = await p.ask("SELECT division FROM assistance_records WHERE external_id = $1", ext) or [
            (COUNTY,)
        ]
        on = p.today + datetime.timedelta(days=dice.randrange(0, 20))
        status = dice.choice(("ENDED", "ENDED", "ADJUSTED"))
        end = p.entry(code, person, f"e{next(self.ids)}", status=status, record=ext, reason="x", division=division,
                      happened_on=on.isoformat())  # fmt: skip
        await p.feed_back(code.partition(".")[0], end)

    async def fact(self) -> None:
        p, person = self.province, self.somebody()
        if self.dice.random() < 0.5:
            await p.report("education_aid", person, student_stage=self.dice.choice(("SENIOR", "COMPULSORY", None)))
        else:
            await p.report("disabled_federation", person, disabled=True, disability_grade=self.dice.choice((1, 3)))

    async def split(self) -> None:
        person = replace(self.somebody(), change="SPLIT", since=self.province.today)
        entry = self.province.household(person, division=self.dice.choice(VILLAGES))
        (home,) = await self.province.register(entry)
        if isinstance(home, UUID):
            self.entries.append(entry)

    async def move(self) -> None:
        n, division = self.dice.randrange(len(self.entries)), self.dice.choice(VILLAGES)
        self.entries[n] = replace(self.entries[n], division=division, position=int(division))
        await self.province.register(replace(self.entries[n], members=()))

    async def days(self) -> None:
        p = self.province
        p.today += datetime.timedelta(days=self.dice.randrange(1, 25))
        await sweep(p.act, p.maintenance, p.today, lambda _: None)

    async def fold(self) -> None:
        await fold(self.province)


@pytest.mark.usefixtures("villages")
@pytest.mark.parametrize("seed", range(4))
async def test_after_any_acts_the_counts_of_any_place_equal_a_direct_count(province: Province, seed: int) -> None:
    for choice in ("heating", "funeral", "margin_disability_extension"):  # so that much of what is granted has a target
        await province.switch_on(choice, "620000000000")
    life = Life(province, seed)
    for _ in range(50):
        await life.go()
        await equal(province)
    for _ in range(2):
        for lo in BORDERS:
            for hi in BORDERS[BORDERS.index(lo) + 1 :]:
                await equal(province, f"{{[{lo},{hi})}}")
        await equal(province, "{[620102000000,620102001002),[621102001000,621102001002),[621102002001,621103000002)}")
        await fold(province)
    assert any(helped for *_, helped in await equal(province)), "somebody must be helped, or nothing is tested"
    async with province.act() as connection:
        assert await counts.recount(connection) == 0


async def household_with_help(province: Province, ext: str = "a") -> tuple[UUID, Member]:
    head = province.person(f"户主{ext}")
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance")
    await allowance(province, head, ext)
    return home, head


async def allowance(province: Province, head: Member, ext: str, **stated: Any) -> None:
    stated = {"happened_on": "2024-01-01", **stated}
    await province.feed_back(
        "civil_affairs", province.entry("civil_affairs.rural_subsistence_allowance", head, ext, **stated)
    )


async def helped(province: Province) -> int:
    rows = {programme: helped for programme, _, _, helped in await equal(province)}
    return int(rows["civil_affairs.rural_subsistence_allowance"])


async def test_help_that_comes_is_counted_and_is_no_change_of_the_target(province: Province) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance")
    before = await province.ask(CHANGED)
    await allowance(province, head, "a")
    assert await helped(province) == 1
    assert await province.ask(CHANGED) == before


async def test_help_that_ends_on_a_day_to_come_is_counted_until_then(province: Province) -> None:
    _, head = await household_with_help(province)
    await allowance(province, head, "e", status="ENDED", record="a", reason="x", happened_on="2024-04-10")
    assert await helped(province) == 1
    for day, count in (("2024-04-09", 1), ("2024-04-10", 0)):
        province.today = datetime.date.fromisoformat(day)
        await sweep(province.act, province.maintenance, province.today, lambda _: None)
        assert await helped(province) == count


async def test_who_left_a_household_can_end_its_help(province: Province) -> None:
    head, wife = province.person("甲"), province.person("乙")
    home = await province.settle(head, wife)
    await province.determine(home, "subsistence_allowance")
    await allowance(province, head, "a")
    await province.settle(replace(head, change="SPLIT", since=province.today))
    assert await helped(province) == 1
    await allowance(province, head, "e", status="ENDED", record="a", reason="x", happened_on="2024-03-01")
    assert await helped(province) == 0


@pytest.mark.usefixtures("villages")
async def test_two_writers_in_one_place_do_not_wait_for_each_other(province: Province) -> None:
    _, (_, second) = [await household_with_help(province, ext) for ext in "ab"]
    await fold(province)
    async with province.act() as slow:
        await slow.execute("SET LOCAL lock_timeout = '200ms'")
        await slow.execute("UPDATE targets SET helped = false WHERE helped AND household_id = (SELECT household_id"
                           " FROM persons p JOIN memberships m ON m.person_id = p.id WHERE p.name = '户主a')")  # fmt: skip
        end = {"status": "ENDED", "record": "b", "reason": "x", "happened_on": "2024-03-01"}
        await asyncio.wait_for(allowance(province, second, "e", **end), 3)
        await asyncio.wait_for(fold(province), 3)
        assert [row[3] for row in await equal(province) if row[0].endswith("rural_subsistence_allowance")] == [1]
    await fold(province)
    counted = {row[0]: row[3] for row in await province.ask(COUNTED, EVERYWHERE)}
    assert counted["civil_affairs.rural_subsistence_allowance"] == 0
    assert await province.ask("SELECT count(*) FROM target_deltas") == [(0,)]


async def test_folding_changes_no_count_while_others_write(province: Province) -> None:
    people = [(await household_with_help(province, f"{n}"))[1] for n in range(6)]

    async def end(n: int, person: Member) -> None:
        await allowance(province, person, f"e{n}", status="ENDED", record=f"{n}", reason="x", happened_on="2024-03-01")

    await asyncio.gather(
        *(end(n, person) for n, person in enumerate(people)), *(fold(province) for _ in range(3)), recount(province)
    )
    assert await helped(province) == 0
    await fold(province)
    assert await helped(province) == 0


async def recount(province: Province) -> int:
    async with province.act() as connection:
        return await counts.recount(connection)


async def test_a_recount_puts_right_what_was_changed_past_the_program(
    province: Province, owner: psycopg.AsyncConnection
) -> None:
    await household_with_help(province)
    await fold(province)
    await owner.execute("UPDATE target_counts SET met = 7 WHERE grain = 1")
    await owner.execute("DELETE FROM target_counts WHERE grain > 1")
    assert await recount(province) > 0
    for ranges in wide_and_narrow():
        await equal(province, ranges)
    assert await recount(province) == 0


def wide_and_narrow() -> Iterator[str]:
    home = int(COUNTY)
    for lo, hi in ((home, home + 1), (home, home + 1000), (home, home + 1_000_000)):
        yield f"{{[{lo},{hi})}}"


async def test_who_sees_a_part_of_a_block_does_not_see_its_count(province: Province) -> None:
    await household_with_help(province)
    await fold(province)
    for seen, ranges in zip((1, 2, 3), wide_and_narrow(), strict=True):
        async with province.act(ranges=ranges) as connection:
            rows = await connection.execute("SELECT DISTINCT grain FROM target_counts")
            assert len(await rows.fetchall()) == seen
