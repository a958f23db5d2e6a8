"""Households with early warnings: each once, at the worst of those asked for."""

from typing import Any

from tests.hub_running import Running
from tests.schema.matters.test_triage import triage
from tests.schema.monitoring.test_warnings import pupil_at_home, warnings

LISTED = """query ($filter: WarningFilter) { earlyWarnings(filter: $filter) { nodes {
  rank raisedOn household { id } warnings { rank } } } }"""


def listed(hub: Running, home: str, **filter: Any) -> list[dict[str, Any]]:
    """How the household stands in the list of such warnings."""
    asked = {"filter": {"household": home, **filter}}
    nodes: list[dict[str, Any]] = hub["civil_affairs here"].ask(LISTED, asked)["earlyWarnings"]["nodes"]
    assert all(node["household"]["id"] == home for node in nodes)
    return nodes


def test_a_household_stands_once_in_the_list_at_the_worst_of_the_warnings_asked_for(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    found = warnings(hub, home)
    (all_,) = listed(hub, home)
    assert all_["rank"] == max(one["rank"] for one in found.values())
    (pupil,) = listed(hub, home, programme="JY-02")
    assert pupil["rank"] == next(one["rank"] for key, one in found.items() if key.endswith("|JY-02"))
    assert listed(hub, home, programme="JY-02", department="education_aid") == [pupil]
    assert listed(hub, home, programme="JY-02", department="housing") == []
    assert listed(hub, home, category="subsistence_allowance") == [all_]
    assert listed(hub, home, category="extreme_hardship") == []
    assert listed(hub, home, since=all_["raisedOn"]) == [all_]
    assert listed(hub, home, since="2024-12-31") == []


def test_what_was_triaged_is_asked_for_by_the_day_on_which_it_is_due(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    one = next(one for key, one in warnings(hub, home).items() if key.endswith("|JY-02"))
    triage(hub, items=[{"warning": one["id"], "disposition": one["kind"]}])
    assert [node["rank"] for node in listed(hub, home, due="2024-12-31")] == [one["rank"]]
    assert listed(hub, home, due="2024-03-01") == []
