"""Closing warnings by hand: it counts against the rule, and strangers close nothing."""

from tests.hub_running import Running
from tests.schema.matters.test_triage import triage
from tests.schema.monitoring.test_warnings import WARNED, pupil_at_home, warnings

CLOSE = """mutation ($input: CloseWarningInput!) { closeWarning(input: $input) { __typename
  ... on Refused { code path } ... on EarlyWarning { state outcome } } }"""


def test_a_warning_closed_by_hand_counts_against_its_rule_and_is_not_raised_again(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    (first, *_) = warnings(hub, home).values()
    rules = "{ warningRules { code raised falsePositives precision } }"
    before = {one["code"]: one for one in hub["civil_affairs"].ask(rules)["warningRules"]}[first["rule"]]
    given = {"warning": first["id"], "outcome": "FALSE_POSITIVE", "reason": "at a school elsewhere"}
    closed = hub["civil_affairs here"].ask(CLOSE, {"input": given})["closeWarning"]
    assert closed == {"__typename": "EarlyWarning", "state": "CLOSED", "outcome": "FALSE_POSITIVE"}
    again = hub["civil_affairs here"].ask(CLOSE, {"input": given})["closeWarning"]
    assert (again["code"], again["path"]) == ("WARNING_CLOSED", "input.warning")
    assert first["id"] not in [one["id"] for one in warnings(hub, home).values()]
    after = {one["code"]: one for one in hub["civil_affairs"].ask(rules)["warningRules"]}[first["rule"]]
    assert after["falsePositives"] == before["falsePositives"] + 1


def test_another_county_sees_and_closes_nothing(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    (first, *_) = warnings(hub, home).values()
    elsewhere = hub["civil_affairs elsewhere"]
    assert elsewhere.ask(WARNED, {"home": home, "state": "OPEN"})["earlyWarnings"]["nodes"] == []
    given = {"warning": first["id"], "outcome": "FALSE_POSITIVE", "reason": "not mine"}
    assert elsewhere.ask(CLOSE, {"input": given})["closeWarning"]["code"] == "UNKNOWN_WARNING"
    item = {"warning": first["id"], "disposition": first["kind"]}
    assert triage(hub, "civil_affairs elsewhere", items=[item])["code"] == "UNKNOWN_WARNING"
