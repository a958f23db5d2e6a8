"""Acts through the graph: registering, determining, reporting, feeding back; each as an office would do it."""

from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running, done

REGISTER = """mutation ($items: [HouseholdInput!]!) { registerHouseholds(items: $items) { __typename
  ... on Refused { code message path }
  ... on RegistrationReport { batch outcomes { __typename ... on Registered { number household }
    ... on Refused { code message path } } } } }"""
DETERMINE = """mutation ($input: DeterminationInput!) { determine(input: $input) { __typename
  ... on Refused { code message path }
  ... on Determined { determinations household { number categories { code } members { person { id } } } } } }"""
END = """mutation ($id: ID!, $on: Date!) { endDetermination(determination: $id, on: $on, reason: "moved away") {
  __typename ... on Refused { code path } ... on Determined { household { categories { code } } } } }"""
FACTS = """mutation ($items: [EducationAidFactsInput!]!) { reportFactsEducationAid(items: $items) { __typename
  ... on Refused { code path }
  ... on FactsReport { outcomes { __typename ... on FactsAccepted { changed } ... on Refused { code path } } } } }"""
FEED = """mutation ($items: [EducationAidFeedbackInput!]!, $check: Boolean! = false) {
  feedBackEducationAid(items: $items, checkOnly: $check) { __typename ... on Refused { code message path }
  ... on FeedbackReport { batch outcomes { __typename ... on Refused { code message path }
    ... on FeedbackAccepted { externalId record replayed receipt { link hash }
      clashes { programmeKind month department same } } } } } }"""
CHAIN = """query ($id: ID!, $knownAt: Instant, $asOf: Date) { household(id: $id) { number formerly
  chain(knownAt: $knownAt, asOf: $asOf, first: 200) { nodes { kind month department { code } person { id } note
    record { __typename ... on RecordElsewhereWithAmount { amount clashes { same record { department { code } } } } } } } } }"""
CHANGES = """query ($since: String) { targetChanges(programme: "JY-02", since: $since, first: 200) {
  nodes { kind personId } pageInfo { endCursor } } }"""


def member(number: str, relation: str = "02", **stated: str) -> dict[str, str]:
    return {"idNumber": number, "name": "王甲", "relation": relation, **stated}


def household(hub: Running, *members: dict[str, str], **stated: Any) -> dict[str, Any]:
    hub.numbers += 1
    known = {
        "number": f"T-{hub.numbers}",
        "division": HOME,
        "asOf": "2024-03-01",
        "channel": "HOME_VISIT",
        "residence": "rural",
    }
    return {**known, "members": list(members), **stated}


def register(hub: Running, *items: dict[str, Any], who: str = "civil_affairs") -> list[dict[str, Any]]:
    outcomes: list[dict[str, Any]] = hub[who].ask(REGISTER, {"items": list(items)})["registerHouseholds"]["outcomes"]
    return outcomes


def feedback(hub: Running, number: str, external_id: str, **stated: Any) -> dict[str, Any]:
    known = {"externalId": external_id, "idNumber": number, "name": "王甲", "programme": "JY-02", "status": "GRANTED"}
    return {**known, "happenedOn": "2024-03-10", "division": HOME, "amount": 62500, **stated}


def feed(hub: Running, *items: dict[str, Any], who: str = "education_aid", check: bool = False) -> list[dict[str, Any]]:
    variables = {"items": list(items), "check": check}
    outcomes: list[dict[str, Any]] = hub[who].ask(FEED, variables)["feedBackEducationAid"]["outcomes"]
    return outcomes


def test_a_household_is_registered_and_one_that_is_wrong_spoils_nothing(hub: Running) -> None:
    good, bad = hub.number(), hub.number()[:-1] + "?"
    first, second = register(hub, household(hub, member(good)), household(hub, member(bad)))
    assert first["__typename"] == "Registered"
    assert (second["code"], second["path"]) == ("ID_NUMBER_CHECK_DIGIT", "items[1].members[0].idNumber")


def test_a_county_registers_only_where_it_is(hub: Running) -> None:
    (outcome,) = register(hub, household(hub, member(hub.number())), who="civil_affairs elsewhere")
    assert (outcome["code"], outcome["path"]) == ("OUTSIDE_DIVISIONS", "items[0].division")


