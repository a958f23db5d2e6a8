"""Cross-checks on demand, and a rule tried on a county."""

import pytest

from schema.monitoring import cross_checks
from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.jobs.test_acts import ended

START = """mutation ($in: String, $key: String) { startCrossCheck(division: $in, key: $key) {
  ... on Job { id kind } ... on Refused { code } } }"""
JOB = "query ($id: ID!) { job(id: $id) { kind state done of endedAt crossCheck { households raised gone } } }"


def test_a_rule_is_tried_on_a_county_and_whoever_asks_too_much_is_told(hub: Running) -> None:
    trial = "query ($rule: String!, $in: String) { simulateRule(rule: $rule, division: $in) { division households } }"
    before = hub.rows("SELECT count(*) FROM early_warnings WHERE rule = 'newly_employed'")
    found = hub["civil_affairs here"].ask(trial, {"rule": "newly_employed", "in": HOME})["simulateRule"]
    assert all(one["division"] == HOME for one in found)
    assert hub.rows("SELECT count(*) FROM early_warnings WHERE rule = 'newly_employed'") == before == [(0,)]
    assert hub["civil_affairs here"].refused(trial, {"rule": "newly_employed", "in": ELSEWHERE}) == [
        "OUTSIDE_DIVISIONS"
    ]
    assert hub["civil_affairs here"].refused(trial, {"rule": "gold", "in": HOME}) == ["UNKNOWN_RULE"]
    assert hub["housing"].refused(trial, {"rule": "death"}) == ["MISSING_SCOPE"]


def test_a_whole_county_is_cross_checked_on_demand(hub: Running) -> None:
    run = 'mutation { runCrossCheck(division: "%s") { ... on CrossChecked { households } ... on Refused { code } } }'
    households = hub.rows("SELECT count(*) FROM households WHERE position / 1000000 = %s", int(ELSEWHERE[:6]))[0][0]
    # Stories register their households at home, more by now than a request takes.
    assert hub["civil_affairs elsewhere"].ask(run % ELSEWHERE)["runCrossCheck"] == {"households": households}
    assert hub["civil_affairs elsewhere"].ask(run % HOME)["runCrossCheck"] == {"code": "OUTSIDE_DIVISIONS"}


def test_a_place_is_cross_checked_as_a_job(hub: Running) -> None:
    who = "civil_affairs here"
    asked = hub[who].ask(START, {"in": HOME})["startCrossCheck"]
    assert asked["kind"] == "CROSS_CHECK"
    job = ended(hub, who, asked["id"], JOB)
    households = hub.rows("SELECT count(*) FROM households WHERE position / 1000000 = %s", int(HOME[:6]))[0][0]
    assert (job["state"], job["done"], job["of"]) == ("DONE", households, households)
    assert job["crossCheck"]["households"] == households
    assert hub[who].ask(START, {"in": ELSEWHERE})["startCrossCheck"] == {"code": "OUTSIDE_DIVISIONS"}
    assert hub["housing"].refused(START) == ["MISSING_SCOPE"]


def test_more_households_than_a_request_can_check_are_a_job(hub: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cross_checks, "MOST_CHECKED", 3)
    run = "mutation { runCrossCheck { ... on CrossChecked { households } ... on Refused { code message } } }"
    told = hub["civil_affairs"].ask(run)["runCrossCheck"]
    assert told["code"] == "ASK_AS_JOB"
    assert "startCrossCheck" in told["message"]
