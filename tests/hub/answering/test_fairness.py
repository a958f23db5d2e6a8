"""One client's requests, however many and however long, leave connections to the others."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import orjson
import psycopg
import pytest

from tests.conftest import Started
from tests.hub_running import Running


def test_a_client_whose_questions_wait_does_not_hold_the_others(hub: Running) -> None:
    slow, other = hub["civil_affairs"], hub["education_aid"]
    assert slow.token
    assert other.token
    with ThreadPoolExecutor(12) as at_once, psycopg.connect(hub.owner) as locked:
        locked.execute("LOCK TABLE households IN ACCESS EXCLUSIVE MODE")
        asked = [at_once.submit(slow.post, "{ households(first: 1) { nodes { id } } }") for _ in range(12)]
        for _ in range(5):
            assert other.ask("{ me { client } }")
            assert hub.http.get("/readyz").status_code == 200
        assert not any(one.done() for one in asked)
        locked.rollback()
        assert all("errors" not in one.result().json() for one in asked)


def test_every_answer_tells_what_it_cost_and_what_is_left(hub: Running) -> None:
    answer = hub["civil_affairs"].post("{ me { client } }")
    cost = answer.json()["extensions"]["cost"]
    assert cost["requested"] == 1
    assert datetime.fromisoformat(cost["resetAt"]).tzinfo
    assert answer.headers["RateLimit"].startswith(f'"cost";r={cost["remaining"]};t=')
    assert answer.headers["RateLimit-Policy"].endswith(";w=60")


@pytest.fixture(scope="module")
def frugal(started: Started) -> Iterator[Running]:
    with started(cost_per_minute=600_000) as hub:
        yield hub


def test_who_has_spent_the_minute_is_told_and_others_are_answered(frugal: Running) -> None:
    wasteful, other = frugal["civil_affairs"], frugal["education_aid"]
    totals = "{" + " ".join(f"t{n}: totals {{ records }}" for n in range(20)) + "}"
    assert len(wasteful.ask(totals)) == 20
    refused = wasteful.post(totals, Accept_Language="zh")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 110  # what is owed, and a full bucket
    assert refused.headers["RateLimit"].startswith('"cost";r=0;')
    (error,) = refused.json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["cost"]["remaining"]) == ("TOO_MANY_REQUESTS", 0)
    assert all(said in error["message"] for said in ("totals", "600000", "/export"))
    assert other.ask("{ me { client } }")


def test_a_list_that_is_too_dear_waits_for_the_minute_to_fill(frugal: Running) -> None:
    lister = frugal["civil_affairs here"]
    spent = lister.post("{" + " ".join(f"t{n}: totals {{ records }}" for n in range(11)) + "}")
    assert spent.json()["extensions"]["cost"]["remaining"] < 60_000
    answer = frugal.http.post(
        "/export",
        json={"query": "{ households { nodes { id } } }"},
        headers={"Authorization": f"Bearer {lister.token}"},
    )
    assert answer.headers["RateLimit"].startswith('"cost";r=')
    assert orjson.loads(answer.text.splitlines()[-1])["end"]["count"] == len(answer.text.splitlines()) - 1


def test_a_document_that_is_too_large_is_told_where(hub: Running) -> None:
    (error,) = (
        hub["civil_affairs"]
        .post("{ households(first: 200) { nodes { members { person { idNumber } } } } }")
        .json()["errors"]
    )
    assert error["extensions"]["code"] == "QUERY_TOO_LARGE"
    assert "households.nodes.members" in error["message"]
