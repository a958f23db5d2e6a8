"""Putting wrong feedback right through the graph: what was voided is in the chain, and nowhere else."""

from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import CHAIN, feed, feedback
from tests.schema.matters.test_emergencies import PAPERS, due, pay
from tests.schema.matters.test_matters import family, on_allowance, referred, step
from tests.schema.monitoring.test_supervision import items, taken
from tests.schema.monitoring.test_warnings import pupil_at_home, warnings

HOUSE = """mutation ($items: [HousingFeedbackInput!]!, $check: Boolean! = false) {
  feedBackHousing(items: $items, checkOnly: $check) { ... on FeedbackReport { outcomes {
    __typename ... on Refused { code path } ... on FeedbackAccepted { record clashes { same department } } } } } }"""
REBUILDING = """mutation ($items: [EmergencyManagementFeedbackInput!]!, $check: Boolean! = true) {
  feedBackEmergencyManagement(items: $items, checkOnly: $check) { ... on FeedbackReport { outcomes {
    ... on Refused { code path } ... on FeedbackAccepted { clashes { same department } } } } } }"""
TOTALS = """query ($division: String) { totals(division: $division, programme: "ZJ-03") { records granted paid } }"""
CLASHES = """query ($id: String!) { records(filter: {externalId: $id}) { nodes {
  ... on EmergencyManagementRecord { clashes { same record { department { code } } } } } } }"""
ENDING = "... on Ending { id state }"


def void(hub: Running, number: str, record: str, **stated: Any) -> dict[str, Any]:
    """The entry that voids the record of that external id."""
    known = {"status": "VOIDED", "record": record, "reason": "the wrong person", "amount": None}
    return feedback(hub, number, f"void {record}", **{**known, **stated})


def house(hub: Running, item: dict[str, Any], check: bool = False) -> dict[str, Any]:
    """What becomes of an entry about the house, of the department of housing."""
    stated = {"programme": "ZJ-03", **({"mode": "REPAIR"} if item["status"] == "GRANTED" else {})}
    answer = hub["housing"].ask(HOUSE, {"items": [{**item, **stated}], "check": check})["feedBackHousing"]
    outcome: dict[str, Any] = answer["outcomes"][0]
    return outcome


def rebuilding(hub: Running, number: str, external_id: str, check: bool = True) -> dict[str, Any]:
    """What becomes of an entry about the same house, of emergency management."""
    programme = "emergency_management.damaged_house_rebuilding"
    item = feedback(hub, number, external_id, programme=programme, amount=None)
    answer = hub["emergency_management"].ask(REBUILDING, {"items": [item], "check": check})
    outcome: dict[str, Any] = answer["feedBackEmergencyManagement"]["outcomes"][0]
    return outcome


