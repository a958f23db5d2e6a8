"""Cross-check passes: changed households few at a time, and a rule tried before it is switched on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from registry.monitoring.cross_check import CrossCheck, Tally
from registry.monitoring.cross_check_passes import check_all, drain, set_aside
from registry.store.connection import Connection
from tests.conftest import Copy
from tests.explained import rows_read, steps
from tests.registry.aid.grants import code
from tests.registry.monitoring.settled_cases import DAY, a_case, settled, standing
from tests.registry.province import Province, accepted

pytestmark = pytest.mark.anyio


async def test_changed_households_are_checked_by_the_drain(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, _ = await settled(province, copy, a_case(1))
    tally = await drain(province.act, cross_check, DAY)
    assert tally.raised == len(await standing(province, home)) > 0
    assert await province.ask("SELECT count(*) FROM unchecked") == [(0,)]
    links = await province.ask("SELECT count(*) FROM chain_links WHERE kind = 'WARNED' AND household_id = $1", home)
    assert links == [(tally.raised,)]


async def test_the_drain_lets_go_of_each_few_households_before_it_takes_the_next(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    homes = [(await settled(province, copy, a_case(number)))[0] for number in (1, 5)]
    begun = 0

    @asynccontextmanager
    async def counting() -> AsyncIterator[Connection]:
        nonlocal begun
        begun += 1
        async with province.act() as connection:
            yield connection

    await drain(counting, cross_check, DAY, chunk=1)
    assert begun == len(homes) + 1  # the last finds nothing to do
    assert all([await standing(province, home) for home in homes])


async def test_a_household_that_cannot_be_checked_is_set_aside_and_holds_up_no_other(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    held, free = [(await settled(province, copy, a_case(number)))[0] for number in (1, 5)]
    async with province.act() as somebody:
        await somebody.execute("SELECT FROM households WHERE id = $1 FOR UPDATE", [held])
        await drain(province.act, cross_check, DAY)
        assert await standing(province, free)
        assert await standing(province, held) == []
        async with province.act() as connection:
            assert await set_aside(connection) == 1
        assert await province.ask("SELECT household_id, failure, failures FROM unchecked") == [(held, "HELD", 1)]
    assert await drain(province.act, cross_check, DAY) == Tally()
    # Soon after it failed once, and an hour after it failed often.
    later = "UPDATE unchecked SET failed_at = failed_at - interval '{}', failures = {}"
    copy.by_owner(later.format("11 seconds", 20))
    assert await drain(province.act, cross_check, DAY) == Tally()
    copy.by_owner(later.format("0 seconds", 1))
    assert (await drain(province.act, cross_check, DAY)).raised == len(await standing(province, held)) > 0


async def test_a_check_of_everybody_sets_aside_whom_it_cannot_check_and_checks_the_others(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    held, free = [(await settled(province, copy, a_case(number)))[0] for number in (1, 5)]
    await province.ask("DELETE FROM unchecked RETURNING household_id")
    async with province.act() as somebody:
        await somebody.execute("SELECT FROM households WHERE id = $1 FOR NO KEY UPDATE", [held])
        await check_all(province.act, cross_check, DAY, lambda _: None)
    assert await standing(province, free)
    assert await province.ask("SELECT household_id, failure FROM unchecked") == [(held, "HELD")]


async def test_a_check_that_takes_longer_than_others_may_wait_is_set_aside(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, _ = await settled(province, copy, a_case(1))
    slow = replace(cross_check, found=f"slept AS MATERIALIZED (SELECT pg_sleep(2)), {cross_check.found}",
        evidence=cross_check.evidence.replace("FROM shown s FULL", "FROM slept, shown s FULL"))  # fmt: skip
    await drain(province.act, slow, DAY)
    assert await province.ask("SELECT household_id, failure FROM unchecked") == [(home, "TOO_LONG")]


async def test_the_same_help_many_times_is_one_warning_that_names_some_of_it(
    province: Province, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    programme = code(province, "MZ-07")
    many = [province.entry(programme, head, f"e{n}", event="fire", second="again") for n in range(120)]
    accepted(await province.feed_back("civil_affairs", *many))
    await drain(province.act, cross_check, province.today)
    warned = await province.ask(
        "SELECT cardinality(records), programmes FROM early_warnings WHERE household_id = $1 AND rule = 'duplicate'",
        home,
    )
    assert warned == [(50, [programme])]


MANY = """INSERT INTO assistance_records (id, event, external_id, period_key, {rest})
SELECT gen_random_uuid(), 'event ' || n / %(each)s, 'many ' || n, 'many ' || n, {rest}
FROM assistance_records, generate_series(%(each)s::int, %(events)s::int * %(each)s + %(each)s - 1) n WHERE external_id = 'one'"""
OTHERS = """SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attrelid = 'assistance_records'::regclass
AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname NOT IN ('id', 'event', 'external_id', 'period_key')"""


async def test_no_help_of_a_household_is_laid_beside_all_its_other_help(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    entry = province.entry(code(province, "MZ-07"), head, "one", event="fire", second="again")
    accepted(await province.feed_back("civil_affairs", entry))
    ((rest,),) = await province.ask(OTHERS)
    events, each = 500, 2
    copy.by_owner(MANY.format(rest=rest), events=events, each=each)
    ((plan,),) = await province.ask(f"EXPLAIN (ANALYZE, FORMAT JSON) {cross_check.statement}", [home], province.today)
    # Each beside all others would be a million rows; what plan PostgreSQL chooses moves the rest.
    assert max(rows_read(step) for step in steps(plan[0]["Plan"])) < 100 * events * each
    found = await province.ask(
        "SELECT count(*) FROM early_warnings WHERE household_id = $1 AND rule = 'duplicate'", home
    )
    assert found == [(events,)]


async def test_help_for_a_whole_household_and_for_a_member_is_one_warning_for_each_member(
    province: Province, cross_check: CrossCheck
) -> None:
    one, other = province.person(), province.person()
    home = await province.settle(one, other)
    allowance, single = code(province, "MZ-01"), code(province, "MZ-03")
    for n, who in enumerate((one, other)):
        entry = province.entry(single, who, f"single {n}", second="by mistake")
        accepted(await province.feed_back("civil_affairs", entry))
    accepted(await province.feed_back("civil_affairs", province.entry(allowance, one, "all", second="by mistake")))
    await drain(province.act, cross_check, province.today)
    warned = await province.ask(
        "SELECT person_id, cardinality(records) FROM early_warnings WHERE household_id = $1 AND rule = 'duplicate'"
        " AND $2 = ANY(programmes)", home, allowance)  # fmt: skip # one question
    assert sorted(warned) == sorted([(await province.id_of(one), 2), (await province.id_of(other), 2)])


async def test_a_cross_check_during_feedback_neither_loses_the_help_nor_warns_of_it(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, members = await settled(province, copy, a_case(1))
    missed = [province.catalogue.numbered[number] for number in ("JY-03", "YB-04")]
    who = {"JY-03": members["C"], "YB-04": members["A"]}
    await asyncio.gather(
        *(drain(province.act, cross_check, DAY) for _ in range(3)),
        *(
            province.feed_back(one.department, province.entry(one.code, who[one.number], f"race-{one.number}"))
            for one in missed
        ),
    )
    await drain(province.act, cross_check, DAY)
    options = [programmes for _, _, programmes, *_ in await standing(province, home)]
    assert all([one.code] not in options for one in missed)
    given = await province.ask("SELECT count(*) FROM assistance_records WHERE external_id LIKE 'race-%'")
    assert given == [(2,)]
