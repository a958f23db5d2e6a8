"""What is hostile is answered or refused by name, and never as a fault of the hub's own."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from benchmarks.hostile import Hostile, hostile
from tests.hub_running import Asker, Running

ME = "{ me { client } }"
WORK = (
    "names of the graph by the million",
    "145,000 representations",
    "a batch of a thousand, of no shape",
)
"""Those that are work for long enough that others are answered before in any case."""


def sent(asker: Asker, request: Hostile) -> httpx.Response:
    headers = {"Authorization": f"Bearer {asker.token}", "Content-Type": "application/json"}
    return asker.http.post("/graphql", content=request.body, headers=headers)


@pytest.mark.parametrize("request_", list(hostile()), ids=lambda one: one.name)
def test_others_are_answered_while_one_asks_too_much(hub: Running, request_: Hostile) -> None:
    other = hub["education_aid"]
    other.ask(ME)
    before = 0
    with ThreadPoolExecutor(1) as beside:
        asking = beside.submit(sent, hub["civil_affairs"], request_)
        while not asking.done():
            other.ask(ME)
            before += not asking.done()
    answer = asking.result()
    codes = [error["extensions"]["code"] for error in answer.json().get("errors", [])]
    assert answer.status_code < 500, codes
    assert not {"INTERNAL", "TIMEOUT"} & set(codes)
    assert before > 0 or request_.name not in WORK
