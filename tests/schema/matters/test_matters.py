"""Matters (办理事项): what a step says is checked, deadlines are told, and who moves takes what is open along."""

from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import DETERMINE, household, member, register

SAID = "__typename ... on Refused { code message path }"
REFERRAL = """... on Referral { id state dueOn overdue note toDepartment { code } household { id }
  lines { id action programme { number } answer record { id } } steps { step state department { code } } }"""
BOX = "query ($box: Box!, $id: ID) { referrals(box: $box, id: $id) { nodes { id state dueOn household { id } } } }"
NOTICE = {"noticeWords": "自三月起停发", "appealTo": "市民政局；秦州区人民法院"}
CHAIN = "query ($id: ID!) { household(id: $id) { chain(first: 200) { nodes { kind department { code } note } } } }"


def step(hub: Running, name: str, who: str, selection: str = REFERRAL, **given: Any) -> dict[str, Any]:
    """Take a step, and what the hub says to it."""
    input = name[0].upper() + name[1:] + "Input"
    document = f"mutation ($input: {input}!) {{ {name}(input: $input) {{ {SAID} {selection} }} }}"
    answer: dict[str, Any] = hub[who].ask(document, {"input": given})[name]
    return answer


def family(hub: Running, *numbers: str) -> str:
    (registered,) = register(hub, household(hub, *(member(n, "02" if not i else "30") for i, n in enumerate(numbers))))
    home: str = registered["household"]
    return home


def on_allowance(hub: Running, home: str, **stated: str) -> dict[str, Any]:
    decided = {"household": home, "category": "subsistence_allowance", "validFrom": "2024-01-01", **stated}
    answer: dict[str, Any] = hub["civil_affairs"].ask(DETERMINE, {"input": decided})["determine"]
    return answer


def referred(hub: Running, home: str, *lines: dict[str, Any], to: str = "education_aid") -> dict[str, Any]:
    asked = list(lines) or [{"programme": "JY-02", "action": "ASSESS"}]
    answer = step(hub, "refer", "civil_affairs here", household=home, to=to, note="a pupil", lines=asked)
    assert answer["__typename"] == "Referral", answer
    return answer


