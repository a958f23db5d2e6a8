"""One client's requests, however many and however long, leave connections to the others."""

from concurrent.futures import ThreadPoolExecutor

import psycopg

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
