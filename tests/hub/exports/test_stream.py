"""Long exports: a page in memory however long the list, no faster than it is read, and over when its reader is."""

import json
import logging
import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import pytest

from tests.hub.answering.test_observation import lines
from tests.hub.exports.test_exports import export, logged, refused, taken
from tests.hub_running import Running

LETTERS = 80_000
"""A key may be as long as it likes: it makes a list of a few hundred rows longer than any buffer on its way."""
PAGE = 5
LONG = f"query ($after: String) {{ households(first: {PAGE}, after: $after) {{ nodes {{ {'a' * LETTERS}: id }} }} }}"
ENDLESS = f"{{ divisions(first: {PAGE}) {{ nodes {{ {'a' * LETTERS}: code }} }} }}"
SOON = 20


@pytest.fixture(scope="module")
def households(hub: Running) -> int:
    """How many civil affairs sees."""
    return len(export(hub["civil_affairs"], "{ households { nodes { id } } }")[0])


@contextmanager
def reader(hub: Running, who: str, query: str) -> Iterator[httpx.Response]:
    """An export that has begun, with a small buffer at this end; it goes on as far as it is read."""
    small = httpx.HTTPTransport(socket_options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 18)])
    token = {"Authorization": f"Bearer {hub[who].token}"}
    with (
        httpx.Client(base_url=hub.url, transport=small, timeout=SOON) as http,
        http.stream("POST", "/export", json={"query": query}, headers=token) as answer,
    ):
        yield answer


def eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def pages(hub: Running, answer: httpx.Response) -> int:
    return len([kind for kind, *_ in logged(hub, answer.headers["x-request-id"]) if kind == "ANSWER"])


def settled(hub: Running, answer: httpx.Response) -> int:
    """How many pages have been asked once no more are."""
    asked, since = pages(hub, answer), time.monotonic()
    while time.monotonic() < since + 1:
        time.sleep(0.1)
        if (now := pages(hub, answer)) != asked:
            asked, since = now, time.monotonic()
    return asked


def last(hub: Running, answer: httpx.Response) -> tuple[Any, ...]:
    """How the export ended, as the log has it."""
    eventually(lambda: logged(hub, answer.headers["x-request-id"])[-1][0] == "EXPORT")
    kind, count, refusal, *_ = logged(hub, answer.headers["x-request-id"])[-1]
    return kind, count, refusal


def test_the_next_page_is_asked_when_the_one_before_it_is_taken(hub: Running, households: int) -> None:
    with reader(hub, "civil_affairs", LONG) as answer:
        assert settled(hub, answer) < households // PAGE // 2
        # Nor is a connection kept for it meanwhile.
        busy = "SELECT count(*) FROM pg_stat_activity WHERE usename LIKE '%%app' AND state <> 'idle'"
        eventually(lambda: hub.rows(busy) == [(0,)])
        *nodes, end = answer.iter_lines()
    assert (len(nodes), json.loads(end)["end"]["count"]) == (households, households)
    assert pages(hub, answer) == -(-households // PAGE)


def test_memory_holds_a_page_and_not_the_list(hub: Running, households: int) -> None:
    with reader(hub, "civil_affairs", LONG.replace(f"first: {PAGE}", "first: 1")) as answer:
        tracemalloc.start()
        read = sum(len(some) for some in answer.iter_raw())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert read > households * LETTERS
    assert most < read / 3


def test_who_is_disabled_in_the_middle_is_told_so_and_goes_on_from_there_later(
    hub: Running, households: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "aidhub.request")
    who = hub["civil_affairs"]
    of = "department = 'civil_affairs' AND divisions = ARRAY['620000000000']"
    with reader(hub, "civil_affairs", LONG) as answer:
        hub.rows(f"UPDATE oauth_clients SET disabled_at = now() WHERE {of} RETURNING 1")
        try:
            eventually(lambda: who.post("{ me { client } }").status_code == 401)
            *nodes, error = answer.iter_lines()
        finally:
            hub.rows(f"UPDATE oauth_clients SET disabled_at = NULL WHERE {of} RETURNING 1")
            eventually(lambda: who.post("{ me { client } }").status_code == 200)
    broken = json.loads(error)["error"]
    assert (broken["code"], broken["count"]) == ("CLIENT_DISABLED", len(nodes))
    assert broken["requestId"] == answer.headers["x-request-id"]
    assert last(hub, answer) == ("EXPORT", len(nodes), "CLIENT_DISABLED")
    assert outcome(caplog, answer) == "CLIENT_DISABLED"
    rest, _ = export(who, LONG, {"after": broken["endCursor"]})
    assert 0 < len(nodes) == households - len(rest) < households


def outcome(caplog: pytest.LogCaptureFixture, answer: httpx.Response) -> str:
    """How the export ended, as the line of its request has it."""
    request = answer.headers["x-request-id"]
    eventually(lambda: any(line["request"] == request for line in lines(caplog)))
    return next(str(line["outcome"]) for line in lines(caplog) if line["request"] == request)


def test_who_leaves_in_the_middle_ends_it(hub: Running, households: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "aidhub.request")
    with reader(hub, "civil_affairs", LONG) as answer:
        settled(hub, answer)
    kind, count, refusal = last(hub, answer)
    assert outcome(caplog, answer) == "BROKEN_OFF"
    assert (kind, refusal) == ("EXPORT", "DISCONNECTED")
    # The page that was asked when it left may not have been handed over.
    assert pages(hub, answer) * PAGE - count in (0, PAGE)
    assert 0 < count < households


def test_a_client_has_two_places_and_they_are_free_again_when_it_has_left(hub: Running) -> None:
    with reader(hub, "housing", ENDLESS), reader(hub, "housing", ENDLESS):
        answer = taken(hub["housing"], "{ households { nodes { id } } }")
        (error,) = answer.json()["errors"]
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")
        assert error["extensions"]["code"] == "TOO_MANY_EXPORTS"
        assert export(hub["education_aid"], "{ households { nodes { id } } }")[0]
    eventually(lambda: taken(hub["housing"], "{ households { nodes { id } } }").status_code == 200)


def test_a_worker_has_four_places_and_answers_questions_beside_them(hub: Running) -> None:
    with ExitStack() as running:
        for who in ("housing", "education_aid"):
            for _ in range(2):
                running.enter_context(reader(hub, who, ENDLESS))
        assert refused(hub["civil_affairs"], "{ households { nodes { id } } }") == (429, ["TOO_MANY_EXPORTS"])
        assert hub["civil_affairs"].ask("{ households(first: 1) { nodes { id } } }")
    eventually(lambda: taken(hub["civil_affairs"], "{ households { nodes { id } } }").status_code == 200)


def test_what_is_refused_before_the_first_line_takes_no_place(hub: Running) -> None:
    for _ in range(5):
        assert refused(hub["housing"], '{ households(after: "x") { nodes { id } } }') == (422, ["BAD_CURSOR"])
    assert export(hub["housing"], "{ households { nodes { id } } }")[0]
