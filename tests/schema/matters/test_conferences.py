"""Case conferences (一事一议): who is invited sees what it is about, and what it decides becomes of the warnings."""

from typing import Any

import pytest

from tests.hub_running import Running
from tests.schema.matters.test_matters import step
from tests.schema.matters.test_triage import triage
from tests.schema.monitoring.test_warning_closing import close_all
from tests.schema.monitoring.test_warnings import pupil_at_home, warnings


def test_what_is_complex_goes_to_a_conference_whose_decision_becomes_referrals(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    (first, *_) = warnings(hub, home).values()
    item = {"warning": first["id"], "disposition": "COMPLEX"}
    early = triage(hub, items=[item])
    assert (early["code"], early["path"]) == ("MISSING", "input.conference")
    meeting = {"on": "2024-03-20", "topic": "school and work", "invited": ["education_aid", "housing"]}
    (conference,) = triage(hub, items=[item], conference=meeting)["conferences"]
    assert conference["warnings"] == [first["id"]]
    decided = {"metOn": "2024-03-15", "minutesNumber": "2024-1", "decided": "both help"}
    lines = [{"programme": "JY-02", "warning": first["id"]}, {"programme": "ZJ-03"}]
    done = step(
        hub,
        "concludeConference",
        "civil_affairs here",
        "... on Conference { state }",
        id=conference["id"],
        lines=lines,
        **decided,
    )
    assert done == {"__typename": "Conference", "state": "CONCLUDED"}
    pushed = hub.rows("SELECT to_department FROM matters WHERE parent_id = %s ORDER BY 1", conference["id"])
    assert pushed == [("education_aid",), ("housing",)]


CONFERENCES = """query ($id: ID) { conferences(box: IN, id: $id) { nodes { state topic decided minutesNumber minutes
  attended attendees warnings household { id } concerned { id kind meaning programmes { number } }
  lines { department { code } dueOn } } } }"""


def conferred(hub: Running, who: str, id: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = hub[who].ask(CONFERENCES, {"id": id})["conferences"]["nodes"]
    return nodes


def test_who_is_invited_sees_what_a_conference_is_about_and_what_it_decided(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    (first, *_) = warnings(hub, home).values()
    item = {"warning": first["id"], "disposition": "COMPLEX"}
    meeting = {"on": "2024-03-20", "topic": "school and work", "invited": ["housing"]}
    (conference,) = triage(hub, items=[item], conference=meeting)["conferences"]
    id = conference["id"]
    (seen,) = conferred(hub, "housing here", id)
    assert (seen["state"], seen["topic"], seen["household"]) == ("CONVENED", "school and work", {"id": home})
    assert [one["id"] for one in seen["concerned"]] == [first["id"]]
    assert conferred(hub, "education_aid elsewhere", id) == conferred(hub, "education_aid here", id) == []
    decided = {
        "metOn": "2024-03-15", "minutesNumber": "2024-1", "attended": ["housing"], "attendees": "张镇长、李主任",
        "minutes": "逐项研究", "decided": "a better house first",
    }  # fmt: skip # as it is told
    late = {"programme": "ZJ-03", "dueOn": "2024-03-01"}
    selection = "... on Conference { state }"
    refused = step(hub, "concludeConference", "civil_affairs here", selection, id=id, lines=[late], **decided)
    assert (refused["code"], refused["path"]) == ("REVERSED_DATES", "input.lines[0].dueOn")
    line = {"programme": "ZJ-03", "dueOn": "2024-03-18"}
    done = step(hub, "concludeConference", "civil_affairs here", selection, id=id, lines=[line], **decided)
    assert done["state"] == "CONCLUDED"
    (seen,) = conferred(hub, "housing here", id)
    assert seen["lines"] == [{"department": {"code": "housing"}, "dueOn": "2024-03-18"}]
    assert (seen["attended"], seen["attendees"], seen["minutes"]) == (["housing"], "张镇长、李主任", "逐项研究")
    assert (seen["decided"], seen["minutesNumber"]) == ("a better house first", "2024-1")
    ((referral, due, to),) = hub.rows(
        "SELECT id::text, due_on::text, to_department FROM matters WHERE parent_id = %s", id
    )
    assert (due, to) == ("2024-03-18", "housing")
    assert step(hub, "acceptReferral", "housing here", id=referral)["dueOn"] == "2024-03-18"


HISTORY = """query ($home: ID) { earlyWarnings(filter: {household: $home, state: CLOSED}) { nodes {
  warnings(state: CLOSED) { id outcome reason closedOn disposition } } } }"""
CLOSINGS = "SELECT note FROM chain_links WHERE household_id = %s AND kind = 'WARNING_CLOSED'"


@pytest.mark.parametrize("lines", [[], [{"programme": "ZJ-03"}]])
def test_what_a_conference_asks_of_nobody_it_has_decided(hub: Running, lines: list[dict[str, Any]]) -> None:
    """二（四）: 通过“一事一议”方式集体研究处理; the warning's history tells the decision."""
    home, _ = pupil_at_home(hub)
    (first, second, *_) = warnings(hub, home).values()
    items = [{"warning": one["id"], "disposition": "COMPLEX"} for one in (first, second)]
    meeting = {"on": "2024-03-20", "topic": "school and work"}
    (conference,) = triage(hub, items=items, conference=meeting)["conferences"]
    close_all(hub, [second["id"]], "civil_affairs", outcome="CONFIRMED", reason="已发放")
    decided = {"metOn": "2024-03-15", "minutesNumber": "2024-1", "decided": "由镇上安排"}
    step(hub, "concludeConference", "civil_affairs here", "", id=conference["id"], lines=lines, **decided)
    nodes = hub["civil_affairs"].ask(HISTORY, {"home": home})["earlyWarnings"]["nodes"]
    closed = {one.pop("id"): one for node in nodes for one in node["warnings"]}
    so = {"closedOn": "2024-03-15", "disposition": "COMPLEX"}
    assert closed[first["id"]] == {"outcome": "DECIDED_OTHERWISE", "reason": "由镇上安排", **so}
    assert closed[second["id"]] == {"outcome": "CONFIRMED", "reason": "已发放", **so}
    assert sorted(hub.rows(CLOSINGS, home)) == [("已发放",), ("由镇上安排",)]
    # It is not raised again on the same facts.
    assert first["id"] not in [one["id"] for one in warnings(hub, home).values()]


@pytest.mark.parametrize("outcome", ["CONFIRMED", "FALSE_POSITIVE"])
def test_a_conference_says_what_it_found_of_its_warnings(hub: Running, outcome: str) -> None:
    """三（三）: help given at once by “一事一议” was no help refused."""
    home, _ = pupil_at_home(hub)
    (first, *_) = warnings(hub, home).values()
    conference = about(hub, first)
    done = conclude(hub, conference, outcome=outcome)
    assert (done["state"], done["outcome"]) == ("CONCLUDED", outcome)
    nodes = hub["civil_affairs"].ask(HISTORY, {"home": home})["earlyWarnings"]["nodes"]
    ((closed,),) = [node["warnings"] for node in nodes]
    assert (closed["id"], closed["outcome"], closed["reason"]) == (first["id"], outcome, "当场救助")
    assert hub.rows(CLOSINGS, home) == [("当场救助",)]


def test_a_conference_may_leave_open_what_it_decides_nothing_of(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    (first, second, third, *_) = warnings(hub, home).values()
    conference = about(hub, first, second, third)
    close_all(hub, [third["id"]], "civil_affairs", outcome="CONFIRMED", reason="已发放")
    line = {"programme": "ZJ-03", "warning": second["id"]}
    assert conclude(hub, conference, outcome="LEFT_OPEN", lines=[line])["outcome"] == "LEFT_OPEN"
    states = dict(hub.rows("SELECT id::text, state FROM early_warnings WHERE household_id = %s", home))
    assert [states[one["id"]] for one in (first, second, third)] == ["OPEN", "TRIAGED", "CLOSED"]
    assert hub.rows(CLOSINGS, home) == [("已发放",)]
    again = triage(hub, items=[{"warning": first["id"], "disposition": first["kind"]}])
    assert again["warnings"][0]["state"] == "TRIAGED"


def test_a_conference_says_of_each_warning_what_it_found_of_it(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    first, second, third, *_ = warnings(hub, home).values()
    conference = about(hub, first, second, third)
    line = {"programme": "ZJ-03", "warning": third["id"]}
    wrong = {"warning": first["id"], "outcome": "FALSE_POSITIVE", "reason": "登记有误"}
    opened = {"warning": second["id"], "outcome": "LEFT_OPEN"}
    for outcomes in ([wrong, wrong], [wrong, {**wrong, "warning": third["id"]}]):
        refused = conclude(hub, conference, outcome="CONFIRMED", lines=[line], outcomes=outcomes)
        assert (refused["code"], refused["path"]) == ("NOT_LEFT_TO_SETTLE", "input.outcomes[1].warning")
    assert conclude(hub, conference, lines=[line], outcomes=[wrong, opened])["state"] == "CONCLUDED"
    told = hub.rows("SELECT id::text, state, outcome, reason FROM early_warnings WHERE household_id = %s", home)
    found = {id: rest for id, *rest in told}
    assert found[first["id"]] == ["CLOSED", "FALSE_POSITIVE", "登记有误"]
    assert found[second["id"]] == ["OPEN", None, None]
    assert found[third["id"]][0] == "TRIAGED"


def test_what_is_said_of_no_single_warning_is_as_of_all(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    first, second, third, *_ = warnings(hub, home).values()
    one = {"warning": second["id"], "outcome": "DECIDED_OTHERWISE", "reason": "已享受同类救助"}
    conclude(hub, about(hub, first, second, third), outcome="CONFIRMED", outcomes=[one])
    told = "SELECT id::text, outcome, reason FROM early_warnings WHERE household_id = %s AND state = 'CLOSED'"
    closed = {id: (outcome, reason) for id, outcome, reason in hub.rows(told, home)}
    assert closed[first["id"]] == closed[third["id"]] == ("CONFIRMED", "当场救助")
    assert closed[second["id"]] == ("DECIDED_OTHERWISE", "已享受同类救助")
    assert sorted(hub.rows(CLOSINGS, home)) == [("已享受同类救助",), ("当场救助",), ("当场救助",)]


def about(hub: Running, *concerned: dict[str, Any]) -> str:
    """A conference about these warnings."""
    items = [{"warning": one["id"], "disposition": "COMPLEX"} for one in concerned]
    (conference,) = triage(hub, items=items, conference={"on": "2024-03-20", "topic": "school"})["conferences"]
    id: str = conference["id"]
    return id


def conclude(hub: Running, conference: str, **stated: Any) -> dict[str, Any]:
    decided = {"metOn": "2024-03-15", "minutesNumber": "2024-1", "decided": "当场救助", **stated}
    selection = "... on Conference { state outcome }"
    return step(hub, "concludeConference", "civil_affairs here", selection, id=conference, **decided)


def test_a_conference_may_decide_that_nothing_is_asked_of_anybody(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    convened = {"household": home, "plannedFor": "2024-03-20", "topic": "a house", "invited": ["housing"]}
    selection = "... on Conference { id state lines { id } }"
    conference = step(hub, "convene", "civil_affairs here", selection, **convened)
    reached = "SELECT reasons FROM reach WHERE household_id = %s AND department = 'housing'"
    assert "conference" in [reason for (reasons,) in hub.rows(reached, home) for reason in reasons]
    decided = {"metOn": "2024-03-15", "minutesNumber": "2024-2", "decided": "nothing more is due"}
    done = step(hub, "concludeConference", "civil_affairs here", selection, id=conference["id"], **decided)
    assert (done["state"], done["lines"]) == ("CONCLUDED", [])
    assert "conference" not in [reason for (reasons,) in hub.rows(reached, home) for reason in reasons]
