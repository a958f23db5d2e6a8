"""Refusals fed back: whoever refuses help with a reason has closed the warning about it, and no other."""

from typing import Any

from tests.hub_running import Running
from tests.schema.acts import feed, feedback
from tests.schema.living import Lived, case
from tests.schema.monitoring.test_warnings import CHECK, pupil_at_home, warnings

CLOSED = """query ($home: ID) { earlyWarnings(filter: {household: $home, state: CLOSED}) { nodes {
  warnings(state: CLOSED) { id outcome reason programmes { number } records { __typename } } } } }"""
REFUSED = {"status": "REFUSED", "amount": None, "reason": "the school gives more"}


def refuse(hub: Running, pupil: str, **stated: Any) -> dict[str, Any]:
    hub.numbers += 1
    (outcome,) = feed(hub, feedback(hub, pupil, f"refusal-{hub.numbers}", **{**REFUSED, **stated}))
    return outcome


def closed(hub: Running, home: str) -> list[dict[str, Any]]:
    """The closed warnings of a household, as they stand before any cross-check."""
    nodes = hub["civil_affairs"].ask(CLOSED, {"home": home})["earlyWarnings"]["nodes"]
    return [warning for node in nodes for warning in node["warnings"]]


def of(found: dict[str, dict[str, Any]], programme: str) -> list[dict[str, Any]]:
    return [one for key, one in found.items() if programme in key.split("|")]


def test_a_refusal_closes_the_warning_about_that_help_and_no_other_and_it_is_not_raised_again(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    found = warnings(hub, home)
    (about,) = of(found, "JY-02")
    assert refuse(hub, pupil)["__typename"] == "FeedbackAccepted"
    (one,) = closed(hub, home)
    assert (one["id"], one["outcome"], one["reason"]) == (about["id"], "DECIDED_OTHERWISE", REFUSED["reason"])
    assert len(one["records"]) == 1  # the refusal
    left = warnings(hub, home)
    assert of(left, "JY-02") == []
    assert set(left) == set(found) - {key for key, one in found.items() if one["id"] == about["id"]}


def test_a_refusal_told_before_anybody_was_warned_is_known_when_the_household_is_checked(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    hub.rows("DELETE FROM early_warnings WHERE household_id = %s RETURNING id", home)
    refuse(hub, pupil)
    assert of(warnings(hub, home), "JY-02") == []


def test_a_refusal_of_a_day_before_the_facts_closes_nothing(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    (about,) = of(warnings(hub, home), "JY-02")
    refuse(hub, pupil, happenedOn="2024-02-20")
    assert [one["id"] for one in of(warnings(hub, home), "JY-02")] == [about["id"]]


def test_a_refusal_that_was_entered_in_error_leaves_the_warning_to_be_raised_anew(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    (about,) = of(warnings(hub, home), "JY-02")
    refused = refuse(hub, pupil)
    assert of(warnings(hub, home), "JY-02") == []
    void = {"status": "VOIDED", "record": refused["externalId"], "reason": "another pupil"}
    refuse(hub, pupil, **void)
    (anew,) = of(warnings(hub, home), "JY-02")
    assert anew["id"] != about["id"]


def test_where_any_one_of_two_would_do_the_warning_is_closed_by_the_second_refusal(hub: Running) -> None:
    lived = Lived(hub, case(7))
    hub["civil_affairs"].ask(CHECK, {"home": lived.home})
    for n, programme in enumerate(("ZJ-01@H", "ZJ-02@H")):
        assert [one for one in closed(hub, lived.home) if one["outcome"] == "DECIDED_OTHERWISE"] == [], n
        lived.help(programme, status="REFUSED", amount=None, reason=f"reason {n}")
    (one,) = [one for one in closed(hub, lived.home) if one["outcome"] == "DECIDED_OTHERWISE"]
    assert {programme["number"] for programme in one["programmes"]} == {"ZJ-01", "ZJ-02"}


def test_a_refusal_of_an_earlier_term_keeps_back_no_warning_of_this_one(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    refuse(hub, pupil)
    assert of(warnings(hub, home), "JY-02") == []
    hub.rows(
        "UPDATE assistance_records SET label = '2023-autumn' WHERE household_id = %s AND status = 'REFUSED' RETURNING id",
        home,
    )
    assert len(of(warnings(hub, home), "JY-02")) == 1


def test_a_warning_that_granted_help_is_not_paid_is_not_closed_by_a_refusal(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    (about,) = of(warnings(hub, home), "JY-02")
    hub.rows("UPDATE early_warnings SET records = ARRAY[gen_random_uuid()] WHERE id = %s RETURNING id", about["id"])
    refuse(hub, pupil)
    assert closed(hub, home) == []
