"""Triage through the graph: referrals and conferences of warnings, by one of two officers."""

import threading
from typing import Any

from tests.hub_running import Running
from tests.schema.acts import feed, feedback
from tests.schema.matters.test_matters import step
from tests.schema.monitoring.test_warnings import pupil_at_home, warnings

TRIAGE = """mutation ($input: TriageInput!) { triage(input: $input) { __typename
  ... on Refused { code message path }
  ... on Triaged { referrals { id state toDepartment { code } lines { id action programme { number } } }
    conferences { id state warnings } warnings { id state disposition } } } }"""


def triage(hub: Running, who: str = "civil_affairs here", **input: Any) -> dict[str, Any]:
    answer: dict[str, Any] = hub[who].ask(TRIAGE, {"input": input})["triage"]
    return answer


def test_triage_makes_one_referral_for_each_department_and_the_answer_closes_the_warning(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    found = warnings(hub, home)
    items = [{"warning": one["id"], "disposition": one["kind"]} for one in found.values()]
    made = triage(hub, items=items)
    to = [one["toDepartment"]["code"] for one in made["referrals"]]
    assert sorted(to) == sorted(set(to))
    assert {one["state"] for one in made["warnings"]} == {"TRIAGED"}
    referral = next(one for one in made["referrals"] if one["toDepartment"]["code"] == "education_aid")
    step(hub, "acceptReferral", "education_aid here", id=referral["id"])
    feed(hub, feedback(hub, pupil, f"loop-{hub.numbers}"))
    answers = [
        {"line": line["id"]} | ({"answer": "GRANTED"} if line["programme"]["number"] == "JY-02"
            else {"answer": "NOT_ELIGIBLE", "reason": "another stage"})
        for line in referral["lines"]
    ]  # fmt: skip # one for each line
    answered = step(hub, "answerReferral", "education_aid here", id=referral["id"], answers=answers)
    assert answered["state"] == "ANSWERED"
    closed = warnings(hub, home, "CLOSED")
    (outcome,) = [one["outcome"] for key, one in closed.items() if key.endswith("JY-02")]
    assert outcome in ("CONFIRMED", "HELPED")  # the drain may have seen the help before the answer came
    assert not [key for key in warnings(hub, home) if key.endswith("JY-02")]


def test_a_corrected_answer_makes_of_the_warning_what_it_is(hub: Running) -> None:
    home, pupil = pupil_at_home(hub)
    about = next(one for key, one in warnings(hub, home).items() if key.endswith("|JY-02"))
    (referral,) = triage(hub, items=[{"warning": about["id"], "disposition": about["kind"]}])["referrals"]
    step(hub, "acceptReferral", "education_aid here", id=referral["id"])
    (line,) = referral["lines"]

    def outcome(name: str, answer: str, **stated: Any) -> list[tuple[str, str | None]]:
        answers = [{"line": line["id"], "answer": answer, "reason": f"told as {answer}"}]
        said = step(hub, name, "education_aid here", id=referral["id"], answers=answers, **stated)
        assert said["__typename"] == "Referral", said
        return hub.rows("SELECT state, outcome FROM early_warnings WHERE id = %s", about["id"])

    why = {"correctionNote": "read wrongly"}
    assert outcome("answerReferral", "REFUSED") == [("CLOSED", "DECIDED_OTHERWISE")]
    assert outcome("correctAnswer", "NEEDS_PAPERS", **why) == [("TRIAGED", None)]
    assert outcome("answerReferral", "NOT_ELIGIBLE") == [("CLOSED", "DECIDED_OTHERWISE")]
    feed(hub, feedback(hub, pupil, f"corrected-{hub.numbers}"))
    assert outcome("correctAnswer", "GRANTED", **why) == [("CLOSED", "CONFIRMED")]


def test_two_officers_at_one_warning_one_wins(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    items = [{"warning": one["id"], "disposition": one["kind"]} for one in warnings(hub, home).values()]
    answers: list[dict[str, Any]] = []

    def officer(who: str) -> None:
        answers.append(triage(hub, who, items=items))

    officers = [threading.Thread(target=officer, args=(who,)) for who in ("civil_affairs here", "civil_affairs")]
    for one in officers:
        one.start()
    for one in officers:
        one.join()
    assert sorted(one["__typename"] for one in answers) == ["Refused", "Triaged"]
    (refused,) = [one for one in answers if one["__typename"] == "Refused"]
    assert refused["code"] == "WARNING_TRIAGED"
    pushed = hub.rows("SELECT count(*) FROM matters WHERE procedure = 'referral' AND household_id = %s", home)
    (won,) = [one for one in answers if one["__typename"] == "Triaged"]
    assert won["referrals"][0]["id"] in refused["message"]
    assert "withdrawReferral" in refused["message"]
    assert pushed == [(len(won["referrals"]),)]


def test_an_answer_races_a_return_and_one_story_stands(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    items = [{"warning": one["id"], "disposition": one["kind"]} for one in warnings(hub, home).values()]
    referral = next(
        one for one in triage(hub, items=items)["referrals"] if one["toDepartment"]["code"] == "education_aid"
    )
    step(hub, "acceptReferral", "education_aid here", id=referral["id"])
    answers: list[dict[str, Any]] = []
    lines = [{"line": line["id"], "answer": "NOT_ELIGIBLE", "reason": "elsewhere"} for line in referral["lines"]]
    acts: list[tuple[str, dict[str, Any]]] = [
        ("answerReferral", {"answers": lines}),
        ("returnReferral", {"returnReason": "OTHER", "returnNote": "not ours"}),
    ]

    def take(name: str, given: dict[str, Any]) -> None:
        answers.append(step(hub, name, "education_aid here", id=referral["id"], **given))

    threads = [threading.Thread(target=take, args=one) for one in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    (refused,) = [one for one in answers if one["__typename"] == "Refused"]
    assert refused["code"] == "WRONG_STATE"
    (stands,) = [one for one in answers if one["__typename"] == "Referral"]
    kinds = [kind for (kind,) in hub.rows("SELECT kind FROM chain_links WHERE household_id = %s ORDER BY id", home)]
    assert ("ANSWERED" in kinds, "RETURNED" in kinds) == (stands["state"] == "ANSWERED", stands["state"] == "RETURNED")


def test_a_wrong_disposition_or_option_is_told_and_leaves_the_warning_open(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    (first, *_) = warnings(hub, home).values()
    wrong = triage(hub, items=[{"warning": first["id"], "disposition": "LAPSING"}])
    assert (wrong["code"], wrong["path"]) == ("WRONG_DISPOSITION", "input.items[0].disposition")
    other = triage(hub, items=[{"warning": first["id"], "disposition": first["kind"], "programmes": ["ZJ-03"]}])
    assert other["code"] == "NOT_AN_OPTION"
    assert first["id"] in [one["id"] for one in warnings(hub, home).values()]


def test_what_is_withdrawn_or_called_off_is_to_be_triaged_anew(hub: Running) -> None:
    home, _ = pupil_at_home(hub)
    (first, second, *_) = warnings(hub, home).values()
    meeting = {"on": "2024-03-20", "topic": "school and work"}
    items = [
        {"warning": first["id"], "disposition": first["kind"]},
        {"warning": second["id"], "disposition": "COMPLEX"},
    ]
    made = triage(hub, items=items, conference=meeting)
    (referral,), (conference,) = made["referrals"], made["conferences"]
    assert {first["id"], second["id"]}.isdisjoint(one["id"] for one in warnings(hub, home).values())
    step(hub, "withdrawReferral", "civil_affairs here", id=referral["id"], withdrawnBecause="sent too early")
    called_off = {"id": conference["id"], "cancelledBecause": "settled by telephone"}
    step(hub, "callOffConference", "civil_affairs here", "... on Conference { state }", **called_off)
    assert {first["id"], second["id"]} <= {one["id"] for one in warnings(hub, home).values()}
