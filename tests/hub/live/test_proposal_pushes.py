"""Proposals over a socket: who decides is told that something waits, who entered it what became of it."""

from typing import Any

import pytest

from tests.hub.live.test_subscriptions import conversation, in_thread, start, subscribe, told
from tests.hub_running import ELSEWHERE, Running
from tests.schema.register.proposed_acts import ACTS, sent
from tests.schema.register.test_proposals import decided, entered

pytestmark = pytest.mark.anyio

PUSHED = """subscription ($since: String) { proposalPushed(since: $since) {
  cursor proposal { id act state mine reason household { id } } } }"""


async def pushed(socket: Any) -> Any:
    message = await told(socket)
    assert message["type"] == "next", message
    return message["payload"]["data"]["proposalPushed"]


async def test_what_waits_is_told_and_what_became_of_it(hub: Running) -> None:
    since = start(hub)
    async with conversation(hub, "reviewer") as deciding, conversation(hub, "township") as entering:
        await subscribe(deciding, PUSHED, since=since)
        await subscribe(entering, PUSHED, since=since)
        id = await in_thread(entered, hub, "endDetermination")
        first, own = await pushed(deciding), await pushed(entering)
        assert {name: first["proposal"][name] for name in ("id", "act", "state", "mine")} == {
            "id": id, "act": "endDetermination", "state": "WAITING", "mine": False,
        }  # fmt: skip # as whoever decides finds it
        assert own["proposal"]["mine"]
        assert await in_thread(decided, hub, "reviewer", id, decision="RETURN", reason="no paper") == ["RETURNED"]
        back = await pushed(entering)
        assert (back["proposal"]["state"], back["proposal"]["reason"]) == ("RETURNED", "no paper")
    async with conversation(hub, "township") as later:
        await subscribe(later, PUSHED, since=own["cursor"])
        assert (await pushed(later))["cursor"] == back["cursor"]


async def test_what_is_refused_or_taken_back_is_told_to_nobody(hub: Running) -> None:
    id = await in_thread(entered, hub, "voidDetermination")
    since = start(hub)
    assert await in_thread(decided, hub, "reviewer", id) == [("NOT_REVIEWED", "items[0].proposal")]
    other = await in_thread(entered, hub, "leaveHousehold")
    async with conversation(hub, "reviewer") as socket:
        await subscribe(socket, PUSHED, since=since)
        assert (await pushed(socket))["proposal"]["id"] == other


async def test_a_stranger_is_told_nothing(hub: Running) -> None:
    since = start(hub)
    await in_thread(entered, hub, "endDetermination")
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, PUSHED, since=since)
        (error,) = (await told(socket))["payload"]
        assert error["extensions"]["code"] == "MISSING_SCOPE"
    async with conversation(hub, "reviewer elsewhere") as socket:
        await subscribe(socket, PUSHED, since=since)
        await in_thread(elsewhere, hub)
        told_there = (await pushed(socket))["proposal"]
        assert told_there["act"] == "openNames"


def elsewhere(hub: Running) -> None:
    """Something that lies in the other county."""
    arguments = ACTS["openNames"](hub)
    outcome = sent(hub, "reviewer elsewhere", "openNames", {"input": {**arguments["input"], "division": ELSEWHERE}})
    assert outcome["__typename"] == "Proposed", outcome
