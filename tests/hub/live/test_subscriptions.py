"""Subscriptions over real sockets: what is pushed is told at once, nothing is lost, and a stranger hears nothing."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import psycopg
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from hub.live import outbox_listener
from registry.matters import reminders
from registry.store.connection import Connection
from tests.hub_running import HOME, TODAY, Asker, Running
from tests.schema.matters.test_matters import family, referred, step

pytestmark = pytest.mark.anyio

PUSHED = """subscription ($since: String) { referralPushed(since: $since) {
  cursor referral { id state household { id } } } }"""
TOLD = """INSERT INTO outbox (id, topic, subject_id, department, household_id, position)
SELECT gen_random_uuid(), 'referral', id, 'education_aid', household_id, position FROM matters WHERE id = %s"""
SOON = 10


@asynccontextmanager
async def conversation(hub: Running, who: str | None) -> AsyncIterator[ClientConnection]:
    """A socket that has been opened with somebody's token."""
    url = hub.url.replace("http", "ws") + "/graphql"
    async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        payload = {"Authorization": f"Bearer {hub[who].token}"} if who else {}
        await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
        assert json.loads(await socket.recv()) == {"type": "connection_ack"}
        yield socket


async def subscribe(socket: ClientConnection, query: str = PUSHED, id: str = "1", **variables: Any) -> None:
    payload = {"query": query, "variables": variables}
    await socket.send(json.dumps({"id": id, "type": "subscribe", "payload": payload}))


async def told(socket: ClientConnection) -> Any:
    async with asyncio.timeout(SOON):
        return json.loads(await socket.recv())


async def pushed(socket: ClientConnection) -> Any:
    message = await told(socket)
    assert message["type"] == "next", message
    return message["payload"]["data"]["referralPushed"]


def start(hub: Running) -> str:
    """The cursor of now."""
    ((xid,),) = hub.rows("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
    return f"{xid}.00000000-0000-0000-0000-000000000000"


async def in_thread(act: Any, *given: Any, **stated: Any) -> Any:
    return await asyncio.to_thread(act, *given, **stated)


async def test_a_referral_is_told_at_once_and_every_change_of_its_state(hub: Running) -> None:
    home = await in_thread(family, hub, hub.number())
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=start(hub))
        referral = await in_thread(referred, hub, home)
        first = await pushed(socket)
        assert first["referral"] == {"id": referral["id"], "state": "PUSHED", "household": {"id": home}}
        await in_thread(step, hub, "acceptReferral", "education_aid here", id=referral["id"])
        assert (await pushed(socket))["referral"]["state"] == "ACCEPTED"


async def test_the_sender_is_told_of_its_own_step_and_of_each_of_the_receivers(hub: Running) -> None:
    home = await in_thread(family, hub, hub.number())
    async with conversation(hub, "civil_affairs here") as socket:
        await subscribe(socket, since=start(hub))
        referral = await in_thread(referred, hub, home)
        back = {"id": referral["id"], "returnReason": "INCOMPLETE", "returnNote": "which school?"}
        await in_thread(step, hub, "returnReferral", "education_aid here", **back)
        assert await pushed(socket) is not None
        told = [(await pushed(socket))["referral"]]
        await in_thread(step, hub, "referAgain", "civil_affairs here", id=referral["id"], note="the first")
        told.append((await pushed(socket))["referral"])
        (line,) = (await in_thread(step, hub, "acceptReferral", "education_aid here", id=referral["id"]))["lines"]
        told.append((await pushed(socket))["referral"])
        answers = [{"line": line["id"], "answer": "NOT_ELIGIBLE", "reason": "another stage"}]
        await in_thread(step, hub, "answerReferral", "education_aid here", id=referral["id"], answers=answers)
        told.append((await pushed(socket))["referral"])
    states = ["RETURNED", "PUSHED", "ACCEPTED", "ANSWERED"]
    assert told == [{"id": referral["id"], "state": state, "household": {"id": home}} for state in states]


DUE = "UPDATE matters SET due_on = %s WHERE id = %s RETURNING id"
DEADLINES = """subscription ($since: String) { referralPushed(since: $since) {
  referral { id state dueOn remindedOn escalatedOn } } }"""


