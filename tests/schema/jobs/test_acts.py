"""Jobs through the graph: asked for, looked at, fetched, called off, and nobody else's."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running

START = """mutation ($rule: String!, $in: String, $key: String) { startSimulation(rule: $rule, division: $in, key: $key) {
  ... on Job { id state done } ... on Refused { code path } } }"""
JOB = """query ($id: ID!) { job(id: $id) { kind state done of startedAt endedAt keptUntil failure { code message }
  simulation { rule on households counties { division households newly } } } }"""
CANCEL = "mutation ($id: ID!) { cancelJob(id: $id) { ... on Job { id state } ... on Refused { code } } }"
TRIAL = 'query ($in: String) { simulateRule(rule: "newly_employed", division: $in) { division households newly } }'


def started(hub: Running, who: str, **given: Any) -> str:
    job = hub[who].ask(START, {"rule": "newly_employed", **given})["startSimulation"]
    assert "code" not in job, job
    id: str = job["id"]
    return id


def ended(hub: Running, who: str, id: str, query: str = JOB, **headers: str) -> dict[str, Any]:
    """The job, once it has ended."""
    while not (job := hub[who].ask(query, {"id": id}, **headers)["job"])["endedAt"]:
        time.sleep(0.05)
    found: dict[str, Any] = job
    return found


def test_a_rule_is_tried_as_a_job_and_fetched_when_it_is_done(hub: Running) -> None:
    who = "civil_affairs here"
    job = ended(hub, who, started(hub, who, **{"in": HOME}))
    households = hub.rows("SELECT count(*) FROM households WHERE position / 1000000 = %s", int(HOME[:6]))[0][0]
    assert (job["kind"], job["state"], job["done"], job["of"]) == ("SIMULATION", "DONE", households, households)
    simulation = job["simulation"]
    assert (simulation["rule"], simulation["on"], simulation["households"]) == (
        "newly_employed",
        "2024-03-15",
        households,
    )
    assert simulation["counties"] == hub[who].ask(TRIAL, {"in": HOME})["simulateRule"]
    assert job["failure"] is None
    assert job["keptUntil"] > job["endedAt"] >= job["startedAt"]


def test_asked_again_under_its_key_it_is_the_same_job_and_another_is_refused(hub: Running) -> None:
    who = "civil_affairs here"
    first = started(hub, who, **{"in": HOME}, key="march")
    assert started(hub, who, **{"in": HOME}, key="march") == first
    ended(hub, who, first)
    assert started(hub, who, **{"in": HOME}, key="march") == first
    other = hub[who].ask(START, {"rule": "death", "in": HOME, "key": "march"})["startSimulation"]
    assert other == {"code": "KEY_TAKEN", "path": "key"}
    # Another client's key is its own.
    assert started(hub, "civil_affairs", **{"in": HOME}, key="march") != first


def test_what_cannot_be_done_is_refused_before_a_job_begins(hub: Running) -> None:
    def refused(who: str, **given: Any) -> str:
        code: str = hub[who].ask(START, {"rule": "newly_employed", **given})["startSimulation"]["code"]
        return code

    assert refused("civil_affairs here", rule="gold") == "UNKNOWN_RULE"
    assert refused("civil_affairs here", **{"in": ELSEWHERE}) == "OUTSIDE_DIVISIONS"
    assert refused("civil_affairs here", **{"in": "1"}) == "UNKNOWN_DIVISION"
    assert refused("civil_affairs here", key="\x00") == "BAD_TEXT"
    assert hub["housing"].refused(START, {"rule": "death"}) == ["MISSING_SCOPE"]


def test_a_job_is_seen_by_its_client_alone_and_while_it_has_its_divisions_and_scopes(hub: Running) -> None:
    id = started(hub, "civil_affairs", **{"in": HOME})
    ended(hub, "civil_affairs", id)
    for stranger in ("civil_affairs here", "housing"):
        assert hub[stranger].ask(JOB, {"id": id}) == {"job": None}
        assert hub[stranger].ask(CANCEL, {"id": id})["cancelJob"] == {"code": "UNKNOWN_JOB"}
    ids = "{ jobs { nodes { id } } }"
    assert {"id": id} in hub["civil_affairs"].ask(ids)["jobs"]["nodes"]
    assert {"id": id} not in hub["civil_affairs here"].ask(ids)["jobs"]["nodes"]
    for narrowed in ("ranges = '{[0,9)}'", "scopes = '{civil/nothing:read}'"):
        with altered(hub, id, narrowed):
            assert hub["civil_affairs"].ask(JOB, {"id": id}) == {"job": None}
    assert hub["civil_affairs"].ask(JOB, {"id": id})["job"]["state"] == "DONE"


def test_a_job_that_is_called_off_does_no_more_and_one_that_has_ended_cannot_be(hub: Running) -> None:
    who = "civil_affairs"
    id = started(hub, who)
    answer = hub[who].ask(CANCEL, {"id": id})["cancelJob"]
    if answer == {"code": "JOB_ENDED"}:  # it was quicker
        assert ended(hub, who, id)["state"] == "DONE"
    else:
        assert answer == {"id": id, "state": "CANCELLED"}
        assert ended(hub, who, id)["simulation"] is None
    assert hub[who].ask(CANCEL, {"id": id})["cancelJob"] == {"code": "JOB_ENDED"}


def test_a_job_that_cannot_be_done_says_why_in_the_language_of_who_asks(hub: Running) -> None:
    who = "civil_affairs"
    id = started(hub, who, **{"in": HOME})
    ended(hub, who, id)
    with altered(
        hub, id, "state = 'FAILED', refusal = 'UNKNOWN_RULE', refusal_en = 'no rule', refusal_zh = '不是比对规则'"
    ):
        assert ended(hub, who, id)["failure"] == {"code": "UNKNOWN_RULE", "message": "no rule"}
        assert ended(hub, who, id, Accept_Language="zh")["failure"]["message"] == "不是比对规则"


def test_the_start_of_a_job_stands_in_the_access_log(hub: Running) -> None:
    hub["civil_affairs here"].ask(START.replace("mutation", "mutation TriedAsJob"), {"rule": "death"})
    logged = "SELECT kind, department FROM access_log WHERE operation = 'TriedAsJob'"
    assert hub.rows(logged) == [("ANSWER", "civil_affairs")]


@contextmanager
def altered(hub: Running, id: str, change: str) -> Iterator[None]:
    """A job whose row is another for a while."""
    columns = [part.split(" = ")[0].strip() for part in change.split(", ")]
    (before,) = hub.rows(f"SELECT {', '.join(columns)} FROM jobs WHERE id = %s", id)
    hub.rows(f"UPDATE jobs SET {change} WHERE id = %s RETURNING 1", id)
    try:
        yield
    finally:
        kept = ", ".join(f"{column} = %s" for column in columns)
        hub.rows(f"UPDATE jobs SET {kept} WHERE id = %s RETURNING 1", *before, id)