def test_help_ends_only_after_a_hearing_a_decision_and_a_written_notice(hub: Running) -> None:
    home = family(hub, hub.number())
    (determination,) = on_allowance(hub, home)["determinations"]
    ending = "... on Ending { id state dueOn decision heardOn effectiveOn }"
    proposed = step(
        hub, "proposeEnding", "civil_affairs here", ending, household=home, determination=determination,
        ground="OVER_STANDARD", factsFound="new job",
    )  # fmt: skip # what is proposed
    id = proposed["id"]
    assert proposed["state"] == "PROPOSED"
    again = step(
        hub, "proposeEnding", "civil_affairs here", ending, household=home, determination=determination,
        ground="OTHER", factsFound="again",
    )  # fmt: skip # what is proposed once more
    assert again["code"] == "ENDING_OPEN"
    assert f"{id}: hear, waiveHearing, keepHelp" in again["message"]
    too_soon = step(hub, "carryOut", "civil_affairs here", ending, id=id, effectiveOn="2024-04-01")
    assert too_soon["code"] == "WRONG_STATE"
    step(hub, "hear", "civil_affairs here", ending, id=id, heardOn="2024-03-14", statement="agrees")
    decided = {
        "decision": "END",
        "decisionNumber": "2024-7",
        "reasons": "income over the standard",
        "legalBasis": "社会救助法第四十七条",
    }
    step(hub, "decideEnding", "civil_affairs here", ending, id=id, **decided)
    told = {"notifiedOn": "2024-03-15", "delivery": "IN_PERSON", "proof": "signed", **NOTICE}
    step(hub, "notifyDecision", "civil_affairs here", ending, id=id, **told)
    done = step(hub, "carryOut", "civil_affairs here", ending, id=id, effectiveOn="2024-03-15")
    assert (done["state"], done["decision"]) == ("DONE", "END")
    assert (proposed["heardOn"], done["heardOn"], done["effectiveOn"]) == (None, "2024-03-14", "2024-03-15")
    links = hub["civil_affairs"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"]
    # The cross-check warns when it comes to it, between any two steps.
    steps = [link["kind"] for link in reversed(links) if link["kind"] != "WARNED"]
    assert steps[-4:] == ["HEARD", "DECIDED", "NOTIFIED", "DETERMINATION_ENDED"]


def test_a_county_uploads_to_its_city_which_accepts_or_returns(hub: Running) -> None:
    upload = "... on Upload { id state count hash }"
    given = {"division": HOME, "month": "2024-02", "externalId": f"u-{hub.number()}"}
    sent = step(hub, "submitUpload", "civil_affairs here", upload, **given)
    assert (sent["state"], len(sent["hash"])) == ("SUBMITTED", 64)
    assert step(hub, "submitUpload", "civil_affairs here", upload, **given)["id"] == sent["id"]
    own = step(hub, "acceptUpload", "civil_affairs here", upload, id=sent["id"])
    assert own["code"] == "NOT_YOUR_STEP"
    back = step(hub, "returnUpload", "civil_affairs", upload, id=sent["id"], returnNote="two are missing")
    assert back["state"] == "RETURNED"
    step(hub, "submitAgain", "civil_affairs here", upload, id=sent["id"], uploadNote="they are there now")
    assert step(hub, "acceptUpload", "civil_affairs", upload, id=sent["id"])["state"] == "ACCEPTED"


def test_what_is_wrong_with_a_step_is_said_at_its_place_and_changes_nothing(hub: Running) -> None:
    home = family(hub, hub.number())
    visit = "... on Visit { state needs visitorRole visitedOn plannedFor met findings }"
    given = {
        "household": home,
        "visitedOn": "2024-03-10",
        "visitorRole": "SOCIAL_WORKER",
        "met": True,
        "findings": "ill",
    }
    invited = {"household": home, "plannedFor": "2024-03-20", "topic": "x", "invited": ["treasury"]}
    unknown = step(hub, "convene", "civil_affairs here", "... on Conference { state }", **invited)
    assert (unknown["code"], unknown["path"]) == ("UNKNOWN_CODE", "input.invited")
    ahead = step(hub, "recordVisit", "civil_affairs here", visit, **(given | {"visitedOn": "2024-03-16"}))
    assert (ahead["code"], ahead["path"]) == ("FUTURE_DATE", "input.visitedOn")
    made = step(hub, "recordVisit", "civil_affairs here", visit, **(given | {"needs": ["CARE", "MEDICAL"]}))
    assert (made["state"], made["needs"]) == ("VISITED", ["CARE", "MEDICAL"])
    assert (made["visitedOn"], made["plannedFor"], made["met"], made["findings"]) == ("2024-03-10", None, True, "ill")
    assert step(hub, "recordVisit", "civil_affairs elsewhere", visit, **given)["code"] == "UNKNOWN_HOUSEHOLD"


MOVE = """mutation ($items: [HouseholdInput!]!) { registerHouseholds(items: $items) { ... on RegistrationReport {
  outcomes { __typename ... on Registered { household } ... on Refused { code path } } } } }"""


def moved(hub: Running, *numbers: str, change: str = "MOVE") -> str:
    """Members come into a household of another county; the department above both registers it."""
    members = [member(n, "02" if not i else "30", change=change) for i, n in enumerate(numbers)]
    there = household(hub, *members, division=ELSEWHERE)
    (outcome,) = hub["civil_affairs"].ask(MOVE, {"items": [there]})["registerHouseholds"]["outcomes"]
    assert outcome["__typename"] == "Registered", outcome
    home: str = outcome["household"]
    return home


def test_a_referral_follows_a_household_that_moves_to_another_county(hub: Running) -> None:
    number = hub.number()
    pushed = referred(hub, family(hub, number))
    there = moved(hub, number)
    (found,) = hub["education_aid elsewhere"].ask(BOX, {"box": "IN", "id": pushed["id"]})["referrals"]["nodes"]
    assert found["household"]["id"] == there
    assert hub["education_aid here"].ask(BOX, {"box": "IN", "id": pushed["id"]})["referrals"]["nodes"] == []
    assert step(hub, "acceptReferral", "education_aid elsewhere", id=pushed["id"])["state"] == "ACCEPTED"


def test_on_a_split_what_is_about_one_person_goes_along_and_the_rest_stays(hub: Running) -> None:
    stays, goes = hub.number(), hub.number()
    home = family(hub, stays, goes)
    ids = dict(
        hub.rows(
            "SELECT p.id_number_masked, p.id FROM persons p JOIN memberships m ON m.person_id = p.id WHERE m.household_id = %s",
            home,
        )
    )
    child = next(id for masked, id in ids.items() if masked.endswith(goes[-4:]))
    whole = referred(hub, home)
    about = {"household": home, "person": str(child), "words": "apply for work", "programmes": ["RS-04"]}
    notice = step(hub, "sendNotice", "civil_affairs here", "... on Notice { id }", **about)
    there = moved(hub, goes, change="SPLIT")
    lives = dict(
        hub.rows("SELECT id, household_id FROM matters WHERE id = ANY(%s::uuid[])", [whole["id"], notice["id"]])
    )
    assert {str(id): str(household) for id, household in lives.items()} == {whole["id"]: home, notice["id"]: there}


def test_the_chain_of_who_moved_goes_on_in_the_new_county(hub: Running) -> None:
    number = hub.number()
    home = family(hub, number)
    referred(hub, home)
    there = moved(hub, number)
    kinds = [
        link["kind"] for link in hub["civil_affairs elsewhere"].ask(CHAIN, {"id": there})["household"]["chain"]["nodes"]
    ]
    assert {"REFERRED", "HOUSEHOLD_CHANGED"} <= set(kinds)


def test_a_department_opens_nothing_about_a_household_it_does_not_reach(hub: Running) -> None:
    home = family(hub, hub.number())
    doubt = {"household": home, "to": "housing", "fact": "housing.danger_grade", "doubt": "curious"}
    answer = step(hub, "requestCorrection", "education_aid", "... on Correction { id }", **doubt)
    assert answer["code"] == "UNKNOWN_HOUSEHOLD"


def test_what_a_department_opens_for_itself_brings_it_nothing(hub: Running) -> None:
    home = family(hub, hub.number())
    pushed = referred(hub, home)
    notice = {"household": home, "programmes": ["JY-02"], "words": "you may apply"}
    (person,) = hub.rows("SELECT person_id FROM memberships WHERE household_id = %s", home)
    sent = step(hub, "sendNotice", "education_aid", "... on Notice { state }", person=str(person[0]), **notice)
    assert sent["state"] == "SENT"
    step(hub, "withdrawReferral", "civil_affairs here", id=pushed["id"], withdrawnBecause="done")
    seen = hub["education_aid"].ask("query ($id: ID!) { household(id: $id) { id } }", {"id": home})
    assert seen["household"] is None


def test_days_and_months_nobody_means_are_refused_by_name(hub: Running) -> None:
    home = family(hub, hub.number())
    on_allowance(hub, home)
    far = {"household": home, "startsOn": "9999-11-30", "endsOn": "9999-12-31", "income": 1, "employmentCost": 0}
    assert step(hub, "startPhaseOut", "civil_affairs", "... on PhaseOut { id }", **far)["code"] == "FAR_DATE"
    for month in ("0000-01", "2024-13", "2024-04", "soon"):
        given = {"division": HOME, "month": month}
        assert step(hub, "submitUpload", "civil_affairs here", "... on Upload { id }", **given)["code"] == "BAD_MONTH"


def test_a_deadline_in_a_year_that_is_not_announced_may_yet_move(hub: Running) -> None:
    pushed = referred(hub, family(hub, hub.number()))
    asked = "query ($id: ID) { referrals(box: OUT, id: $id) { nodes { dueOn dueMayMove } } }"
    for due, moves in (("2024-03-20", False), ("2031-03-20", True)):
        hub.rows("UPDATE matters SET due_on = %s WHERE id = %s RETURNING id", due, pushed["id"])
        (found,) = hub["civil_affairs here"].ask(asked, {"id": pushed["id"]})["referrals"]["nodes"]
        assert found == {"dueOn": due, "dueMayMove": moves}


def test_what_is_handled_at_the_place_of_an_event_stands_in_the_chain_at_home(hub: Running) -> None:
    home = family(hub, hub.number())
    asked = {"to": "education_aid", "lines": [{"programme": "JY-02"}], "division": ELSEWHERE}
    pushed = step(hub, "refer", "civil_affairs here", household=home, **asked)
    taken = step(hub, "acceptReferral", "education_aid elsewhere", id=pushed["id"])
    assert (taken["state"], taken["household"]) == ("ACCEPTED", None)
    answers = [{"line": taken["lines"][0]["id"], "answer": "NOT_ELIGIBLE", "reason": "no pupil"}]
    answered = step(hub, "answerReferral", "education_aid elsewhere", id=pushed["id"], answers=answers)
    assert answered["state"] == "ANSWERED"
    links = hub["civil_affairs here"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"]
    assert {"REFERRED", "ACCEPTED", "ANSWERED"} <= {link["kind"] for link in links}