async def watch_deadlines(hub: Running) -> None:
    """What the hub's upkeep does every hour."""
    whole = await Connection.connect(hub.owner, autocommit=True, cursor_factory=psycopg.AsyncRawCursor)
    async with whole, whole.transaction():
        await reminders.watch(whole, hub.catalogue, TODAY)


async def told_of(socket: ClientConnection, referral: str) -> Any:
    """The next that is told of a referral; others' deadlines are watched too."""
    while (one := (await pushed(socket))["referral"])["id"] != referral:
        pass
    return one


async def test_both_sides_and_the_level_above_are_told_when_a_deadline_comes_and_when_it_has_passed(
    hub: Running,
) -> None:
    id = (await in_thread(referred, hub, await in_thread(family, hub, hub.number())))["id"]
    async with AsyncExitStack() as stack:
        sides = ("education_aid here", "civil_affairs here", "civil_affairs")
        sockets = [await stack.enter_async_context(conversation(hub, who)) for who in sides]
        for socket in sockets:
            await subscribe(socket, DEADLINES, since=start(hub))
        told = {"id": id, "state": "PUSHED", "remindedOn": None, "escalatedOn": None}
        for day, is_told in (
            ("2024-03-18", {"remindedOn": "2024-03-15"}),
            ("2024-03-01", {"escalatedOn": "2024-03-15"}),
        ):
            told |= {"dueOn": day, **is_told}
            hub.rows(DUE, day, id)
            await watch_deadlines(hub)
            assert [await told_of(socket, id) for socket in sockets] == [told] * 3
    assert hub.rows("SELECT step FROM matter_steps WHERE matter_id = %s ORDER BY id", id) == [
        ("refer",), ("remind",), ("escalate",),
    ]  # fmt: skip # one after the other


async def test_a_sender_hears_nothing_of_what_another_county_sent(hub: Running) -> None:
    home = await in_thread(family, hub, hub.number())
    async with conversation(hub, "civil_affairs elsewhere") as socket:
        await subscribe(socket, since=start(hub))
        await in_thread(referred, hub, home)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await socket.recv()


async def test_whoever_was_away_goes_on_behind_the_cursor(hub: Running) -> None:
    since = start(hub)
    one = await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=since)
        first = await pushed(socket)
        assert first["referral"]["id"] == one["id"]
    two = await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=first["cursor"])
        assert (await pushed(socket))["referral"]["id"] == two["id"]


async def test_from_the_cursor_of_a_list_on_nothing_is_missed_and_nothing_told_that_stood_in_it(hub: Running) -> None:
    who = hub["education_aid here"]
    one = await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    listed = (await in_thread(who.ask, "{ referrals(first: 200) { pushCursor nodes { id state } } }"))["referrals"]
    assert {"id": one["id"], "state": "PUSHED"} in listed["nodes"]
    two = await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    await in_thread(step, hub, "acceptReferral", "education_aid here", id=one["id"])
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=listed["pushCursor"])
        told = [(await pushed(socket))["referral"] for _ in range(2)]
    assert [(one["id"], one["state"]) for one in told] == [(two["id"], "PUSHED"), (one["id"], "ACCEPTED")]


async def test_since_0_begins_with_the_first_there_is(hub: Running) -> None:
    await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    ((first,),) = hub.rows(
        "SELECT changed_xid || '.' || id FROM outbox WHERE department = 'education_aid' AND position / 1000000 = %s"
        " ORDER BY changed_xid, id LIMIT 1",
        int(HOME) // 1000000,
    )
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since="0")
        assert (await pushed(socket))["cursor"] == first


