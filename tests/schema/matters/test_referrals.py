"""Referrals (转办推送): pushed, taken on, sent back, answered and closed, each step by who may take it."""

from typing import Any

from tests.hub_running import Running
from tests.schema.acts import feed, feedback
from tests.schema.matters.test_matters import BOX, CHAIN, family, referred, step


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
