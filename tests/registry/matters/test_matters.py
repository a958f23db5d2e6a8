"""Matters: seen by the county where the household lives and by the one that handles it, and by no other."""

import psycopg
import pytest

from tests.registry.matters.steps import referred
from tests.registry.province import COUNTY, DIVISIONS, ELSEWHERE, Province, ranges_of

pytestmark = pytest.mark.anyio

TABLES = ("matters", "matter_lines", "matter_steps", "outbox")


async def counties_that_see(province: Province, table: str) -> set[str]:
    counties = [division for division in DIVISIONS if not division.endswith("00000000")]
    return {county for county in counties if await province.ask(f"SELECT FROM {table}", ranges=ranges_of(county))}


async def test_a_matter_is_seen_at_home_and_nowhere_else(province: Province) -> None:
    await referred(province, await province.settle(province.person()))
    assert {table: await counties_that_see(province, table) for table in TABLES} == {t: {COUNTY} for t in TABLES}


async def test_what_is_handled_elsewhere_is_seen_there_too(province: Province) -> None:
    await referred(province, await province.settle(province.person()), handling=int(ELSEWHERE))
    both = {COUNTY, ELSEWHERE}
    assert {table: await counties_that_see(province, table) for table in TABLES} == dict.fromkeys(TABLES, both)


async def test_a_stranger_changes_nothing_and_nobody_takes_a_matter_out(province: Province) -> None:
    await referred(province, await province.settle(province.person()))
    change = "UPDATE matters SET state = 'CLOSED' RETURNING id"
    assert await province.ask(change, ranges=ranges_of(ELSEWHERE)) == []
    for table in TABLES:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await province.ask(f"DELETE FROM {table}")


async def test_what_a_step_has_said_is_not_written_over(province: Province) -> None:
    await referred(province, await province.settle(province.person()))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await province.ask("UPDATE matter_steps SET content = '{}'")
