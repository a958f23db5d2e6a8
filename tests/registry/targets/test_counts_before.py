"""A database from before there were counts is counted when it is brought up to this program."""

import psycopg
import pytest

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from registry.targets.counts import counted
from tests.conftest import FOLDERS, TEMPLATE, Copy
from tests.registry.province import PROVINCE, Province

pytestmark = pytest.mark.anyio

COUNTED = f"{counted('$1::int8multirange')} ORDER BY programme"


async def test_what_was_recorded_before_there_were_counts_is_counted(province: Province, copy: Copy) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance")
    programme = "civil_affairs.rural_subsistence_allowance"
    await province.feed_back("civil_affairs", province.entry(programme, head, "a", happened_on="2024-01-01"))
    end = {"status": "ENDED", "record": "a", "reason": "x", "happened_on": "2098-01-01"}
    await province.feed_back("civil_affairs", province.entry(programme, head, "e", **end))
    before = await province.ask(COUNTED, PROVINCE)
    assert (programme, 1, 0, 1) in before
    migrations.downgrade(copy.owner, FOLDERS, "spine@spine_0002")
    with psycopg.connect(copy.owner) as connection:
        connection.execute("UPDATE households SET recompute_on = '2099-01-01'")
    metadata = declared(load(discover()))
    migrations.upgrade(copy.owner, FOLDERS, metadata, Roles.of(TEMPLATE))
    assert await province.ask(COUNTED, PROVINCE) == before
    assert await province.ask("SELECT helped FROM targets WHERE programme = $1", programme) == [(True,)]
    assert await province.ask("SELECT recompute_on::text FROM households") == [("2098-01-01",)]
    await province.feed_back("civil_affairs", province.entry(programme, head, "b", second="again"))
    assert await province.ask(COUNTED, PROVINCE) == before
