"""Progress: a file and a job are followed to their end by whose they are, and by nobody else."""

import asyncio
import json
from typing import Any

import pytest

from tests.hub.files.sheets import line, sent, sheet
from tests.hub.live.test_subscriptions import SOON, conversation, in_thread, subscribe
from tests.hub_running import Running
from tests.schema.jobs.test_acts import started

FILE = "subscription ($of: ID!) { importProgress(id: $of) { id state done of accepted refused } }"
JOB = "subscription ($of: ID!) { jobProgress(id: $of) { id state kind } }"


def events(hub: Running, who: str, query: str, id: str) -> tuple[list[Any], bool]:
    """What is told to its end over server-sent events, and whether it is said to be complete."""
    headers = {"Authorization": f"Bearer {hub[who].token}", "Accept": "text/event-stream"}
    answer = hub.http.post("/graphql", json={"query": query, "variables": {"of": id}}, headers=headers)
    told = [json.loads(one[6:]) for one in answer.text.splitlines() if one.startswith("data: ")]
    return [next(iter(one["data"].values())) for one in told], "event: complete" in answer.text


def test_a_file_is_followed_to_its_end(hub: Running) -> None:
    id = sent(hub, sheet(line(hub, "told-1"), line(hub, "told-2", 发生日期="2999-01-01"))).json()["import"]
    told, complete = events(hub, "housing", FILE, id)
    assert told[-1] == {"id": id, "state": "DONE", "done": 2, "of": 2, "accepted": 1, "refused": 1}
    assert complete
    assert len({json.dumps(one) for one in told}) == len(told)
    again, _ = events(hub, "housing", FILE, id)
    assert again == told[-1:]


def test_nobody_else_follows_it(hub: Running) -> None:
    id = sent(hub, sheet(line(hub, "told-3"))).json()["import"]
    for other in ("housing here", "education_aid", "reader"):
        assert events(hub, other, FILE, id) == ([None], True)
        assert events(hub, other, JOB, id) == ([None], True)
    headers = {"Authorization": "Bearer nothing", "Accept": "text/event-stream"}
    asked = {"query": FILE, "variables": {"of": id}}
    assert hub.http.post("/graphql", json=asked, headers=headers).status_code == 401


@pytest.mark.anyio
async def test_a_job_is_followed_over_a_socket_which_is_told_that_it_is_complete(hub: Running) -> None:
    id = await in_thread(started, hub, "civil_affairs here")
    async with conversation(hub, "civil_affairs here") as socket, asyncio.timeout(3 * SOON):
        await subscribe(socket, JOB, of=id)
        states = []
        while (message := json.loads(await socket.recv()))["type"] == "next":
            states.append(message["payload"]["data"]["jobProgress"]["state"])
    assert (message["type"], states[-1]) == ("complete", "DONE")
