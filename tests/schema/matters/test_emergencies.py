"""Aid first (先行救助): at the place of the event, whoever it is; papers follow, and the home county sees it at once."""

from typing import Any

import pytest

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import feedback
from tests.schema.matters.test_matters import CHAIN, family, step

FEED = """mutation ($items: [CivilAffairsFeedbackInput!]!) { feedBackCivilAffairs(items: $items) {
  ... on FeedbackReport { outcomes { ... on Refused { code path }
    ... on FeedbackAccepted { record clashes { month department same } } } } } }"""
DUE = """query ($box: Box!, $overdue: Boolean) { papersDue(box: $box, overdue: $overdue, first: 200) {
  nodes { id state dueOn overdue missing household { id } } } }"""
PAPERS = "... on Papers { id state missing closedOn }"


def pay(hub: Running, who: str, number: str, external: str, **stated: Any) -> dict[str, Any]:
    """Civil affairs of a county gives aid first, before the papers."""
    known = {"programme": "MZ-08", "provisional": True, "event": "fire", "division": ELSEWHERE, "amount": 80000}
    item = feedback(hub, number, external, **(known | stated))
    (outcome,) = hub[who].ask(FEED, {"items": [item]})["feedBackCivilAffairs"]["outcomes"]
    assert isinstance(outcome, dict)
    return outcome


def due(hub: Running, who: str, box: str, home: str, **asked: Any) -> list[dict[str, Any]]:
    nodes = hub[who].ask(DUE, {"box": box, **asked})["papersDue"]["nodes"]
    return [node for node in nodes if (node["household"] or {}).get("id") == home or box == "IN"]


def test_aid_is_given_where_the_fire_is_and_home_sees_it_at_once(hub: Running) -> None:
    number = hub.number()
    home = family(hub, number)
    paid = pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}")
    assert paid["record"]
    chain = hub["civil_affairs here"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"]
    assert "ASSISTED" in [link["kind"] for link in chain]
    (owed,) = due(hub, "civil_affairs here", "HOME", home)
    assert (owed["state"], owed["dueOn"]) == ("DUE", "2024-03-29")
    assert owed["missing"] == ["RECIPIENT", "CAUSE", "AMOUNT", "EXPLANATION"]


@pytest.mark.parametrize("programme", ["MZ-08", "MZ-09"])
def test_aid_first_owes_its_papers_whether_or_not_it_is_called_provisional(hub: Running, programme: str) -> None:
    """三（三）: 事后补充说明情况; 在急难情况缓解后……补充完善相关材料."""
    number = hub.number()
    home = family(hub, number)
    stated = {"programme": programme, "provisional": False, "meansCheckSimplified": True}
    record = pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}", **stated)["record"]
    assert [owed["state"] for owed in due(hub, "civil_affairs here", "HOME", home)] == ["DUE"]
    assert hub.rows("SELECT means_check_simplified FROM civil_affairs_records WHERE id = %s", record) == [(True,)]


def test_help_by_the_normal_procedure_owes_none(hub: Running) -> None:
    number = hub.number()
    home = family(hub, number)
    pay(hub, "civil_affairs here", number, f"fire-{hub.numbers}", programme="MZ-07", provisional=False, division=HOME)
    assert due(hub, "civil_affairs here", "HOME", home) == []


def test_papers_are_handed_in_where_it_was_paid_and_the_record_is_no_longer_provisional(hub: Running) -> None:
    number = hub.number()
    home = family(hub, number)
    record = pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}")["record"]
    (owed,) = due(hub, "civil_affairs here", "HOME", home)
    not_here = step(hub, "handInPapers", "civil_affairs here", PAPERS, id=owed["id"], papers=["CAUSE"])
    assert not_here["code"] == "NOT_YOUR_STEP"
    some = step(hub, "handInPapers", "civil_affairs elsewhere", PAPERS, id=owed["id"], papers=["RECIPIENT", "CAUSE"])
    assert (some["state"], some["missing"]) == ("DUE", ["AMOUNT", "EXPLANATION"])
    rest = {"papers": ["AMOUNT", "EXPLANATION"], "explanation": "a fire in a rented room"}
    done = step(hub, "handInPapers", "civil_affairs elsewhere", PAPERS, id=owed["id"], **rest)
    assert (done["state"], done["missing"], done["closedOn"]) == ("COMPLETED", [], "2024-03-15")
    assert hub.rows("SELECT provisional FROM assistance_records WHERE id = %s", record) == [(False,)]


