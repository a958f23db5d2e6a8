"""Cross-checks on demand, and a rule tried on a county."""

from tests.hub_running import ELSEWHERE, HOME, Running


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
    households = hub.rows("SELECT count(*) FROM households WHERE position / 1000000 = %s", int(HOME[:6]))[0][0]
    assert hub["civil_affairs here"].ask(run % HOME)["runCrossCheck"] == {"households": households}
    assert hub["civil_affairs here"].ask(run % ELSEWHERE)["runCrossCheck"] == {"code": "OUTSIDE_DIVISIONS"}
