"""No way around the hearing (社会救助法 47–48): a stranger to the law tries every act that could end basic living."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.hub_running import HOME, Running
from tests.schema.acts import household, member, register
from tests.schema.matters.test_matters import NOTICE, on_allowance, step

REFUSED = "__typename ... on Refused { code message path }"
END = f"""mutation ($id: ID!, $on: Date!, $without: WithoutHearingInput) {{ did: endDetermination(determination: $id,
  on: $on, reason: "收入超标", withoutHearing: $without) {{ {REFUSED} ... on Determined {{ determinations }} }} }}"""
CORRECT = f"""mutation ($input: DeterminationCorrectionInput!) {{ did: correctDetermination(input: $input) {{
  {REFUSED} ... on Determined {{ determinations }} }} }}"""
VOID = f"""mutation ($id: ID!, $seen: Instant!) {{ did: voidDetermination(determination: $id, seen: $seen,
  reason: "误录") {{ {REFUSED} ... on Determined {{ determinations }} }} }}"""
REVIEW = f"""mutation ($id: ID!, $seen: Instant!) {{ did: reviewDetermination(determination: $id, seen: $seen,
  on: "2024-03-15", reason: "走访") {{ {REFUSED} ... on Determined {{ determinations }} }} }}"""
FEED = """mutation ($items: [CivilAffairsFeedbackInput!]!, $check: Boolean! = false) {
  feedBackCivilAffairs(items: $items, checkOnly: $check) { ... on FeedbackReport { outcomes { __typename
    ... on Refused { code message path } ... on FeedbackAccepted { record replayed } } } } }"""
STANDING = """SELECT d.id::text, to_char(d.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
FROM determinations d WHERE d.household_id = %s AND d.superseded_at IS NULL"""
LAST_YEAR = "UPDATE determinations SET recorded_at = '2023-06-01' WHERE household_id = %s"
LINKS_OF_LAST_YEAR = "UPDATE chain_links SET recorded_at = '2023-06-01' WHERE household_id = %s"
RECORDS_OF_LAST_YEAR = "UPDATE assistance_records SET recorded_at = '2023-06-01' WHERE household_id = %s"
LEAVE = "mutation ($input: LeaveHouseholdInput!) { leaveHousehold(input: $input) { __typename } }"
PERSONS = "SELECT person_id::text FROM memberships WHERE household_id = %s ORDER BY relation, person_id"
ENDED = "SELECT note FROM chain_links WHERE household_id = %s AND kind = 'DETERMINATION_ENDED'"
ENDING = "... on Ending { id state }"


def did(hub: Running, document: str, **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = hub["civil_affairs"].ask(document, given)["did"]
    return answer


def told(hub: Running, *items: dict[str, Any], check: bool = False) -> list[str]:
    """What became of each entry: accepted, or the code and place of its refusal."""
    outcomes = hub["civil_affairs"].ask(FEED, {"items": list(items), "check": check})["feedBackCivilAffairs"][
        "outcomes"
    ]
    return [f"{one['code']} {one['path']}" if one["__typename"] == "Refused" else "accepted" for one in outcomes]


def entry(number: str, status: str, **stated: Any) -> dict[str, Any]:
    """An entry about the rural allowance `G-…` of this number."""
    known = {"externalId": f"{status}-{number}", "idNumber": number, "name": "王甲", "programme": "MZ-02"}
    if status == "GRANTED":
        return {**known, "status": status, "happenedOn": "2024-01-10", "division": HOME, "amount": 40000, **stated}
    named = {"record": f"GRANTED-{number}", "reason": "收入超标", "happenedOn": "2024-03-14"}
    return {**known, "status": status, "division": HOME, **named, **stated}


def allowed(hub: Running, category: str = "subsistence_allowance", **stated: str) -> tuple[str, str, str, str]:
    """A household of one on basic living since last year: its id, the number, the determination and its instant."""
    number = hub.number("19700101")
    (registered,) = register(hub, household(hub, member(number)))
    home: str = registered["household"]
    on_allowance(hub, home, category=category, **stated)
    hub.rows(LAST_YEAR + " RETURNING 1", home)
    hub.rows(LINKS_OF_LAST_YEAR + " RETURNING 1", home)
    ((determination, seen),) = hub.rows(STANDING, home)
    return home, number, determination, seen


def helped(hub: Running) -> tuple[str, str]:
    """A household of one whose allowance is paid since last year: its id and the number."""
    home, number, *_ = allowed(hub)
    assert told(hub, entry(number, "GRANTED")) == ["accepted"]
    hub.rows(RECORDS_OF_LAST_YEAR + " RETURNING 1", home)
    return home, number


def died(hub: Running, home: str, on: str) -> str:
    """The head of a household, whose death is entered."""
    person: str = hub.rows(PERSONS, home)[0][0]
    hub["civil_affairs"].ask(LEAVE, {"input": {"person": person, "on": on, "reason": "DEATH"}})
    return person


def decided_and_told(hub: Running, id: str, decision: str = "END", reduced_to: int | None = None) -> None:
    """Take a procedure from the hearing to its written notice."""
    decided = {
        "decision": decision,
        "reducedTo": reduced_to,
        "decisionNumber": "2024-7",
        "reasons": "over the standard",
        "legalBasis": "社会救助法第四十七条",
    }
    step(hub, "decideEnding", "civil_affairs", ENDING, id=id, **decided)
    delivered = {"notifiedOn": "2024-03-15", "delivery": "IN_PERSON", "proof": "signed", **NOTICE}
    assert step(hub, "notifyDecision", "civil_affairs", ENDING, id=id, **delivered)["state"] == "NOTIFIED"


def notified(hub: Running, home: str, decision: str = "END", reduced_to: int | None = None, **named: str) -> str:
    """A procedure that has been decided and told in writing; its id."""
    proposed = {"household": home, "ground": "OVER_STANDARD", "factsFound": "new job", **named}
    id: str = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="agrees")
    decided_and_told(hub, id, decision, reduced_to)
    return id


def test_a_direct_ending_is_refused_and_told_the_steps_in_both_languages(hub: Running) -> None:
    _, _, determination, _ = allowed(hub)
    refused = did(hub, END, id=determination, on="2024-03-15")
    assert (refused["code"], refused["path"]) == ("HEARING_NEEDED", "withoutHearing")
    assert "proposeEnding → hear → decideEnding → notifyDecision → carryOut" in refused["message"]
    answer = hub["civil_affairs"].ask(END, {"id": determination, "on": "2024-03-15"}, Accept_Language="zh-CN")["did"]
    assert "请依次办理：proposeEnding → hear" in answer["message"]


def test_what_remains_of_an_open_procedure_is_told_with_its_matter(hub: Running) -> None:
    home, _, determination, _ = allowed(hub)
    proposed = {"household": home, "determination": determination, "ground": "OTHER", "factsFound": "x"}
    id = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="disagrees")
    message = did(hub, END, id=determination, on="2024-03-15")["message"]
    assert id in message
    assert "Take decideEnding → notifyDecision → carryOut" in message


def test_once_it_is_decided_and_told_in_writing_it_ends_but_not_before_the_notice(hub: Running) -> None:
    home, _, determination, _ = allowed(hub)
    notified(hub, home, determination=determination)
    early = did(hub, END, id=determination, on="2024-03-14")
    assert (early["code"], early["path"]) == ("BEFORE_THE_NOTICE", "on")
    assert did(hub, END, id=determination, on="2024-03-15")["__typename"] == "Determined"


@pytest.mark.parametrize("decision", ["KEEP", "REDUCE"])
def test_a_decision_that_does_not_go_as_far_ends_nothing(hub: Running, decision: str) -> None:
    home, _, determination, _ = allowed(hub)
    notified(hub, home, decision, determination=determination)
    assert did(hub, END, id=determination, on="2024-03-15")["code"] == "HEARING_NEEDED"


@pytest.mark.parametrize(
    ("without", "path"),
    [
        ({"because": "DEATH"}, "withoutHearing.since"),
        ({"because": "DEATH", "since": "2024-03-01"}, "withoutHearing.paper"),
        ({"because": "OWN_REQUEST", "since": "2024-03-01"}, "withoutHearing.paper"),
        ({"because": "MOVED_AWAY", "since": "2024-03-01"}, "withoutHearing.paper"),
        ({"because": "MOVED_AWAY", "paper": "2024-3"}, "withoutHearing.since"),
    ],
)
def test_an_exception_is_shown_and_not_only_said(hub: Running, without: dict[str, str], path: str) -> None:
    _, _, determination, _ = allowed(hub)
    refused = did(hub, END, id=determination, on="2024-03-15", without=without)
    assert (refused["code"], refused["path"]) == ("MISSING", path)


def test_death_moving_away_and_the_own_request_need_no_hearing_and_the_chain_says_which(hub: Running) -> None:
    for without, note in (
        ({"because": "DEATH", "since": "2024-03-01", "paper": "亡2号"}, "死亡（2024-03-01，亡2号）：收入超标"),
        ({"because": "MOVED_AWAY", "since": "2024-03-01", "paper": "迁3号"}, "迁出（2024-03-01，迁3号）：收入超标"),
        ({"because": "OWN_REQUEST", "paper": "申5号"}, "本人申请（申5号）：收入超标"),
    ):
        home, _, determination, _ = allowed(hub)
        answer = did(hub, END, id=determination, on="2024-03-15", without=without)
        assert answer["__typename"] == "Determined", answer
        assert hub.rows(ENDED, home) == [(note,)]


def test_a_death_that_is_known_needs_no_day_and_nothing_ends_before_it(hub: Running) -> None:
    home, *_ = allowed(hub)
    person = died(hub, home, "2024-03-05")
    ((determination,),) = hub.rows("SELECT id::text FROM determinations WHERE person_id = %s", person)
    early = did(hub, END, id=determination, on="2024-03-01", without={"because": "DEATH"})
    assert (early["code"], early["path"]) == ("REVERSED_DATES", "on")
    ended = did(hub, END, id=determination, on="2024-03-05", without={"because": "DEATH"})
    assert ended["__typename"] == "Determined"


@pytest.mark.parametrize(
    "changed",
    [
        {"validTo": "2024-03-16"},
        {"validFrom": "2024-03-14"},
        {"category": "near_subsistence"},
        {"basis": "SINGLE_PERSON"},
    ],
)
def test_no_correction_takes_away_what_a_hearing_holds(hub: Running, changed: dict[str, str]) -> None:
    _, _, determination, seen = allowed(hub)
    given = {"determination": determination, "seen": seen, "reason": "更正", **changed}
    refused = did(hub, CORRECT, input=given)
    assert (refused["code"], refused["path"]) == ("HEARING_NEEDED", "input.withoutHearing")


def test_support_is_not_lowered_by_a_correction_but_raised(hub: Running) -> None:
    _, _, determination, seen = allowed(hub, "extreme_hardship", support="institutional")
    given = {"determination": determination, "seen": seen, "reason": "更正"}
    assert did(hub, CORRECT, input={**given, "support": "dispersed"})["code"] == "HEARING_NEEDED"
    home, _, determination, seen = allowed(hub, "extreme_hardship", support="dispersed")
    given = {"determination": determination, "seen": seen, "reason": "更正"}
    assert did(hub, CORRECT, input={**given, "support": "institutional"})["__typename"] == "Determined"
    # By now the support stands that was raised, and a decision to reduce lets it be lowered.
    ((determination, seen),) = hub.rows(STANDING, home)
    notified(hub, home, "REDUCE", determination=determination)
    given = {"determination": determination, "seen": seen, "reason": "减发", "support": "dispersed"}
    assert did(hub, CORRECT, input=given)["__typename"] == "Determined"


def test_looking_at_it_again_does_not_make_an_old_entry_a_new_error(hub: Running) -> None:
    home, _, determination, seen = allowed(hub)
    assert did(hub, VOID, id=determination, seen=seen)["code"] == "HEARING_NEEDED"
    assert did(hub, REVIEW, id=determination, seen=seen)["__typename"] == "Determined"
    ((anew, seen),) = hub.rows(STANDING, home)
    assert did(hub, VOID, id=anew, seen=seen)["code"] == "HEARING_NEEDED"
    assert did(hub, END, id=anew, on="2024-03-15")["code"] == "HEARING_NEEDED"


def test_an_entry_of_these_days_is_taken_back_until_somebody_is_paid_by_it(hub: Running) -> None:
    """二（二）: 提高源头数据采集、核查、录入的准确性."""
    number = hub.number("19700101")
    (registered,) = register(hub, household(hub, member(number)))
    home = registered["household"]
    on_allowance(hub, home)
    payments = [{"paidOn": "2024-03-12", "amount": 40000}]
    assert told(hub, entry(number, "GRANTED", payments=payments)) == ["accepted"]
    ((determination, seen),) = hub.rows(STANDING, home)
    assert did(hub, VOID, id=determination, seen=seen)["code"] == "HEARING_NEEDED"
    assert told(hub, entry(number, "VOIDED")) == ["HEARING_NEEDED items[0].withoutHearing"]
    undone = entry(number, "PAYMENT_VOIDED", payments=payments)
    assert told(hub, undone) == ["accepted"]
    assert told(hub, entry(number, "VOIDED")) == ["accepted"]


@pytest.mark.parametrize(
    ("status", "stated"),
    [
        ("ENDED", {}),
        ("ADJUSTED", {"amount": 39999}),
        ("ADJUSTED", {"amount": 0}),
        ("ADJUSTED", {"periodTo": "2024-03-31"}),
        ("ADJUSTED", {"amount": 50000, "periodTo": "2024-03-31"}),
        ("VOIDED", {}),
    ],
)
def test_no_feedback_takes_away_what_a_hearing_holds(hub: Running, status: str, stated: dict[str, Any]) -> None:
    _, number = helped(hub)
    cut = entry(number, status, **stated)
    refused = ["HEARING_NEEDED items[0].withoutHearing"]
    assert told(hub, cut) == refused
    assert told(hub, cut, check=True) == refused
    # In a batch it is refused alone.
    other = entry(number, "ADJUSTED", amount=41000, externalId=f"more-{number}")
    assert told(hub, cut, other) == [*refused, "accepted"]


def test_help_is_not_replaced_by_less(hub: Running) -> None:
    _, number = helped(hub)
    right = {"replaces": f"GRANTED-{number}", "reason": "金额误录"}
    less = entry(number, "GRANTED", externalId=f"less-{number}", amount=30000, **right)
    refused = entry(number, "REFUSED", externalId=f"no-{number}", record=None, **right)
    assert told(hub, less) == told(hub, refused) == ["HEARING_NEEDED items[0].withoutHearing"]
    more = entry(number, "GRANTED", externalId=f"more-{number}", amount=50000, **right)
    assert told(hub, more) == ["accepted"]


def test_more_help_needs_no_hearing_and_what_is_no_basic_living_is_ended_as_before(hub: Running) -> None:
    _, number = helped(hub)
    assert told(hub, entry(number, "ADJUSTED", amount=45000)) == ["accepted"]
    care = {"programme": "MZ-11", "externalId": f"care-{number}"}
    assert told(hub, entry(number, "GRANTED", **care)) == ["accepted"]
    assert told(hub, entry(number, "ENDED", programme="MZ-11", record=f"care-{number}")) == ["accepted"]


def test_help_ends_by_feedback_after_its_notice_or_for_a_reason_that_is_shown(hub: Running) -> None:
    home, number = helped(hub)
    ((record,),) = hub.rows("SELECT id::text FROM assistance_records WHERE household_id = %s", home)
    notified(hub, home, record=record)
    assert told(hub, entry(number, "ENDED")) == ["BEFORE_THE_NOTICE items[0].happenedOn"]
    ended = entry(number, "ENDED", happenedOn="2024-03-15")
    assert told(hub, ended) == ["accepted"]
    # Sent again it is the same entry, and another ending is told that it has ended.
    assert told(hub, ended) == ["accepted"]
    assert told(hub, {**ended, "externalId": f"again-{number}"}) == ["RECORD_ENDED items[0].record"]
    _, number = helped(hub)
    without = {"because": "OWN_REQUEST"}
    assert told(hub, entry(number, "ENDED", withoutHearing=without)) == ["MISSING items[0].withoutHearing.paper"]
    assert told(hub, entry(number, "ENDED", withoutHearing={**without, "paper": "申5号"})) == ["accepted"]


def test_a_death_does_not_end_the_help_of_those_who_live(hub: Running) -> None:
    head, wife = hub.number("19500101"), hub.number("19550101")
    register(hub, household(hub, member(head), member(wife, "10")))
    assert told(hub, entry(head, "GRANTED")) == ["accepted"]
    died = {"withoutHearing": {"because": "DEATH", "since": "2024-03-01"}}
    assert told(hub, entry(head, "ENDED", **died)) == ["HELP_OF_THE_LIVING items[0].withoutHearing"]


def test_what_a_batch_grants_does_not_end_in_it(hub: Running) -> None:
    number = hub.number("19700101")
    register(hub, household(hub, member(number)))
    grant, end = entry(number, "GRANTED"), entry(number, "ENDED")
    assert told(hub, grant, end) == ["accepted", "HEARING_NEEDED items[1].withoutHearing"]


def test_a_reason_without_a_hearing_belongs_to_what_ends_or_reduces(hub: Running) -> None:
    number = hub.number("19700101")
    register(hub, household(hub, member(number)))
    without = {"because": "OWN_REQUEST", "paper": "申5号"}
    assert told(hub, entry(number, "GRANTED", withoutHearing=without)) == ["NOT_EXPECTED items[0].withoutHearing"]


def three_and_a_record(hub: Running) -> tuple[str, list[str], str]:
    """A household of three on the allowance that is paid to it: its id, three determinations, the record."""
    numbers = [hub.number(f"19{n}00101") for n in (5, 6, 7)]
    members = [member(number, "30" if n else "02") for n, number in enumerate(numbers)]
    (registered,) = register(hub, household(hub, *members))
    home: str = registered["household"]
    on_allowance(hub, home)
    assert told(hub, entry(numbers[0], "GRANTED")) == ["accepted"]
    standing = sorted(id for id, _ in hub.rows(STANDING, home))
    ((record,),) = hub.rows("SELECT id::text FROM assistance_records WHERE household_id = %s", home)
    return home, standing, record


LINES = """... on Ending { id state dueOn decision reconsiderationBy lawsuitBy legalBasis
  lines { id action determination reducedTo answer record { __typename } } }"""


def test_a_household_of_three_and_its_record_end_in_five_calls(hub: Running) -> None:
    """One matter, one hearing, a decision line by line, one notice, and all of it done at once (it took twenty)."""
    home, standing, record = three_and_a_record(hub)
    calls = 0

    def take(name: str, **given: Any) -> dict[str, Any]:
        nonlocal calls
        calls += 1
        return step(hub, name, "civil_affairs", LINES, **given)

    lines = [*({"determination": one} for one in standing), {"record": record}]
    proposed = take("proposeEnding", household=home, lines=lines, ground="OVER_STANDARD", factsFound="就业")
    id, (kept, *others) = proposed["id"], proposed["lines"]
    assert [line["determination"] for line in proposed["lines"]] == [*standing, None]
    take("hear", id=id, heardOn="2024-03-14", statement="无异议")
    decided = {
        "decision": "END",
        "decisionNumber": "民停3号",
        "reasons": "收入超标",
        "legalBasis": "社会救助法第四十七条",
    }
    each = [{"line": kept["id"], "decision": "KEEP", "reason": "在校学生"}]
    each += [{"line": others[-1]["id"], "decision": "REDUCE", "reducedTo": 15000}]
    said = take("decideEnding", id=id, lines=each, **decided)
    assert [line["answer"] for line in said["lines"]] == ["KEEP", "END", "END", "REDUCE"]
    delivered = {"notifiedOn": "2024-03-13", "delivery": "IN_PERSON", "proof": "签收", **NOTICE}
    sooner = step(hub, "notifyDecision", "civil_affairs", LINES, id=id, **delivered)
    assert (sooner["code"], sooner["path"]) == ("REVERSED_DATES", "input.notifiedOn")
    hub.rows("UPDATE matter_steps SET happened_on = '2024-03-12' WHERE matter_id = %s RETURNING 1", id)
    told_on = take("notifyDecision", id=id, **delivered)
    # Sixty days and six months from the delivery; and from it the carrying out is due.
    assert (told_on["reconsiderationBy"], told_on["lawsuitBy"]) == ("2024-05-12", "2024-09-13")
    assert hub.rows("SELECT due_from::text FROM matters WHERE id = %s", id) == [("2024-03-13",)]
    early = step(hub, "carryOut", "civil_affairs", LINES, id=id, effectiveOn="2024-03-12")
    assert (early["code"], early["path"]) == ("BEFORE_THE_NOTICE", "input.effectiveOn")
    assert take("carryOut", id=id, effectiveOn="2024-03-14")["state"] == "DONE"
    assert calls == 5
    in_force = (
        "SELECT id::text FROM determinations WHERE household_id = %s AND superseded_at IS NULL AND valid_to IS NULL"
    )
    assert hub.rows(in_force, home) == [(kept["determination"],)]
    assert hub.rows("SELECT amount, ended_on FROM assistance_records WHERE id = %s", record) == [(15000, None)]
    notes = """SELECT kind, note FROM chain_links WHERE household_id = %s
        AND kind IN ('DETERMINATION_ENDED', 'ADJUSTED') ORDER BY kind"""
    why = "减发停发（民停3号）：收入超标"
    assert hub.rows(notes, home) == [("ADJUSTED", why), ("DETERMINATION_ENDED", why), ("DETERMINATION_ENDED", why)]


def test_a_record_is_reduced_to_less_than_it_gives(hub: Running) -> None:
    home, _, record = three_and_a_record(hub)
    proposed = {"household": home, "record": record, "ground": "OTHER", "factsFound": "x"}
    id = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    decided = {"decision": "REDUCE", "decisionNumber": "1", "reasons": "x", "legalBasis": "社会救助法第四十七条"}
    for amount, code in ((None, "MISSING"), (40000, "NOT_REDUCED"), (50000, "NOT_REDUCED")):
        refused = step(hub, "decideEnding", "civil_affairs", ENDING, id=id, reducedTo=amount, **decided)
        assert (refused["code"], refused["path"]) == (code, "input.reducedTo")


def test_a_procedure_that_names_nothing_ends_nothing_and_says_so(hub: Running) -> None:
    home, _, record = three_and_a_record(hub)
    proposed = {"household": home, "record": record, "ground": "OTHER", "factsFound": "x"}
    id = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    hub.rows("DELETE FROM matter_lines WHERE matter_id = %s RETURNING 1", id)
    decided = {"decisionNumber": "1", "reasons": "x", "legalBasis": "社会救助法第四十七条"}
    for decision in ({"decision": "END"}, {"decision": "REDUCE", "reducedTo": 1}):
        refused = step(hub, "decideEnding", "civil_affairs", ENDING, id=id, **decision, **decided)
        assert (refused["code"], refused["path"]) == ("NOTHING_TO_END", "input.decision")
    assert "code" not in step(hub, "decideEnding", "civil_affairs", ENDING, id=id, decision="KEEP", **decided)


def test_what_is_in_an_open_procedure_is_in_no_other_and_a_review_does_not_hide_it(hub: Running) -> None:
    home, _, determination, seen = allowed(hub)
    lines = [{"determination": determination}]
    proposed = {"household": home, "ground": "OTHER", "factsFound": "x"}
    assert step(hub, "proposeEnding", "civil_affairs", ENDING, lines=lines, **proposed)["state"] == "PROPOSED"
    assert did(hub, REVIEW, id=determination, seen=seen)["__typename"] == "Determined"
    ((anew, _),) = hub.rows(STANDING, home)
    again = step(hub, "proposeEnding", "civil_affairs", ENDING, lines=[{"determination": anew}], **proposed)
    assert again["code"] == "ENDING_OPEN"
    empty = step(hub, "proposeEnding", "civil_affairs", ENDING, lines=[{}], **proposed)
    assert empty["code"] == "MISSING"


def test_of_two_officers_who_decide_at_once_one_is_told_so(hub: Running) -> None:
    home, _, record = three_and_a_record(hub)
    proposed = {"household": home, "record": record, "ground": "OTHER", "factsFound": "x"}
    id = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    known = {"decisionNumber": "1", "reasons": "x", "legalBasis": "社会救助法第四十七条"}

    def decide(decision: str) -> dict[str, Any]:
        return step(hub, "decideEnding", "civil_affairs", ENDING, id=id, decision=decision, **known)

    with ThreadPoolExecutor(2) as officers:
        answers = list(officers.map(decide, ("END", "KEEP")))
    assert sorted(answer.get("code", "decided") for answer in answers) == ["WRONG_STATE", "decided"]


UNHEARD = "... on Ending { id state noHearingBecause noHearingSince noHearingPaper noHearingAttempts }"


def proposal(hub: Running, home: str, *lines: dict[str, str]) -> str:
    """A procedure about these lines; its id."""
    given = {"household": home, "lines": lines, "ground": "OTHER", "factsFound": "走访"}
    id: str = step(hub, "proposeEnding", "civil_affairs", ENDING, **given)["id"]
    return id


def unheard(hub: Running, id: str, because: str, **shown: str) -> dict[str, Any]:
    return step(hub, "waiveHearing", "civil_affairs", UNHEARD, id=id, noHearingBecause=because, **shown)


@pytest.mark.parametrize(
    ("because", "shown", "path"),
    [
        ("DEATH", {}, "noHearingSince"),
        ("DEATH", {"noHearingSince": "2024-03-01"}, "noHearingPaper"),
        ("GIVEN_UP", {}, "noHearingPaper"),
        ("GIVEN_UP", {"noHearingSince": "2024-03-01", "noHearingAttempts": "电话"}, "noHearingPaper"),
        ("UNREACHABLE", {"noHearingAttempts": "电话三次"}, "noHearingSince"),
        ("UNREACHABLE", {"noHearingSince": "2024-03-01", "noHearingPaper": "1号"}, "noHearingAttempts"),
    ],
)
def test_a_hearing_is_not_waived_by_a_word_alone(hub: Running, because: str, shown: dict[str, str], path: str) -> None:
    home, _, determination, _ = allowed(hub)
    id = proposal(hub, home, {"determination": determination})
    refused = unheard(hub, id, because, **shown)
    assert (refused["code"], refused["path"]) == ("MISSING", f"input.{path}")
    # Nothing is changed by it: the person can still be heard.
    heard = step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="x")
    assert heard["state"] == "HEARD"


@pytest.mark.parametrize(
    ("because", "shown"),
    [
        ("DEATH", {"noHearingSince": "2024-03-01", "noHearingPaper": "亡2号"}),
        ("GIVEN_UP", {"noHearingPaper": "弃3号"}),
        ("UNREACHABLE", {"noHearingSince": "2024-03-12", "noHearingAttempts": "电话三次，上门两次"}),
    ],
)
def test_a_hearing_is_waived_for_a_reason_that_is_shown_and_the_chain_holds_what_shows_it(
    hub: Running, because: str, shown: dict[str, str]
) -> None:
    home, _, determination, _ = allowed(hub)
    answer = unheard(hub, proposal(hub, home, {"determination": determination}), because, **shown)
    assert answer["state"] == "HEARD", answer
    fields = ("noHearingSince", "noHearingPaper", "noHearingAttempts")
    assert {name: answer[name] for name in fields if answer[name]} == shown
    told = hub.rows("SELECT note FROM chain_links WHERE household_id = %s AND kind = 'HEARD'", home)
    assert told == [(shown.get("noHearingAttempts") or shown["noHearingPaper"],)]


def test_nobody_died_or_was_sought_tomorrow(hub: Running) -> None:
    home, _, determination, _ = allowed(hub)
    id = proposal(hub, home, {"determination": determination})
    refused = unheard(hub, id, "DEATH", noHearingSince="2024-03-16", noHearingPaper="亡2号")
    assert (refused["code"], refused["path"]) == ("FUTURE_DATE", "input.noHearingSince")


def test_a_death_that_is_known_waives_the_hearing_and_nothing_is_carried_out_before_it(hub: Running) -> None:
    home, _, determination, _ = allowed(hub)
    id = proposal(hub, home, {"determination": determination})
    died(hub, home, "2024-03-05")
    answer = unheard(hub, id, "DEATH")
    assert (answer["state"], answer["noHearingSince"]) == ("HEARD", "2024-03-05")
    decided_and_told(hub, id)
    early = step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-04")
    assert (early["code"], early["path"]) == ("REVERSED_DATES", "input.effectiveOn")
    assert step(hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-05")["state"] == "DONE"


def test_a_death_does_not_take_the_hearing_from_those_who_live(hub: Running) -> None:
    home, standing, record = three_and_a_record(hub)
    shown = {"noHearingSince": "2024-03-01", "noHearingPaper": "亡2号"}
    of_all = proposal(hub, home, {"record": record})
    refused = unheard(hub, of_all, "DEATH", **shown)
    assert (refused["code"], refused["path"]) == ("HELP_OF_THE_LIVING", "input.noHearingBecause")
    person = died(hub, home, "2024-03-05")
    assert unheard(hub, of_all, "DEATH", **shown)["code"] == "HELP_OF_THE_LIVING"
    # What is the dead person's alone goes on without the others.
    ((own,),) = hub.rows("SELECT id::text FROM determinations WHERE person_id = %s", person)
    assert own in standing
    assert unheard(hub, proposal(hub, home, {"determination": own}), "DEATH")["state"] == "HEARD"


def test_of_a_direct_ending_and_a_decision_carried_out_at_once_one_ends_it_and_the_other_knows(hub: Running) -> None:
    """What has ended meanwhile stays so: carrying out closes the procedure, a direct act finds nothing in force."""
    for _ in range(4):
        home, _, determination, _ = allowed(hub)
        id = notified(hub, home, determination=determination)
        with ThreadPoolExecutor(2) as officers:
            carried = officers.submit(step, hub, "carryOut", "civil_affairs", ENDING, id=id, effectiveOn="2024-03-15")
            ended = officers.submit(did, hub, END, id=determination, on="2024-03-15")
        assert carried.result()["state"] == "DONE"
        assert ended.result().get("code", "ended") in ("ended", "NO_DETERMINATION")
        assert len(hub.rows(ENDED, home)) == 1