def test_a_category_is_determined_and_ended_and_targets_follow_at_once(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    since = hub["education_aid"].ask(CHANGES)["targetChanges"]["pageInfo"]["endCursor"]
    facts = {
        "idNumber": pupil,
        "name": "王甲",
        "asOf": "2024-03-01",
        "sourceRecordId": "s1",
        "person": {"studentStage": "PRIMARY"},
    }
    assert hub["education_aid"].ask(FACTS, {"items": [facts]})["reportFactsEducationAid"]["outcomes"] == [
        {"__typename": "FactsAccepted", "changed": True}
    ]
    given = {"household": registered["household"], "category": "subsistence_allowance", "validFrom": "2024-01-01"}
    made = hub["civil_affairs"].ask(DETERMINE, {"input": given})["determine"]
    assert [category["code"] for category in made["household"]["categories"]] == ["subsistence_allowance"]
    person = made["household"]["members"][0]["person"]["id"]
    changes = hub["education_aid"].ask(CHANGES, {"since": since})["targetChanges"]
    assert {"kind": "MET", "personId": person} in changes["nodes"]
    ended = hub["civil_affairs"].ask(END, {"id": made["determinations"][0], "on": "2024-03-10"})["endDetermination"]
    assert ended["household"]["categories"] == []
    later = hub["education_aid"].ask(CHANGES, {"since": changes["pageInfo"]["endCursor"]})["targetChanges"]["nodes"]
    assert later == [{"kind": "ENDED", "personId": person}]
    told = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert sorted(done(told)) == ["DETERMINATION_ENDED", "DETERMINED"]


def test_a_category_is_determined_by_its_agency_and_excludes_another(hub: Running) -> None:
    (registered,) = register(hub, household(hub, member(hub.number())))
    given = {"household": registered["household"], "category": "relapse_monitored", "validFrom": "2024-01-01"}
    assert hub["civil_affairs"].ask(DETERMINE, {"input": given})["determine"]["code"] == "NOT_THE_AGENCY"
    first = {**given, "category": "subsistence_allowance"}
    hub["civil_affairs"].ask(DETERMINE, {"input": first})
    assert hub["civil_affairs"].ask(DETERMINE, {"input": first})["determine"]["code"] == "CATEGORY_IN_FORCE"
    other = {**given, "category": "extreme_hardship", "support": "dispersed"}
    assert hub["civil_affairs"].ask(DETERMINE, {"input": other})["determine"]["code"] == "CATEGORIES_EXCLUDE"


def test_feedback_is_taken_in_with_a_receipt_and_sent_again_changes_nothing(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    (first,) = feed(hub, feedback(hub, pupil, "f1"))
    (again,) = feed(hub, feedback(hub, pupil, "f1"))
    assert first["receipt"]["hash"]
    assert again == {**first, "replayed": True}
    (other,) = feed(hub, feedback(hub, pupil, "f1", amount=1))
    assert (other["code"], other["path"]) == ("EXTERNAL_ID_REUSED", "items[0].externalId")


def test_a_thousand_items_with_a_bad_one_lose_nothing(hub: Running) -> None:
    pupils = [hub.number(f"2012{1 + n // 28 % 12:02}{1 + n % 28:02}") for n in range(1000)]
    items = [feedback(hub, pupil, f"k{n}") for n, pupil in enumerate(pupils)]
    items[500]["happenedOn"] = "2024-02-31"
    outcomes = feed(hub, *items)
    assert [n for n, outcome in enumerate(outcomes) if outcome["__typename"] == "Refused"] == [500]
    assert (outcomes[500]["code"], outcomes[500]["path"]) == ("BAD_DATE", "items[500].happenedOn")


def test_the_question_before_the_grant_shows_the_clash_and_writes_nothing(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "q1"))
    (checked,) = feed(hub, feedback(hub, pupil, "q2", division=ELSEWHERE), check=True)
    clash = {"programmeKind": "special", "month": "2024-03", "department": "education_aid", "same": "person"}
    assert (checked["clashes"], checked["record"], checked["receipt"]) == ([clash], None, None)
    assert hub.rows("SELECT count(*) FROM assistance_records WHERE external_id = 'q2'") == [(0,)]


def test_help_given_twice_is_recorded_and_seen_from_both_sides(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "d1"))
    (second,) = feed(hub, feedback(hub, pupil, "d2", division=ELSEWHERE))
    assert second["clashes"]
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert [len(node["record"]["clashes"]) for node in nodes] == [1, 1]