def test_heavy_difficulty_asks_for_signature_and_seal_and_late_papers_are_overdue_on_both_sides(hub: Running) -> None:
    number = hub.number()
    home = family(hub, number)
    stated = {"programme": "MZ-09", "happenedOn": "2024-03-01", "papersDue": "2024-03-08"}
    pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}", **stated)
    (owed,) = due(hub, "civil_affairs here", "HOME", home, overdue=True)
    assert owed["missing"][-2:] == ["SIGNATURE", "SEAL"]
    assert owed["id"] in [one["id"] for one in due(hub, "civil_affairs elsewhere", "IN", home, overdue=True)]


def test_somebody_nobody_has_registered_is_helped_first_too(hub: Running) -> None:
    number = hub.number()
    assert pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}")["record"]
    home = family(hub, number)
    (owed,) = due(hub, "civil_affairs here", "HOME", home)
    assert owed["state"] == "DUE"


def test_who_owes_papers_is_told_of_whom_and_for_which_help(hub: Running) -> None:
    number, stranger = hub.number(), hub.number()
    home, external = family(hub, number), f"fire-{hub.numbers}"
    here = f"{external}-here"
    pay(hub, "civil_affairs elsewhere", number, external)
    pay(hub, "civil_affairs here", number, here, division=HOME, event="flood")
    pay(hub, "civil_affairs elsewhere", stranger, f"{external}-stranger", name="周未登")
    query = """{ papersDue(box: IN, first: 200) { nodes { helped household { id } person { nameMasked }
      record { ... on CivilAffairsRecord { externalId } } } } }"""

    def owed(who: str) -> dict[str, dict[str, Any]]:
        nodes = hub[who].ask(query)["papersDue"]["nodes"]
        return {node.pop("record")["externalId"]: node for node in nodes}

    assert owed("civil_affairs here")[here] == {
        "helped": "王**",
        "household": {"id": home},
        "person": {"nameMasked": "王**"},
    }
    elsewhere = owed("civil_affairs elsewhere")
    assert elsewhere[external] == {"helped": "王**", "household": None, "person": None}
    assert elsewhere[f"{external}-stranger"] == {"helped": "周**", "household": None, "person": None}


def test_papers_completed_elsewhere_stand_in_the_chain(hub: Running) -> None:
    number, stranger = hub.number(), hub.number()
    home = family(hub, number)
    for one in (number, stranger):
        pay(hub, "civil_affairs elsewhere", one, f"fire-{one}")
    query = "{ papersDue(box: IN, first: 200) { nodes { id record { ... on CivilAffairsRecord { externalId } } } } }"
    nodes = hub["civil_affairs elsewhere"].ask(query)["papersDue"]["nodes"]
    owed = {node["record"]["externalId"]: node["id"] for node in nodes}
    papers = ["RECIPIENT", "CAUSE", "AMOUNT", "EXPLANATION"]
    for one in (number, stranger):
        done = step(hub, "handInPapers", "civil_affairs elsewhere", PAPERS, id=owed[f"fire-{one}"], papers=papers)
        assert done["state"] == "COMPLETED"
    for household in (home, family(hub, stranger)):
        chain = hub["civil_affairs here"].ask(CHAIN, {"id": household})["household"]["chain"]["nodes"]
        assert "PAPERS" in [link["kind"] for link in chain]


def test_a_second_payment_for_the_same_fire_is_told_as_a_clash(hub: Running) -> None:
    number = hub.number()
    family(hub, number)
    pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}")
    second = pay(hub, "civil_affairs here", number, f"fire-{hub.numbers}-b", division=HOME)
    assert [clash["same"] for clash in second["clashes"]] == ["event"]


def test_no_papers_are_owed_for_what_its_own_batch_voids(hub: Running) -> None:
    number = hub.number()
    home = family(hub, number)
    given = feedback(hub, number, f"slip-{number}", programme="MZ-08", provisional=True, event="fire", amount=80000)
    void = {"externalId": f"void-{number}", "status": "VOIDED", "record": given["externalId"], "reason": "a slip"}
    items = [given, {**given, "provisional": False, "amount": None, **void}]
    outcomes = hub["civil_affairs here"].ask(FEED, {"items": items})["feedBackCivilAffairs"]["outcomes"]
    assert len({outcome["record"] for outcome in outcomes}) == 1
    assert [one["state"] for one in due(hub, "civil_affairs here", "HOME", home)] == ["DROPPED"]
