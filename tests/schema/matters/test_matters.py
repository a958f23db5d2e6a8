"""Matters (办理事项): referrals go out, are taken on, sent back and answered; each step by who may take it."""

from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import DETERMINE, feed, feedback, household, member, register

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


def test_a_referral_is_pushed_accepted_and_answered_with_the_help_that_was_fed_back(hub: Running) -> None:
    pupil = hub.number()
    home = family(hub, pupil)
    pushed = referred(hub, home)
    assert (pushed["state"], pushed["dueOn"]) == ("PUSHED", "2024-03-20")  # three working days after Friday
    taken = step(hub, "acceptReferral", "education_aid here", id=pushed["id"])
    assert taken["state"] == "ACCEPTED"
    (line,) = taken["lines"]
    answers = [{"line": line["id"], "answer": "GRANTED"}]
    early = step(hub, "answerReferral", "education_aid here", id=pushed["id"], answers=answers)
    assert (early["code"], early["path"]) == ("NO_RECORD_OF_GRANT", "input.answers[0].answer")
    feed(hub, feedback(hub, pupil, f"jy-{hub.numbers}"))
    done = step(hub, "answerReferral", "education_aid here", id=pushed["id"], answers=answers)
    assert done["state"] == "ANSWERED"
    assert done["lines"][0]["record"] is not None
    assert step(hub, "closeReferral", "civil_affairs here", id=pushed["id"])["state"] == "CLOSED"
    links = hub["civil_affairs"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"]
    assert {"REFERRED", "ACCEPTED", "ASSISTED", "ANSWERED"} <= {link["kind"] for link in links}


def test_both_sides_see_the_same_day_and_a_stranger_sees_nothing(hub: Running) -> None:
    home = family(hub, hub.number())
    pushed = referred(hub, home)
    for box, who in (("OUT", "civil_affairs here"), ("IN", "education_aid here"), ("HOME", "civil_affairs here")):
        (found,) = hub[who].ask(BOX, {"box": box, "id": pushed["id"]})["referrals"]["nodes"]
        assert (found["dueOn"], found["household"]["id"]) == ("2024-03-20", home)
    for box, who in (("IN", "education_aid elsewhere"), ("IN", "housing"), ("HOME", "civil_affairs elsewhere")):
        assert hub[who].ask(BOX, {"box": box, "id": pushed["id"]})["referrals"]["nodes"] == []
    assert step(hub, "acceptReferral", "housing", id=pushed["id"])["code"] == "NOT_YOUR_STEP"
    assert step(hub, "acceptReferral", "education_aid elsewhere", id=pushed["id"])["code"] == "UNKNOWN_MATTER"


def test_a_referral_brings_the_household_into_reach_until_it_is_closed(hub: Running) -> None:
    home = family(hub, hub.number())
    seen = "query ($id: ID!) { household(id: $id) { id } }"
    assert hub["education_aid here"].ask(seen, {"id": home})["household"] is None
    pushed = referred(hub, home)
    assert hub["education_aid here"].ask(seen, {"id": home})["household"] == {"id": home}
    step(hub, "withdrawReferral", "civil_affairs here", id=pushed["id"], withdrawnBecause="the wrong household")
    assert hub["education_aid here"].ask(seen, {"id": home})["household"] is None


def test_what_is_returned_is_pushed_again_and_a_step_out_of_turn_says_what_can_be_done(hub: Running) -> None:
    pushed = referred(hub, family(hub, hub.number()))
    why = {"returnReason": "INCOMPLETE", "returnNote": "which school?"}
    assert step(hub, "returnReferral", "education_aid", id=pushed["id"], **why)["state"] == "RETURNED"
    late = step(hub, "acceptReferral", "education_aid", id=pushed["id"])
    assert late["code"] == "WRONG_STATE"
    assert "referAgain (civil_affairs)" in late["message"]
    assert step(hub, "referAgain", "civil_affairs here", id=pushed["id"], note="the first")["state"] == "PUSHED"


def test_papers_that_are_missing_keep_a_referral_open(hub: Running) -> None:
    pushed = referred(hub, family(hub, hub.number()))
    (line,) = step(hub, "acceptReferral", "education_aid", id=pushed["id"])["lines"]
    asked = [{"line": line["id"], "answer": "NEEDS_PAPERS", "reason": "a certificate"}]
    assert step(hub, "answerReferral", "education_aid", id=pushed["id"], answers=asked)["state"] == "ACCEPTED"
    final = [{"line": line["id"], "answer": "NOT_ELIGIBLE", "reason": "another stage"}]
    assert step(hub, "answerReferral", "education_aid", id=pushed["id"], answers=final)["state"] == "ANSWERED"


def test_what_is_left_of_a_referral_is_due_by_the_day_that_all_of_it_was(hub: Running) -> None:
    lines = [{"programme": "JY-02"}, {"programme": "JY-03"}]
    pushed = referred(hub, family(hub, hub.number()), *lines)
    accepted = step(hub, "acceptReferral", "education_aid", id=pushed["id"])
    for line, answer in zip(accepted["lines"], ("NEEDS_PAPERS", "NOT_ELIGIBLE"), strict=True):
        answers = [{"line": line["id"], "answer": answer, "reason": "told"}]
        partly = step(hub, "answerReferral", "education_aid", id=pushed["id"], answers=answers)
        assert (partly["state"], partly["dueOn"]) == ("ACCEPTED", accepted["dueOn"])
    answers = [{"line": accepted["lines"][0]["id"], "answer": "NOT_ELIGIBLE", "reason": "another stage"}]
    done = step(hub, "answerReferral", "education_aid", id=pushed["id"], answers=answers)
    assert (done["state"], done["dueOn"] < accepted["dueOn"]) == ("ANSWERED", True)


ANSWERS = """... on Referral { id state dueOn lines { id answer answerReason record { id } }
  steps { step state answers { line answer reason before } } }"""


def test_a_wrong_answer_is_corrected_and_both_stand_in_the_chain_and_among_the_steps(hub: Running) -> None:
    pupil = hub.number()
    home = family(hub, pupil)
    pushed = referred(hub, home)
    (line,) = step(hub, "acceptReferral", "education_aid here", id=pushed["id"])["lines"]

    def answer(name: str, answer: str, reason: str | None = None, **stated: Any) -> dict[str, Any]:
        answers = [{"line": line["id"], "answer": answer, "reason": reason}]
        return step(hub, name, "education_aid here", ANSWERS, id=pushed["id"], answers=answers, **stated)

    why = {"correctionNote": "it was another pupil"}
    early = answer("correctAnswer", "NOT_ELIGIBLE", "another stage", **why)
    assert (early["code"], early["path"]) == ("LINE_NOT_ANSWERED", "input.answers[0].line")
    answer("answerReferral", "NOT_ELIGIBLE", "another stage")
    same = answer("correctAnswer", "NOT_ELIGIBLE", "another stage", **why)
    assert (same["code"], same["path"]) == ("NOTHING_CORRECTED", "input.answers[0].answer")
    nothing = answer("correctAnswer", "GRANTED", **why)
    assert nothing["code"] == "NO_RECORD_OF_GRANT"
    feed(hub, feedback(hub, pupil, f"jy-{hub.numbers}"))
    right = answer("correctAnswer", "GRANTED", **why)
    assert (right["state"], right["lines"][0]["answer"]) == ("ANSWERED", "GRANTED")
    assert right["lines"][0]["record"] is not None
    said = [one["answers"] for one in right["steps"] if one["answers"]]
    assert [(one["answer"], one["before"]) for (one,) in said] == [("NOT_ELIGIBLE", None), ("GRANTED", "NOT_ELIGIBLE")]
    links = hub["civil_affairs"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"]
    told = [(link["kind"], link["note"]) for link in links if link["kind"].startswith("ANSWER")]
    assert sorted(told) == [("ANSWERED", "NOT_ELIGIBLE"), ("ANSWER_CORRECTED", "GRANTED")]


def test_an_answer_of_a_closed_referral_is_corrected_and_the_sender_closes_it_again(hub: Running) -> None:
    pushed = referred(hub, family(hub, hub.number()))
    (line,) = step(hub, "acceptReferral", "education_aid here", id=pushed["id"])["lines"]
    wrong = {"line": line["id"], "answer": "NOT_ELIGIBLE", "reason": "another stage"}
    step(hub, "answerReferral", "education_aid here", id=pushed["id"], answers=[wrong])
    assert step(hub, "closeReferral", "civil_affairs here", id=pushed["id"])["state"] == "CLOSED"
    right = {"line": line["id"], "answer": "REFUSED", "reason": "the term is over"}
    given = {"id": pushed["id"], "answers": [right], "correctionNote": "the wrong reason"}
    assert step(hub, "correctAnswer", "education_aid elsewhere", **given)["code"] == "UNKNOWN_MATTER"
    assert step(hub, "correctAnswer", "housing", **given)["code"] == "NOT_YOUR_STEP"
    assert step(hub, "correctAnswer", "education_aid here", **given)["state"] == "ANSWERED"
    assert step(hub, "closeReferral", "civil_affairs here", id=pushed["id"])["state"] == "CLOSED"


TURNS = """query ($id: ID, $turn: String, $dueBefore: Date) {
  referrals(box: HOME, id: $id, turn: $turn, dueBefore: $dueBefore) { nodes { id dueOn turn { code } } } }"""


def test_home_shows_whose_turn_it_is_and_by_when_and_is_asked_by_department_and_day(hub: Running) -> None:
    pushed = referred(hub, family(hub, hub.number()))

    def turn(**asked: str) -> list[tuple[str, str]]:
        nodes = hub["civil_affairs here"].ask(TURNS, {"id": pushed["id"], **asked})["referrals"]["nodes"]
        return [(node["turn"] and node["turn"]["code"], node["dueOn"]) for node in nodes]

    assert turn() == [("education_aid", pushed["dueOn"])]
    assert turn(turn="education_aid", dueBefore="2024-03-21") == turn()
    assert turn(turn="civil_affairs") == turn(dueBefore=pushed["dueOn"]) == []
    step(hub, "returnReferral", "education_aid", id=pushed["id"], returnReason="OTHER", returnNote="not ours")
    ((whose, _),) = turn(turn="civil_affairs")
    assert whose == "civil_affairs"
    step(hub, "withdrawReferral", "civil_affairs here", id=pushed["id"], withdrawnBecause="settled")
    assert turn() == [(None, None)]


def test_the_same_referral_sent_twice_is_one(hub: Running) -> None:
    home = family(hub, hub.number())
    given = {"household": home, "to": "education_aid", "lines": [{"programme": "JY-02"}], "externalId": f"r-{home}"}
    once, again = (step(hub, "refer", "civil_affairs here", **given) for _ in range(2))
    assert once["id"] == again["id"]
    other = step(hub, "refer", "civil_affairs here", **(given | {"note": "other content"}))
    assert (other["code"], other["path"]) == ("MATTER_REUSED", "input.externalId")


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


def test_a_phase_out_is_longer_with_a_recorded_reason(hub: Running) -> None:
    """三（二）就业救助: 原则上不超过6个月."""
    home = family(hub, hub.number())
    on_allowance(hub, home)
    longer = {"startsOn": "2024-03-01", "endsOn": "2024-11-30", "longerBecause": "the work is seasonal"}
    told = "... on PhaseOut { id state dueOn longerBecause } ... on Refused { code }"
    started = step(
        hub, "startPhaseOut", "civil_affairs here", told, household=home, income=120000, employmentCost=20000, **longer
    )
    assert (started["state"], started["dueOn"]) == ("RUNNING", "2024-11-30")
    assert started["longerBecause"] == "the work is seasonal"
    again = step(
        hub, "startPhaseOut", "civil_affairs here", "", household=home, income=120000, employmentCost=0, **longer
    )
    assert again["code"] == "PHASE_OUT_RUNNING"
    assert f"{started['id']}: concludePhaseOut" in again["message"]


def test_a_phase_out_is_of_a_family_and_not_of_one_person_taken_alone(hub: Running) -> None:
    """三（二）就业救助: 在其家庭成员人均收入超过当地城乡低保标准后."""
    home = family(hub, hub.number(), hub.number())
    ((_,), (alone,)) = hub.rows(
        "SELECT person_id::text FROM memberships WHERE household_id = %s ORDER BY relation", home
    )
    on_allowance(hub, home, basis="SINGLE_PERSON", person=alone)
    given = {"startsOn": "2024-03-01", "endsOn": "2024-08-31", "income": 120000, "employmentCost": 20000}
    for about in ({}, {"person": alone}):
        refused = step(hub, "startPhaseOut", "civil_affairs here", "", household=home, **about, **given)
        assert (refused["code"], refused["path"]) == ("PHASE_OUT_OF_FAMILIES", "input.household")
        assert "家庭成员人均收入" in refused["message"]


def test_a_phase_out_takes_six_months_at_most_and_counts_income_after_employment_costs(hub: Running) -> None:
    home = family(hub, hub.number())
    phase_out = "... on PhaseOut { state dueOn startsOn endsOn income employmentCost }"
    given = {"household": home, "startsOn": "2024-03-01", "endsOn": "2024-08-31", "employmentCost": 20000}
    nobody = step(hub, "startPhaseOut", "civil_affairs here", phase_out, income=120000, **given)
    assert nobody["code"] == "NOT_ON_ALLOWANCE"
    on_allowance(hub, home)
    long = step(
        hub, "startPhaseOut", "civil_affairs here", phase_out, income=120000, **(given | {"endsOn": "2024-09-01"})
    )
    assert (long["code"], long["path"]) == ("PHASE_OUT_TOO_LONG", "input.endsOn")
    assert "longerBecause" in long["message"]
    below = step(hub, "startPhaseOut", "civil_affairs here", phase_out, income=30000, **given)
    assert below["code"] == "NOT_OVER_STANDARD"
    started = step(hub, "startPhaseOut", "civil_affairs here", phase_out, income=120000, **given)
    assert (started["state"], started["dueOn"]) == ("RUNNING", "2024-08-31")
    assert {name: started[name] for name in given if name != "household"} | {"income": started["income"]} == {
        "startsOn": "2024-03-01", "endsOn": "2024-08-31", "employmentCost": 20000, "income": 120000,
    }  # fmt: skip # as it was said


def test_an_application_is_received_once_and_routed_to_the_departments(hub: Running) -> None:
    home = family(hub, hub.number())
    application = "... on Application { id state needs lines { department { code } } }"
    given = {"household": home, "appliedOn": "2024-03-15", "needs": ["EDUCATION", "HOUSING"]}
    received = step(hub, "receiveApplication", "civil_affairs here", application, **given)
    assert (received["state"], received["needs"]) == ("RECEIVED", ["EDUCATION", "HOUSING"])
    lines = [{"programme": "JY-02"}, {"programme": "ZJ-03"}, {"needs": ["MEDICAL"], "department": "medical_insurance"}]
    routed = step(hub, "routeApplication", "civil_affairs here", application, id=received["id"], lines=lines)
    assert routed["state"] == "ROUTED"
    found = "query ($home: ID) { referrals(box: OUT, household: $home) { nodes { toDepartment { code } parent } } }"
    referrals = hub["civil_affairs here"].ask(found, {"home": home})["referrals"]["nodes"]
    assert {one["toDepartment"]["code"] for one in referrals} == {"education_aid", "housing", "medical_insurance"}
    assert {one["parent"] for one in referrals} == {received["id"]}
    told = {"toldOn": "2024-03-15", "told": "all of it"}
    early = step(hub, "closeApplication", "civil_affairs here", application, id=received["id"], **told)
    assert early["code"] == "REFERRALS_OPEN"
    ((housed,),) = hub.rows(
        "SELECT id::text FROM matters WHERE parent_id = %s AND to_department = 'housing'", received["id"]
    )
    assert f"{housed}: withdrawReferral" in early["message"]
    step(hub, "acceptReferral", "housing", id=housed)
    early = step(hub, "closeApplication", "civil_affairs here", application, id=received["id"], **told)
    assert f"{housed}: returnReferral (housing), answerReferral (housing)" in early["message"]


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


def test_a_line_names_only_what_belongs_to_its_household(hub: Running) -> None:
    home = family(hub, hub.number())
    strange = "00000000-0000-7000-8000-000000000000"
    for given, code in (
        ({"person": strange}, "NOT_A_MEMBER"),
        ({"warning": strange}, "UNKNOWN_WARNING"),
        ({"record": strange}, "RECORD_NOT_FOUND"),
    ):
        lines = [{"programme": "JY-02", **given}]
        answer = step(hub, "refer", "civil_affairs here", household=home, to="education_aid", lines=lines)
        assert (answer["code"], answer["path"]) == (code, f"input.lines[0].{next(iter(given))}")
    too_many = [{"programme": "JY-02"}] * 51
    answer = step(hub, "refer", "civil_affairs here", household=home, to="education_aid", lines=too_many)
    assert (answer["code"], answer["path"]) == ("NO_LINE", "input.lines")


def test_needs_that_a_visit_found_become_an_application_that_is_routed(hub: Running) -> None:
    home = family(hub, hub.number())
    box = "query ($id: ID) { applications(box: OUT, household: $id) { nodes { id state needs applicationNote appliedOn dueOn parent } } }"

    def applied() -> list[dict[str, Any]]:
        nodes: list[dict[str, Any]] = hub["civil_affairs here"].ask(box, {"id": home})["applications"]["nodes"]
        return nodes

    def visited(*needs: str) -> str:
        found = {"visitedOn": "2024-03-14", "visitorRole": "VILLAGE_WORKER", "met": True, "findings": "a leaking roof"}
        needed = {"needs": list(needs)} if needs else {}
        visit = step(hub, "recordVisit", "civil_affairs here", "... on Visit { id }", household=home, **found, **needed)
        id: str = visit["id"]
        return id

    visited()
    assert applied() == []
    visit = visited("HOUSING", "MEDICAL")
    (one,) = applied()
    assert (one["state"], one["needs"], one["parent"]) == ("RECEIVED", ["HOUSING", "MEDICAL"], visit)
    assert (one["applicationNote"], one["appliedOn"]) == ("a leaking roof", "2024-03-14")
    assert one["dueOn"]
    visited("HOUSING", "HEATING")
    assert sorted(need for one in applied() for need in one["needs"]) == ["HEATING", "HOUSING", "MEDICAL"]
    lines = [{"action": "ASSESS", "needs": ["HOUSING"], "department": "housing"}]
    routed = step(
        hub, "routeApplication", "civil_affairs here", "... on Application { state }", id=one["id"], lines=lines
    )
    assert routed["state"] == "ROUTED"
    asked = hub["housing here"].ask(BOX, {"box": "IN", "id": None})["referrals"]["nodes"]
    assert home in [one["household"]["id"] for one in asked if one["household"]]


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