async def test_a_subscriber_waits_while_its_connections_are_gone_and_is_told_then(hub: Running) -> None:
    away = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND right(usename, 4) = '_app'"""
    home = await in_thread(family, hub, hub.number())
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=start(hub))
        for _ in range(3):
            hub.rows(away)
            await asyncio.sleep(0.3)
        referral = await in_thread(referred, hub, home)
        assert (await pushed(socket))["referral"]["id"] == referral["id"]


def waiting(hub: Running, table: str) -> int:
    """The process that waits for a table which is locked."""
    while not (found := hub.rows("SELECT pid FROM pg_locks WHERE NOT granted AND relation = %s::regclass", table)):
        time.sleep(0.02)
    return int(found[0][0])


async def test_who_comes_back_while_the_database_is_away_waits_and_is_told_then(hub: Running) -> None:
    home = await in_thread(family, hub, hub.number())
    with psycopg.connect(hub.owner) as owner:
        owner.execute("LOCK TABLE outbox_trims")
        async with conversation(hub, "education_aid here") as socket:
            await subscribe(socket, since=start(hub))
            hub.rows("SELECT pg_terminate_backend(%s)", await in_thread(waiting, hub, "outbox_trims"))
            owner.rollback()
            referral = await in_thread(referred, hub, home)
            assert (await pushed(socket))["referral"]["id"] == referral["id"]


async def test_what_comes_while_something_is_being_told_is_told_right_after(
    hub: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_listener, "POLL", 60)
    referral = await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    async with conversation(hub, "education_aid here") as socket:
        told = "SELECT changed_xid || '.' || id FROM outbox WHERE subject_id = %s AND department = 'education_aid'"
        ((since,),) = hub.rows(told, referral["id"])
        await subscribe(socket, since=since)
        with psycopg.connect(hub.owner) as held, psycopg.connect(hub.owner, autocommit=True) as owner:
            held.execute("LOCK TABLE access_log IN EXCLUSIVE MODE")
            owner.execute(f"LISTEN {outbox_listener.CHANNEL}")
            owner.execute(TOLD, [referral["id"]])
            await in_thread(waiting, hub, "access_log")
            owner.execute(TOLD, [referral["id"]])
            assert list(owner.notifies(timeout=1))
        assert [(await pushed(socket))["referral"]["id"] for _ in range(2)] == [referral["id"]] * 2


async def test_who_commits_late_is_not_passed_over(hub: Running) -> None:
    home = await in_thread(family, hub, hub.number())
    referral = await in_thread(referred, hub, home)
    since = start(hub)
    late = psycopg.connect(hub.owner)
    late.execute(TOLD, [referral["id"]])
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=since)
        await in_thread(step, hub, "acceptReferral", "education_aid here", id=referral["id"])
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await socket.recv()
        late.commit()
        late.close()
        assert [(await pushed(socket))["referral"]["id"] for _ in range(2)] == [referral["id"]] * 2


async def test_another_department_or_county_hears_nothing(hub: Running) -> None:
    since = start(hub)
    for who in ("housing", "education_aid elsewhere"):
        async with conversation(hub, who) as socket:
            await subscribe(socket, since=since)
            await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(1.5):
                    await socket.recv()


async def test_without_the_scope_the_subscription_is_refused_by_name(hub: Running) -> None:
    async with conversation(hub, "reader") as socket:
        await subscribe(socket)
        message = await told(socket)
        assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", "MISSING_SCOPE")


async def test_over_a_plain_request_it_is_said_how_to_subscribe(hub: Running) -> None:
    assert await in_thread(hub["education_aid here"].refused, PUSHED) == ["SUBSCRIBE_OTHERWISE"]


async def test_a_delivery_stands_in_the_access_log(hub: Running) -> None:
    home = await in_thread(family, hub, hub.number())
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since=start(hub))
        await in_thread(referred, hub, home)
        await pushed(socket)
    assert hub.rows(
        "SELECT count(*) > 0 FROM access_log WHERE department = 'education_aid' AND %s = ANY(subjects)", home
    ) == [(True,)]


def let_in(who: Asker) -> None:
    """Until the hub has read that the client is enabled again."""
    while who.post("{ me { client } }").status_code != 200:
        time.sleep(0.2)


async def test_a_client_that_is_disabled_is_cut_off(hub: Running) -> None:
    who = hub["education_aid here"]
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket)
        ((client,),) = hub.rows(
            "SELECT client_id FROM oauth_clients WHERE department = 'education_aid' AND divisions = ARRAY[%s]", HOME
        )
        hub.rows("UPDATE oauth_clients SET disabled_at = now() WHERE client_id = %s RETURNING 1", client)
        try:
            async with asyncio.timeout(3 * SOON):
                with pytest.raises(ConnectionClosed) as closed:
                    await socket.recv()
            assert closed.value.rcvd is not None
            assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4403, "Forbidden: CLIENT_DISABLED")
        finally:
            hub.rows("UPDATE oauth_clients SET disabled_at = NULL WHERE client_id = %s RETURNING 1", client)
            await in_thread(let_in, who)
