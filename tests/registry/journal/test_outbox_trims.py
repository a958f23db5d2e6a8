"""Trims of the outbox: what was told long ago goes, and whoever has not read that far is told so."""

import datetime

import psycopg
import pytest

from registry.journal import outbox_trims
from tests.hub.live.test_subscriptions import conversation, in_thread, pushed, start, subscribe, told
from tests.hub_running import Running
from tests.schema.matters.test_matters import family, referred

AHEAD = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)


def trim(hub: Running, than: datetime.datetime) -> int:
    with psycopg.connect(hub.owner, autocommit=True) as owner:
        outbox_trims.remember(owner, than)
        return outbox_trims.take_out(owner, than)


@pytest.mark.anyio
async def test_who_has_read_goes_on_and_who_has_not_is_told(hub: Running) -> None:
    since = start(hub)
    one = await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=since)
        read = (await pushed(socket))["cursor"]
    assert await in_thread(trim, hub, AHEAD) > 0
    two = await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    assert one["id"] != two["id"]
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=read)
        assert (await pushed(socket))["referral"]["id"] == two["id"]
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=since)
        message = await told(socket)
        assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", "CURSOR_TRIMMED")
