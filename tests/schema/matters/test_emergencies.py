"""Aid first (先行救助): at the place of the event, whoever it is; papers follow, and the home county sees it at once."""

from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.matters.test_matters import CHAIN, family, step
from tests.schema.requests.test_acts import feedback

FEED = """mutation ($items: [CivilAffairsFeedbackInput!]!) { feedBackCivilAffairs(items: $items) {
  ... on FeedbackReport { outcomes { ... on Refused { code path }
    ... on FeedbackAccepted { record clashes { month department same } } } } } }"""
DUE = """query ($box: String!, $overdue: Boolean) { papersDue(box: $box, overdue: $overdue, first: 200) {
  nodes { id state dueOn overdue missing household { id } } } }"""
PAPERS = "... on Papers { id state missing closedOn }"
LOOK = """mutation ($input: LookUpInput!) { lookUpInEmergency(input: $input) { __typename ... on Refused { code path message }
  ... on LookedUp { registered nameMasked home categories givenBefore { month department event } } } }"""


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


def test_a_second_payment_for_the_same_fire_is_told_as_a_clash(hub: Running) -> None:
    number = hub.number()
    family(hub, number)
    pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}")
    second = pay(hub, "civil_affairs here", number, f"fire-{hub.numbers}-b", division=HOME)
    assert [clash["same"] for clash in second["clashes"]] == ["event"]


def look(hub: Running, who: str, number: str, **stated: str) -> dict[str, Any]:
    given = {"idNumber": number, "name": "王甲", "place": ELSEWHERE, "reason": "FIRE", "note": "a burnt room"}
    answer: dict[str, Any] = hub[who].ask(LOOK, {"input": given | stated}, X_Purpose="temporary_aid")[
        "lookUpInEmergency"
    ]
    return answer


def test_one_person_is_looked_up_anywhere_and_the_home_county_is_told(hub: Running) -> None:
    number = hub.number()
    family(hub, number)
    pay(hub, "civil_affairs elsewhere", number, f"fire-{hub.numbers}")
    found = look(hub, "civil_affairs elsewhere", number)
    assert (found["registered"], found["nameMasked"], found["home"]) == (True, "王**", HOME)
    assert found["givenBefore"] == [{"month": "2024-03", "department": "civil_affairs", "event": "fire"}]
    told = "{ emergencyLookups(first: 1) { nodes { reason note place { code } department { code } } } }"
    (notice,) = hub["civil_affairs here"].ask(told)["emergencyLookups"]["nodes"]
    assert notice == {
        "reason": "FIRE",
        "note": "a burnt room",
        "place": {"code": ELSEWHERE},
        "department": {"code": "civil_affairs"},
    }
    logged = hub.rows("SELECT purpose FROM access_log WHERE operation IS NULL ORDER BY id DESC LIMIT 40")
    assert ("temporary_aid",) in logged


def test_a_lookup_needs_its_purpose_its_scope_and_a_place_of_ones_own(hub: Running) -> None:
    number = hub.number()
    given = {"idNumber": number, "name": "王甲", "place": ELSEWHERE, "reason": "FIRE", "note": "x"}
    assert hub["civil_affairs elsewhere"].refused(LOOK, {"input": given}) == ["PURPOSE_REQUIRED"]
    assert hub["education_aid"].refused(LOOK, {"input": given}, X_Purpose="temporary_aid") == ["MISSING_SCOPE"]
    assert look(hub, "civil_affairs elsewhere", number, place=HOME)["code"] == "OUTSIDE_DIVISIONS"
    assert look(hub, "civil_affairs elsewhere", number, reason="CURIOSITY")["code"] == "UNKNOWN_CODE"
    assert look(hub, "civil_affairs elsewhere", hub.number())["registered"] is False


def test_who_has_used_up_the_quota_of_the_day_is_told_when_to_look_again(hub: Running) -> None:
    hub.rows(
        "INSERT INTO lookups (id, identity_id, position, place, client, department, reason, note, happened_on)"
        " SELECT gen_random_uuid(), i.id, 620102000000, %s, c.client_id, 'emergency_management', 'FIRE', 'x', '2024-03-15'"
        " FROM (SELECT id FROM identities LIMIT 1) i, oauth_clients c, generate_series(1, 50)"
        " WHERE c.department = 'emergency_management' RETURNING 1",
        ELSEWHERE,
    )
    over = look(hub, "emergency_management", hub.number())
    assert over["code"] == "LOOKUP_QUOTA"
    assert "2024-03-16" in over["message"]
