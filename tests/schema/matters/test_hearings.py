"""No way around the hearing (社会救助法 47–48): a stranger to the law tries every act that could end basic living."""

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
VOID = f"""mutation ($id: ID!, $seen: Instant!, $following: Continuation) {{ did: voidDetermination(
  determination: $id, seen: $seen, reason: "误录", following: $following) {{ {REFUSED} ... on Determined {{ determinations }} }} }}"""
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


def decided_and_told(hub: Running, id: str, decision: str = "END", **reduced: Any) -> None:
    """Take a procedure from the hearing to its written notice."""
    decided = {
        "decision": decision,
        **reduced,
        "decisionNumber": "2024-7",
        "reasons": "over the standard",
        "legalBasis": "社会救助法第四十七条",
    }
    step(hub, "decideEnding", "civil_affairs", ENDING, id=id, **decided)
    delivered = {"notifiedOn": "2024-03-15", "delivery": "IN_PERSON", "proof": "signed", **NOTICE}
    assert step(hub, "notifyDecision", "civil_affairs", ENDING, id=id, **delivered)["state"] == "NOTIFIED"


TO_ONE_PERSON = {"reducedBasis": "SINGLE_PERSON"}


def notified(
    hub: Running, home: str, decision: str = "END", reduced: dict[str, str] = TO_ONE_PERSON, **named: str
) -> str:
    """A procedure that has been decided and told in writing; its id."""
    proposed = {"household": home, "ground": "OVER_STANDARD", "factsFound": "new job", **named}
    id: str = step(hub, "proposeEnding", "civil_affairs", ENDING, **proposed)["id"]
    step(hub, "hear", "civil_affairs", ENDING, id=id, heardOn="2024-03-14", statement="agrees")
    decided_and_told(hub, id, decision, **(reduced if decision == "REDUCE" else {}))
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
    notified(hub, home, "REDUCE", {"reducedSupport": "dispersed"}, determination=determination)
    given = {"determination": determination, "seen": seen, "reason": "减发", "support": "dispersed"}
    further = did(hub, CORRECT, input={**given, "basis": "SINGLE_PERSON"})
    assert (further["code"], further["path"]) == ("LESS_THAN_DECIDED", "input.basis")
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


def test_what_goes_with_a_determination_that_never_held_is_heard_of_as_if_it_were_ended(hub: Running) -> None:
    """The one before it was entered today; it itself has been in force since last year."""
    home, _, follows, _ = allowed(hub, validFrom="2024-02-01")
    on_allowance(hub, home, validTo="2024-02-01")
    ((before, seen),) = hub.rows(STANDING + " AND d.valid_from = '2024-01-01'", home)
    assert did(hub, VOID, id=before, seen=seen)["code"] == "GOES_ON_LATER"
    assert did(hub, VOID, id=before, seen=seen, following="END")["code"] == "HEARING_NEEDED"
    sooner = {"determination": before, "seen": seen, "reason": "误录", "validTo": "2024-01-20"}
    refused = did(hub, CORRECT, input=sooner)
    assert (refused["code"], refused["path"]) == ("GOES_ON_LATER", "input.following")
    assert did(hub, CORRECT, input=sooner | {"following": "END"})["code"] == "HEARING_NEEDED"
    assert did(hub, CORRECT, input=sooner | {"following": "STAY"})["__typename"] == "Determined"
    assert hub.rows(STANDING + " AND d.valid_from = '2024-02-01'", home)[0][0] == follows
