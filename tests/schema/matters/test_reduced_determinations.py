"""Reduced determinations (减少认定): carrying a decision out does what was decided, or names what is missing."""

from typing import Any

import pytest

from tests.hub_running import Running
from tests.schema.matters.test_hearings import CORRECT, END, ENDING, STANDING, allowed, did, died, notified
from tests.schema.matters.test_matters import NOTICE, step

VERSIONS = """SELECT support, basis, valid_from::text, valid_to::text FROM determinations
    WHERE household_id = %s AND superseded_at IS NULL ORDER BY valid_from"""
LINKS = """SELECT kind, note FROM chain_links WHERE household_id = %s AND happened_on = '2024-03-15'
    AND kind IN ('DETERMINED', 'DETERMINATION_ENDED') ORDER BY kind"""
ENDED_ON = """SELECT happened_on::text FROM chain_links WHERE household_id = %s AND kind = 'DETERMINATION_ENDED'
    ORDER BY happened_on"""
DECIDED = {"decisionNumber": "民减3号", "reasons": "能自理", "legalBasis": "社会救助法第四十七条"}
WHY = "减发停发（民减3号）：能自理"


def heard(hub: Running, home: str, determination: str) -> str:
    """A procedure in which the person has been heard; its id."""
    proposed = {"household": home, "determination": determination, "ground": "OTHER", "factsFound": "走访"}
    id: str = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    return id


def decide(hub: Running, id: str, **said: Any) -> dict[str, Any]:
    selection = "... on Ending { state reducedBasis reducedSupport lines { id reducedBasis reducedSupport } }"
    return step(hub, "decideEnding", "civil_affairs", selection, id=id, decision="REDUCE", **DECIDED, **said)


def carried_out(hub: Running, id: str, on: str = "2024-03-15") -> dict[str, Any]:
    delivered = {"notifiedOn": "2024-03-15", "delivery": "IN_PERSON", "proof": "签收", **NOTICE}
    step(hub, "notifyDecision", "civil_affairs", ENDING, id=id, **delivered)
    return step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn=on)


@pytest.mark.parametrize(
    ("category", "stated", "said", "before", "after"),
    [
        (
            "extreme_hardship",
            {"support": "institutional"},
            {"reducedSupport": "dispersed"},
            ("institutional", "HOUSEHOLD"),
            ("dispersed", "HOUSEHOLD"),
        ),
        (
            "subsistence_allowance",
            {},
            {"reducedBasis": "SINGLE_PERSON"},
            (None, "HOUSEHOLD"),
            (None, "SINGLE_PERSON"),
        ),
    ],
)
def test_what_is_decided_of_a_determination_is_done_from_its_day_on(
    hub: Running,
    category: str,
    stated: dict[str, str],
    said: dict[str, str],
    before: tuple[str, str],
    after: tuple[str, str],
) -> None:
    home, _, determination, _ = allowed(hub, category, **stated)
    id = heard(hub, home, determination)
    (line,) = decide(hub, id, **said)["lines"]
    assert {name: line[name] for name in said} == said
    assert carried_out(hub, id)["state"] == "DONE"
    assert hub.rows(VERSIONS, home) == [(*before, "2024-01-01", "2024-03-15"), (*after, "2024-03-15", None)]
    assert hub.rows(LINKS, home) == [("DETERMINATION_ENDED", WHY), ("DETERMINED", WHY)]
    # What goes on is no new entry, that could be taken back without a hearing.
    ((_, _), (anew, seen)) = hub.rows(STANDING + " ORDER BY d.valid_from", home)
    worse = {"determination": anew, "seen": seen, "reason": "x", "validTo": "2024-03-16"}
    assert did(hub, CORRECT, input=worse)["code"] == "HEARING_NEEDED"