def test_a_repeated_entry_is_refused_unless_it_says_why(hub: Running) -> None:
    pupil = hub.number()
    register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "r1"))
    (refused,) = feed(hub, feedback(hub, pupil, "r2"))
    assert refused["code"] == "ALREADY_REPORTED"
    (second,) = feed(hub, feedback(hub, pupil, "r3", second="the first payment was returned by the bank"))
    assert second["__typename"] == "FeedbackAccepted"


def test_the_reply_does_not_tell_whether_someone_is_registered_and_the_record_waits(hub: Running) -> None:
    known, stranger = hub.number(), hub.number()
    register(hub, household(hub, member(known)))
    first, second = feed(hub, feedback(hub, known, "w1"), feedback(hub, stranger, "w2"))
    assert {k: type(v) for k, v in first.items()} == {k: type(v) for k, v in second.items()}
    (registered,) = register(hub, household(hub, member(stranger)))
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"]
    assert done(nodes) == ["ASSISTED"]


def test_a_number_under_another_name_is_nobodys(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    feed(hub, feedback(hub, pupil, "n1", name="李乙"))
    assert hub["civil_affairs"].ask(CHAIN, {"id": registered["household"]})["household"]["chain"]["nodes"] == []


def test_a_split_household_keeps_its_chain_in_both_and_what_was_known_before(hub: Running) -> None:
    parent, child = hub.number("19800101"), hub.number()
    (old,) = register(hub, household(hub, member(parent), member(child, "20")))
    feed(hub, feedback(hub, child, "s1", happenedOn="2024-02-20"))
    ((before,),) = hub.rows("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
    (new,) = register(hub, household(hub, member(child, change="SPLIT", since="2024-03-01")))
    split = hub["civil_affairs"].ask(CHAIN, {"id": new["household"]})["household"]
    assert done(split["chain"]["nodes"]) == [
        "HOUSEHOLD_CHANGED",
        "HOUSEHOLD_CHANGED",
        "ASSISTED",
    ] or done(split["chain"]["nodes"]) == ["HOUSEHOLD_CHANGED", "ASSISTED"]
    assert split["formerly"] == [old["household"]]
    left = hub["civil_affairs"].ask(CHAIN, {"id": old["household"]})["household"]["chain"]["nodes"]
    assert done(left) == ["HOUSEHOLD_CHANGED", "ASSISTED"]
    known = hub["civil_affairs"].ask(CHAIN, {"id": old["household"], "knownAt": before})["household"]["chain"]["nodes"]
    assert done(known) == ["ASSISTED"]


def test_a_batch_can_be_looked_up_by_its_own_department_only(hub: Running) -> None:
    items = {"items": [feedback(hub, hub.number(), "b1")], "check": False}
    batch = hub["education_aid"].ask(FEED, items)["feedBackEducationAid"]["batch"]
    query = "query ($id: ID!) { batch(id: $id) { kind items accepted replayed refused } }"
    expected = {"kind": "FEEDBACK", "items": 1, "accepted": 1, "replayed": 0, "refused": 0}
    assert hub["education_aid"].ask(query, {"id": batch}) == {"batch": expected}
    assert hub["housing"].ask(query, {"id": batch}) == {"batch": None}


def test_payment_results_come_in_by_batch_from_finance(hub: Running) -> None:
    query = """mutation ($items: [FinanceFactsInput!]!) { reportFactsFinance(items: $items) {
      ... on FactsReport { outcomes { __typename ... on FactsAccepted { changed } ... on Refused { code path } } } } }"""
    payment = {"batchNo": "202403-1", "programmeNumber": "MZ-02", "amount": 30000, "paid": True, "paidOn": "2024-03-10"}
    item = {"idNumber": hub.number(), "name": "王甲", "asOf": "2024-03-10", "sourceRecordId": "p1", "payment": payment}
    outcomes = hub["finance"].ask(query, {"items": [item]})["reportFactsFinance"]["outcomes"]
    assert outcomes == [{"__typename": "FactsAccepted", "changed": True}]