def test_help_posted_for_the_wrong_person_blocks_and_counts_no_more_once_it_is_voided(hub: Running) -> None:
    number = hub.number("19700101")
    home = family(hub, number)
    before = hub["civil_affairs"].ask(TOTALS, {"division": HOME})
    posted = feedback(hub, number, f"house {home}", amount=3500000, payments=[{"paidOn": "2024-03-11", "amount": 100}])
    assert house(hub, posted)["record"]
    assert [clash["same"] for clash in rebuilding(hub, number, f"r {home}")["clashes"]] == ["house"]
    voided = house(hub, void(hub, number, f"house {home}"))
    assert voided["__typename"] == "FeedbackAccepted"
    assert rebuilding(hub, number, f"r {home}")["clashes"] == []
    assert house(hub, feedback(hub, number, f"new {home}"), check=True)["__typename"] == "FeedbackAccepted"
    assert hub["civil_affairs"].ask(TOTALS, {"division": HOME}) == before
    chain = hub["civil_affairs"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"]
    told = [link for link in chain if link["kind"] != "WARNED"]  # the cross-check may be through by now
    assert [(link["kind"], link["note"]) for link in told] == [("VOIDED", "the wrong person"), ("ASSISTED", None)]
    again = house(hub, void(hub, number, f"house {home}", externalId=f"again {home}"))
    assert (again["code"], again["path"]) == ("RECORD_VOIDED", "items[0].record")


def test_a_clash_that_was_told_is_shown_no_more_of_the_other_record(hub: Running) -> None:
    number = hub.number("19700101")
    home = family(hub, number)
    house(hub, feedback(hub, number, f"house {home}"))
    rebuilding(hub, number, f"r {home}", check=False)
    asked = {"id": f"r {home}"}
    (told,) = hub["emergency_management"].ask(CLASHES, asked)["records"]["nodes"]
    assert [clash["same"] for clash in told["clashes"]] == ["house"]
    house(hub, void(hub, number, f"house {home}"))
    assert hub["emergency_management"].ask(CLASHES, asked)["records"]["nodes"] == [{"clashes": []}]


def test_a_voided_record_needs_its_reason_and_is_read_back_with_it(hub: Running) -> None:
    number = hub.number()
    feed(hub, feedback(hub, number, "void-read"))
    silent, both = feed(
        hub,
        void(hub, number, "void-read", reason=None),
        feedback(hub, number, "void-both", replaces="void-read", reason=None),
    )
    assert [(one["code"], one["path"]) for one in (silent, both)] == [
        ("REASON_NEEDED", "items[0].reason"),
        ("REASON_NEEDED", "items[1].reason"),
    ]
    feed(hub, void(hub, number, "void-read"))
    asked = """{ records(filter: {externalId: "void-read", status: VOIDED}) { nodes {
      ... on EducationAidRecord { status amount voidedOn voidedBecause } } } }"""
    read = {"status": "VOIDED", "amount": 62500, "voidedOn": "2024-03-10", "voidedBecause": "the wrong person"}
    assert hub["education_aid"].ask(asked)["records"]["nodes"] == [read]


def test_one_county_neither_voids_nor_replaces_what_another_gave(hub: Running) -> None:
    number = hub.number()
    feed(hub, feedback(hub, number, "of-home"), who="education_aid here")
    here = {"division": ELSEWHERE}
    voiding = void(hub, number, "of-home", **here)
    replacing = feedback(hub, number, "of-elsewhere", replaces="of-home", reason="paid here", **here)
    refused = feed(hub, voiding, replacing, who="education_aid elsewhere")
    assert [(one["code"], one["path"]) for one in refused] == [
        ("RECORD_NOT_FOUND", "items[0].record"),
        ("RECORD_NOT_FOUND", "items[1].replaces"),
    ]


def test_a_list_that_a_voided_record_answered_is_open_again(hub: Running) -> None:
    _, pupil = pupil_at_home(hub)
    listed = taken(hub)
    open_before = len(items(hub, listed["id"], answered=False))
    cited = f"listed-void-{hub.numbers}"
    feed(hub, feedback(hub, pupil, cited, snapshot=listed["id"], happenedOn="2024-03-14"))
    assert len(items(hub, listed["id"], answered=False)) == open_before - 1
    feed(hub, void(hub, pupil, cited, happenedOn="2024-03-15"))
    assert len(items(hub, listed["id"], answered=False)) == open_before


def test_a_warning_that_was_closed_by_a_grant_is_raised_again_once_that_is_voided(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    (key,) = [key for key in warnings(hub, home) if key.endswith("|JY-02")]
    warning = warnings(hub, home)[key]
    line = {"programme": "JY-02", "action": "ASSESS", "warning": warning["id"]}
    pushed = referred(hub, home, line)
    (line,) = step(hub, "acceptReferral", "education_aid here", id=pushed["id"])["lines"]
    feed(hub, feedback(hub, pupil, f"granted {home}"))
    answers = [{"line": line["id"], "answer": "GRANTED"}]
    step(hub, "answerReferral", "education_aid here", id=pushed["id"], answers=answers)
    assert key not in warnings(hub, home)
    feed(hub, void(hub, pupil, f"granted {home}"))
    assert key in warnings(hub, home)


def test_papers_owed_for_a_voided_record_fall_away(hub: Running) -> None:
    number = hub.number()
    home = family(hub, number)
    record = f"fire void {hub.numbers}"
    pay(hub, "civil_affairs elsewhere", number, record)
    (owed,) = due(hub, "civil_affairs here", "HOME", home)
    asked = {"status": "VOIDED", "record": record, "reason": "no fire there", "provisional": False, "amount": None}
    pay(hub, "civil_affairs elsewhere", number, f"void {record}", **asked)
    (dropped,) = due(hub, "civil_affairs here", "HOME", home)
    assert (dropped["id"], dropped["state"], dropped["dueOn"]) == (owed["id"], "DROPPED", None)
    boxed = {one["id"]: one["state"] for one in due(hub, "civil_affairs elsewhere", "IN", home)}
    assert boxed[owed["id"]] == "DROPPED"
    late = step(hub, "handInPapers", "civil_affairs elsewhere", PAPERS, id=owed["id"], papers=["CAUSE"])
    assert late["code"] == "WRONG_STATE"


def test_an_ending_of_a_voided_record_falls_away(hub: Running) -> None:
    number = hub.number("19700101")
    home = family(hub, number)
    on_allowance(hub, home)
    record = f"allowance {hub.numbers}"
    stated = {"programme": "MZ-02", "division": HOME, "provisional": False, "event": None}
    id = pay(hub, "civil_affairs here", number, record, **stated)["record"]
    proposed = {"household": home, "record": id, "ground": "OTHER", "factsFound": "moved"}
    ending = step(hub, "proposeEnding", "civil_affairs here", ENDING, **proposed)
    assert ending["state"] == "PROPOSED"
    voiding = {"status": "VOIDED", "record": record, "reason": "another household", "amount": None}
    pay(hub, "civil_affairs here", number, f"void {record}", **stated, **voiding)
    assert hub.rows("SELECT state FROM matters WHERE id = %s", ending["id"]) == [("DROPPED",)]
    again = step(hub, "proposeEnding", "civil_affairs here", ENDING, **proposed)
    assert again["code"] == "RECORD_NOT_FOUND"