@pytest.mark.parametrize(
    ("said", "code", "path"),
    [
        ({}, "MISSING", "reducedBasis"),
        ({"reducedTo": 100}, "MISSING", "reducedBasis"),
        ({"reducedSupport": "institutional"}, "NOT_REDUCED", "reducedSupport"),
    ],
)
def test_a_decision_to_reduce_a_determination_says_to_what(
    hub: Running, said: dict[str, Any], code: str, path: str
) -> None:
    home, _, determination, _ = allowed(hub)
    id = heard(hub, home, determination)
    refused = decide(hub, id, **said)
    assert (refused["code"], refused["path"]) == (code, f"input.{path}")
    ((line,),) = hub.rows("SELECT id::text FROM matter_lines WHERE matter_id = %s", id)
    refused = decide(hub, id, lines=[{"line": line, "decision": "REDUCE", **said}])
    assert (refused["code"], refused["path"]) == (code, f"input.lines[0].{path}")


def test_a_decision_that_does_not_say_to_what_waits_for_its_agency_and_is_not_carried_out_as_nothing(
    hub: Running,
) -> None:
    """As was decided before a decision had to say it."""
    home, _, determination, seen = allowed(hub)
    id = heard(hub, home, determination)
    decide(hub, id, reducedBasis="SINGLE_PERSON")
    hub.rows("UPDATE matter_lines SET reduced_basis = NULL WHERE matter_id = %s RETURNING 1", id)
    refused = carried_out(hub, id)
    assert (refused["code"], refused["path"]) == ("REDUCTION_OPEN", "input.id")
    assert "correctDetermination" in refused["message"]
    given = {"determination": determination, "seen": seen, "reason": "减发", "basis": "SINGLE_PERSON"}
    assert did(hub, CORRECT, input=given)["__typename"] == "Determined"
    assert step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-15")["state"] == "DONE"
    assert hub.rows(VERSIONS, home) == [(None, "SINGLE_PERSON", "2024-01-01", None)]


def test_what_cannot_be_carried_out_on_a_day_names_the_field_of_that_day(hub: Running) -> None:
    for decision in ("REDUCE", "END"):
        home, _, determination, _ = allowed(hub, validFrom="2024-03-16")
        id = notified(hub, home, decision, determination=determination)
        refused = step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-15")
        assert (refused["code"], refused["path"]) == ("REVERSED_DATES", "input.effectiveOn")
        refused = step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2030-03-15")
        assert (refused["code"], refused["path"]) == ("TOO_FAR_AHEAD", "input.effectiveOn")


def reduced_ahead(hub: Running, home: str, determination: str, on: str, **said: str) -> tuple[str, str]:
    """What a reduction leaves that is carried out for a day ahead: the last row until that day, and that from it on."""
    id = heard(hub, home, determination)
    decide(hub, id, **said)
    assert carried_out(hub, id, on)["state"] == "DONE"
    until, since = [row[0] for row in hub.rows(STANDING + " ORDER BY d.valid_from", home)[-2:]]
    return until, since


@pytest.mark.parametrize("named", ["as it stands", "as it stood"])
def test_what_has_ended_does_not_come_back_by_a_reduction_that_lay_ahead(hub: Running, named: str) -> None:
    home, _, determination, _ = allowed(hub)
    until, since = reduced_ahead(hub, home, determination, "2024-04-01", reducedBasis="SINGLE_PERSON")
    id = notified(hub, home, determination=until if named == "as it stands" else determination)
    assert step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-15")["state"] == "DONE"
    ended = [(None, "HOUSEHOLD", "2024-01-01", "2024-03-15"), (None, "SINGLE_PERSON", "2024-04-01", "2024-04-01")]
    assert hub.rows(VERSIONS, home) == ended
    # The reduction has told the first of those in April.
    assert hub.rows(ENDED_ON, home) == [("2024-03-15",), ("2024-04-01",), ("2024-04-01",)]
    # What never comes into force is nothing that could be ended once more.
    for gone in (since, determination, *(row[0] for row in hub.rows(STANDING, home))):
        again = {"household": home, "determination": gone, "ground": "OTHER", "factsFound": "x"}
        assert step(hub, "proposeEnding", "civil_affairs", ENDING, **again)["code"] == "NO_DETERMINATION"


