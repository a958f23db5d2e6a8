"""Reduced determinations (减少认定): carrying a decision out does what was decided, or names what is missing."""

from typing import Any

import pytest

from tests.hub_running import Running
from tests.schema.matters.test_hearings import CORRECT, ENDING, STANDING, allowed, did, notified
from tests.schema.matters.test_matters import NOTICE, step

VERSIONS = """SELECT support, basis, valid_from::text, valid_to::text FROM determinations
    WHERE household_id = %s AND superseded_at IS NULL ORDER BY valid_from"""
LINKS = """SELECT kind, note FROM chain_links WHERE household_id = %s AND happened_on = '2024-03-15'
    AND kind IN ('DETERMINED', 'DETERMINATION_ENDED') ORDER BY kind"""
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
