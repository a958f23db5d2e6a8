"""Registration: households and their members enter the register, or are brought up to date in it."""

import asyncio
from dataclasses import replace

import psycopg
import pytest

from registry.people.registration import Outcome, register
from tests.conftest import Copy
from tests.registry.province import COUNTY, ELSEWHERE, Province, counting, ranges_of

pytestmark = pytest.mark.anyio


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


async def test_who_registers_sees_no_further_afterwards(province: Province) -> None:
    await province.settle(province.person("外"), division=ELSEWHERE)
    async with province.act(ranges=ranges_of(COUNTY)) as connection:
        await register(
            connection, province.catalogue, province.vault, "civil_affairs", [province.household(province.person("甲"))]
        )
        rows = await (await connection.execute("SELECT name FROM persons")).fetchall()
    assert rows == [("甲",)]


async def test_two_batches_at_once_register_a_number_once(province: Province) -> None:
    entries = [province.household(province.person("甲")), province.household(province.person("乙", relation="10"))]
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
                await register(connection, province.catalogue, province.vault, "civil_affairs", entries)
        counts.append(count.statements)
    assert counts[0] == counts[1]