def test_all_that_lies_ahead_of_what_ended_goes_with_it_and_what_is_ended_later_alone_does_not(hub: Running) -> None:
    for on, days in (
        ("2024-03-15", ["2024-03-15", "2024-04-01", "2024-05-01"]),
        ("2024-04-02", ["2024-04-01", "2024-04-02", "2024-05-01"]),
        ("2024-05-02", ["2024-04-01", "2024-05-01", "2024-05-02"]),
    ):
        home, _, determination, _ = allowed(hub, "extreme_hardship", support="institutional")
        _, since = reduced_ahead(hub, home, determination, "2024-04-01", reducedSupport="dispersed")
        reduced_ahead(hub, home, since, "2024-05-01", reducedBasis="SINGLE_PERSON")
        id = notified(hub, home, determination=determination)
        assert step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn=on)["state"] == "DONE"
        assert [row[3] for row in hub.rows(VERSIONS, home)] == days


def test_who_has_died_keeps_no_category_that_lay_ahead(hub: Running) -> None:
    home, _, determination, _ = allowed(hub)
    until, _ = reduced_ahead(hub, home, determination, "2024-04-01", reducedBasis="SINGLE_PERSON")
    died(hub, home, "2024-03-10")
    shown = {"because": "DEATH", "since": "2024-03-10", "paper": "2024-3"}
    ended = did(hub, END, id=until, on="2024-03-15", without=shown)
    assert ended["__typename"] == "Determined", ended
    assert [row[3] for row in hub.rows(VERSIONS, home)] == ["2024-03-15", "2024-04-01"]


@pytest.mark.parametrize("named", ["as it stands", "as it stood"])
def test_a_reduction_reaches_what_follows_and_gives_back_nothing_of_what_is_less_there_already(
    hub: Running, named: str
) -> None:
    home, _, determination, _ = allowed(hub, "extreme_hardship", support="institutional")
    until, since = reduced_ahead(hub, home, determination, "2024-04-01", reducedSupport="dispersed")
    id = heard(hub, home, until if named == "as it stands" else determination)
    decide(hub, id, reducedBasis="SINGLE_PERSON")
    assert carried_out(hub, id)["state"] == "DONE"
    assert hub.rows(VERSIONS, home) == [
        ("institutional", "HOUSEHOLD", "2024-01-01", "2024-03-15"),
        ("institutional", "SINGLE_PERSON", "2024-03-15", "2024-04-01"),
        ("dispersed", "SINGLE_PERSON", "2024-04-01", None),
    ]
    told = "SELECT kind, happened_on::text FROM chain_links WHERE household_id = %s AND determination_id = %s"
    ((last, _),) = hub.rows(STANDING + " AND d.valid_from = '2024-04-01'", home)
    assert hub.rows(told, home, last) == [("DETERMINATION_CORRECTED", "2024-04-01")]
    assert last != since


def test_a_reduction_reaches_a_version_that_lies_later_where_the_earlier_gives_as_little_already(hub: Running) -> None:
    """The support of the first days was lowered by its agency while the decision was on its way."""
    home, _, determination, _ = allowed(hub, "extreme_hardship", support="institutional")
    until, _ = reduced_ahead(hub, home, determination, "2024-04-01", reducedBasis="SINGLE_PERSON")
    id = heard(hub, home, until)
    decide(hub, id, reducedSupport="dispersed")
    delivered = {"notifiedOn": "2024-03-15", "delivery": "IN_PERSON", "proof": "签收", **NOTICE}
    step(hub, "notifyDecision", "civil_affairs", ENDING, id=id, **delivered)
    ((_, seen),) = hub.rows(STANDING + " AND d.valid_from = '2024-01-01'", home)
    given = {"determination": until, "seen": seen, "reason": "减发", "support": "dispersed"}
    assert did(hub, CORRECT, input=given)["__typename"] == "Determined"
    assert step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-15")["state"] == "DONE"
    assert hub.rows(VERSIONS, home) == [
        ("dispersed", "HOUSEHOLD", "2024-01-01", "2024-04-01"),
        ("dispersed", "SINGLE_PERSON", "2024-04-01", None),
    ]
