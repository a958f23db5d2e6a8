"""Two persons: a township enters, a county confirms or returns, and nobody confirms what they entered themselves."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from connectors import discover
from policy.catalogue import load
from tests.hub_running import ELSEWHERE, HOME, TOWNSHIP, Running, done
from tests.schema.acts import CHAIN, household, member, register
from tests.schema.register.proposed_acts import ACTS, home, sent

CONFIRMATION = load(discover()).procedures.confirmation
ALONE = [one.act for one in CONFIRMATION.acts.values() if one.waits != "everyone"]
DECIDE = """mutation ($items: [ProposalDecisionInput!]!) { decideProposals(items: $items) { __typename
  ... on Refused { code } ... on ProposalDecisions { outcomes { __typename
    ... on ProposalDecided { proposal state replayed } ... on Refused { code path } } } } }"""
WITHDRAW = """mutation ($id: ID!) { withdrawProposal(proposal: $id, reason: "entered twice") { __typename
  ... on Proposal { state reason mine } ... on Refused { code path } } }"""
LISTED = """query ($box: ProposalBox!, $filter: ProposalFilter, $after: String) {
  proposals(box: $box, filter: $filter, first: 200, after: $after) { pageInfo { hasNextPage endCursor } nodes {
    id act state mine overdue overtaken reviews reviewedAt reviewedBy { kind } dueOn enteredAt householdNumber mends mended reason decidedAt household { id }
    person { id } values { field value before } } } }"""
IN_CLEAR = "query ($id: ID!) { proposals(box: ALL, filter: {id: $id}) { nodes { inClear } } }"
OF_HOUSEHOLD = """query ($id: ID!) { household(id: $id) { proposals { nodes { id act state enteredAt decidedAt
  enteredBy { kind name department { code } } decidedBy { kind name } } } } }"""
COUNTED = "{ waitingProposals(by: COUNTY) { division { code } department { code } waiting overdue longestDays } }"
FOUND = "query ($number: String!) { household(number: $number) { id members { person { nameMasked } } } }"


def decided(hub: Running, who: str, *ids: str, decision: str = "CONFIRM", reason: str | None = None) -> list[Any]:
    items = [{"proposal": id, "decision": decision, "reason": reason} for id in ids]
    outcomes = hub[who].ask(DECIDE, {"items": items})["decideProposals"]["outcomes"]
    return [one.get("state") or (one["code"], one["path"]) for one in outcomes]


def confirmed(hub: Running, who: str, id: str, act: str) -> list[Any]:
    """What becomes of it once it is reviewed, where its act takes that, and confirmed."""
    if CONFIRMATION.acts[act].reviewed:
        assert decided(hub, "first reviewer", id, decision="REVIEW") == ["REVIEWED"]
    return decided(hub, who, id)


def listed(hub: Running, who: str, box: str = "FOR_ME", **wanted: Any) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in hub[who].every(LISTED, {"box": box, "filter": wanted})}


def entered(hub: Running, act: str, arguments: dict[str, Any] | None = None, who: str = "township") -> str:
    outcome = sent(hub, who, act, arguments or ACTS[act](hub))
    assert outcome["__typename"] == "Proposed", outcome
    return str(outcome["id"])


def test_what_waits_is_not_counted_as_taken_in(hub: Running) -> None:
    first = ACTS["registerHouseholds"](hub)
    second = {**ACTS["registerHouseholds"](hub), "division": "629999999999"}
    act = """mutation ($items: [HouseholdInput!]!) { registerHouseholds(items: $items) {
      ... on RegistrationReport { batch outcomes { __typename } } } }"""
    report = hub["township"].ask(act, {"items": [first, second]})["registerHouseholds"]
    assert [one["__typename"] for one in report["outcomes"]] == ["Proposed", "Refused"]
    batch = "query ($id: ID!) { batch(id: $id) { items accepted replayed refused } }"
    told = hub["civil_affairs"].ask(batch, {"id": report["batch"]})["batch"]
    assert told == {"items": 2, "accepted": 0, "replayed": 0, "refused": 1}


@pytest.mark.parametrize("act", CONFIRMATION.acts)
def test_what_a_township_enters_is_done_once_another_confirms_it(hub: Running, act: str) -> None:
    arguments = ACTS[act](hub)
    id = entered(hub, act, arguments)
    assert entered(hub, act, arguments) == id  # sent again it is the same
    waits = listed(hub, "first reviewer" if CONFIRMATION.acts[act].reviewed else "reviewer")[id]
    assert (waits["act"], waits["mine"], waits["overdue"]) == (act, False, False)
    assert confirmed(hub, "reviewer", id, act) == ["CONFIRMED"]
    assert decided(hub, "reviewer", id) == ["CONFIRMED"]
    assert id not in listed(hub, "reviewer")
    again = sent(hub, "civil_affairs", act, arguments)
    done_already = ("Refused", "Registered", "DeterminationAccepted")
    assert again["__typename"] in (done_already if act in ALONE else ("Proposed",)), again


@pytest.mark.parametrize("act", ALONE)
def test_who_may_do_it_alone_does_it_at_once(hub: Running, act: str) -> None:
    outcome = sent(hub, "civil_affairs", act, ACTS[act](hub))
    assert outcome["__typename"] not in ("Refused", "Proposed"), outcome


@pytest.mark.parametrize("act", ALONE)
def test_who_may_only_decide_enters_nothing(hub: Running, act: str) -> None:
    with pytest.raises(AssertionError, match="MISSING_SCOPE"):
        sent(hub, "reviewer", act, ACTS[act](hub))


def test_nothing_is_done_until_it_is_confirmed_and_the_household_tells_its_story(hub: Running) -> None:
    family, _ = home(hub)
    said = {"input": {"household": family, "category": "near_subsistence", "validFrom": "2024-01-01"}}
    id = entered(hub, "determine", said)
    chain = hub["civil_affairs"].ask(CHAIN, {"id": family})["household"]["chain"]["nodes"]
    assert done(chain) == []
    assert decided(hub, "reviewer", id) == ["CONFIRMED"]
    chain = hub["civil_affairs"].ask(CHAIN, {"id": family})["household"]["chain"]["nodes"]
    assert done(chain) == ["DETERMINED"]
    (story,) = hub["civil_affairs"].ask(OF_HOUSEHOLD, {"id": family})["household"]["proposals"]["nodes"]
    assert (story["id"], story["state"], story["decidedAt"] > story["enteredAt"]) == (id, "CONFIRMED", True)


def test_who_enters_is_told_at_once_what_is_wrong(hub: Running) -> None:
    family, _ = home(hub)
    said = {"household": family, "category": "extreme_hardship", "validFrom": "2024-01-01"}
    refusal = sent(hub, "township", "determine", {"input": said})
    assert (refusal["code"], refusal["path"]) == ("SUPPORT_ONLY_FOR_EXTREME_HARDSHIP", "input.support")
    elsewhere = household(hub, member(hub.number()), division="620102000000")
    assert sent(hub, "township", "registerHouseholds", elsewhere)["code"] == "OUTSIDE_DIVISIONS"


def test_nobody_confirms_what_they_entered(hub: Running) -> None:
    id = entered(hub, "determine", who="one for both")
    assert id not in listed(hub, "one for both")
    assert listed(hub, "one for both", "MINE")[id]["mine"]
    for decision in ("CONFIRM", "RETURN"):
        assert decided(hub, "one for both", id, decision=decision, reason="x") == [
            ("OWN_PROPOSAL", "items[0].proposal")
        ]
    assert decided(hub, "reviewer", id) == ["CONFIRMED"]


def test_what_lies_elsewhere_is_not_there_and_a_stranger_sees_nothing(hub: Running) -> None:
    id = entered(hub, "correctPerson")
    assert id not in listed(hub, "reviewer elsewhere", "ALL")
    assert decided(hub, "reviewer elsewhere", id) == [("NO_PROPOSAL", "items[0].proposal")]
    assert decided(hub, "reviewer elsewhere", "01890000-0000-7000-8000-000000000000") == [
        ("NO_PROPOSAL", "items[0].proposal")
    ]
    for stranger in ("housing here", "education_aid", "reader"):
        assert hub[stranger].refused(LISTED, {"box": "ALL"}) == ["MISSING_SCOPE"]
        assert hub[stranger].refused(DECIDE, {"items": []}) == ["MISSING_SCOPE"]
    assert hub["nobody"].post(LISTED, {"box": "ALL"}).status_code == 401
    assert decided(hub, "reviewer", id) == ["CONFIRMED"]


def test_what_the_world_has_overtaken_is_refused_and_waits_on(hub: Running) -> None:
    family, _ = home(hub)
    said = {"input": {"household": family, "category": "near_subsistence", "validFrom": "2024-01-01"}}
    id, other = entered(hub, "determine", said), entered(hub, "leaveHousehold")
    assert not listed(hub, "reviewer")[id]["overtaken"]
    assert sent(hub, "civil_affairs", "determine", said)["__typename"] == "Determined"
    before = hub.rows("SELECT count(*) FROM determinations WHERE household_id = %s", family)
    outcomes = decided(hub, "reviewer", id, other)
    assert outcomes == [("CATEGORY_IN_FORCE", "items[0].input.category"), "CONFIRMED"]
    assert hub.rows("SELECT count(*) FROM determinations WHERE household_id = %s", family) == before
    assert (listed(hub, "reviewer")[id]["state"], listed(hub, "reviewer")[id]["overtaken"]) == ("WAITING", True)
    assert decided(hub, "reviewer", id, decision="RETURN", reason="stands already") == ["RETURNED"]
    assert decided(hub, "reviewer", id) == [("PROPOSAL_DECIDED", "items[0].proposal")]


def test_what_is_returned_is_mended_and_sent_again(hub: Running) -> None:
    home = ACTS["registerHouseholds"](hub)
    id = entered(hub, "registerHouseholds", home)
    assert decided(hub, "reviewer", id, decision="RETURN") == [("MISSING", "items[0].reason")]
    assert decided(hub, "reviewer", id, decision="RETURN", reason="no address") == ["RETURNED"]
    mine = listed(hub, "township", "MINE", state="RETURNED")[id]
    assert (mine["reason"], mine["mended"], mine["householdNumber"]) == ("no address", False, home["number"])
    mended = {**home, "address": "中华路1号"}
    outcome = sent(hub, "township", "registerHouseholds", mended, mends=[id])
    assert outcome["__typename"] == "Proposed", outcome
    assert listed(hub, "reviewer")[outcome["id"]]["mends"] == id
    twice = sent(hub, "township", "registerHouseholds", {**mended, "dwelling": "砖房"}, mends=[id])
    assert (twice["code"], twice["path"]) == ("PROPOSAL_MENDED", "items[0].mends")
    never = sent(hub, "township", "registerHouseholds", {**mended, "dwelling": "砖房"}, mends=[outcome["id"]])
    assert never["code"] == "NOT_RETURNED"
    assert decided(hub, "reviewer", outcome["id"]) == ["CONFIRMED"]
    assert hub["reviewer"].ask(FOUND, {"number": home["number"]})["household"]["members"]


def test_many_are_decided_at_once_each_by_itself(hub: Running) -> None:
    homes = [ACTS["registerHouseholds"](hub) for _ in range(5)]
    ids = [entered(hub, "registerHouseholds", one) for one in homes]
    unknown = "01890000-0000-7000-8000-000000000000"
    assert decided(hub, "reviewer", *ids[:3], unknown, ids[3]) == [
        *["CONFIRMED"] * 3, ("NO_PROPOSAL", "items[3].proposal"), "CONFIRMED",
    ]  # fmt: skip # in the order of the items
    assert decided(hub, "reviewer", ids[4], decision="RETURN", reason="another county") == ["RETURNED"]
    found = [hub["reviewer"].ask(FOUND, {"number": one["number"]})["household"] for one in homes]
    assert [one is not None for one in found] == [True] * 4 + [False]


def test_of_two_who_decide_at_once_one_does(hub: Running) -> None:
    id = entered(hub, "registerHouseholds")
    with ThreadPoolExecutor(2) as both:
        outcomes = list(both.map(lambda who: decided(hub, who, id), ("reviewer", "one for both")))
    assert sorted(outcomes, key=str) == [["CONFIRMED"], [("PROPOSAL_DECIDED", "items[0].proposal")]]


def test_it_is_withdrawn_by_who_entered_it_and_while_it_waits(hub: Running) -> None:
    id = entered(hub, "endDetermination")
    assert hub["one for both"].ask(WITHDRAW, {"id": id})["withdrawProposal"]["code"] == "NOT_YOUR_PROPOSAL"
    withdrawn = hub["township"].ask(WITHDRAW, {"id": id})["withdrawProposal"]
    assert withdrawn == {"__typename": "Proposal", "state": "WITHDRAWN", "reason": "entered twice", "mine": True}
    assert hub["township"].ask(WITHDRAW, {"id": id})["withdrawProposal"]["code"] == "PROPOSAL_DECIDED"
    assert decided(hub, "reviewer", id) == [("PROPOSAL_DECIDED", "items[0].proposal")]


def test_old_values_stand_beside_the_new_and_names_and_numbers_are_masked(hub: Running) -> None:
    arguments = ACTS["correctPerson"](hub)
    id = entered(hub, "correctPerson", {"input": {**arguments["input"], "idNumber": hub.number("19810101")}})
    values = {one["field"]: (one["value"], one["before"]) for one in listed(hub, "reviewer")[id]["values"]}
    assert values["input.name"] == ("王**", "王**")
    assert all("*" in number for number in values["input.idNumber"])
    assert values["input.reason"] == ("窗口录入有误", None)
    determination = entered(hub, "correctDetermination")
    values = {one["field"]: (one["value"], one["before"]) for one in listed(hub, "reviewer")[determination]["values"]}
    assert values["input.validFrom"] == ("2024-02-01", "2024-01-01")


def test_in_clear_it_takes_the_scopes_and_a_purpose_and_stands_in_the_log(hub: Running) -> None:
    home = ACTS["registerHouseholds"](hub)
    id = entered(hub, "registerHouseholds", home)
    number = home["members"][0]["idNumber"]
    assert number not in str(listed(hub, "reviewer")[id])
    assert hub["reviewer"].refused(IN_CLEAR, {"id": id}) == ["PURPOSE_REQUIRED"]
    (shown,) = hub["reviewer"].ask(IN_CLEAR, {"id": id}, X_Purpose="verification")["proposals"]["nodes"]
    assert number in shown["inClear"]
    ((logged,),) = hub.rows("SELECT attributes FROM access_log WHERE %s = ANY(subjects) AND purpose IS NOT NULL", id)
    assert logged == ["proposal"]
    ((kept,),) = hub.rows("SELECT to_jsonb(p)::text FROM proposals p WHERE id = %s", id)
    assert [told for told in (number, "王甲") if told in kept] == []


def test_it_is_due_in_working_days(hub: Running) -> None:
    """Entered on Friday 15 March 2024, to be decided within five days on which offices are open."""
    id = entered(hub, "registerHouseholds")
    assert listed(hub, "reviewer")[id]["dueOn"] == "2024-03-22"
    assert id not in listed(hub, "reviewer", dueBefore="2024-03-22")
    assert id in listed(hub, "reviewer", dueBefore="2024-03-23", act="registerHouseholds", division=TOWNSHIP)


def test_it_follows_the_household_that_moves(hub: Running) -> None:
    known = ACTS["registerHouseholds"](hub)
    (registered,) = register(hub, known)
    said = {"input": {"household": registered["household"], "category": "near_subsistence", "validFrom": "2024-01-01"}}
    id = entered(hub, "determine", said)
    register(hub, {**known, "division": ELSEWHERE, "asOf": "2024-03-10"})
    assert id not in listed(hub, "reviewer")
    assert id in listed(hub, "reviewer elsewhere", household=registered["household"])


def test_where_it_is_declared_one_reviews_and_a_third_confirms(hub: Running) -> None:
    id = entered(hub, "voidDetermination")
    assert id not in listed(hub, "reviewer")  # it waits for who reviews
    assert decided(hub, "reviewer", id) == [("NOT_REVIEWED", "items[0].proposal")]
    assert decided(hub, "reviewer", id, decision="REVIEW") == [("MISSING_SCOPE", "items[0].decision")]
    assert decided(hub, "first reviewer", id) == [("MISSING_SCOPE", "items[0].decision")]
    assert id in listed(hub, "one for both")
    assert decided(hub, "one for both", id, decision="REVIEW") == ["REVIEWED"]
    assert decided(hub, "one for both", id, decision="REVIEW") == ["REVIEWED"]
    assert decided(hub, "first reviewer", id, decision="REVIEW") == [("NO_REVIEW_NEEDED", "items[0].decision")]
    assert id not in listed(hub, "one for both")
    assert decided(hub, "one for both", id) == [("OWN_REVIEW", "items[0].proposal")]
    waits = listed(hub, "reviewer")[id]
    assert (waits["state"], waits["reviews"], waits["decidedAt"]) == ("REVIEWED", True, None)
    assert waits["reviewedAt"] > waits["enteredAt"]
    assert waits["reviewedBy"]["kind"] == "PROGRAM"
    assert decided(hub, "reviewer", id) == ["CONFIRMED"]
    assert decided(hub, "first reviewer", id, decision="REVIEW") == [("PROPOSAL_DECIDED", "items[0].proposal")]


def test_who_entered_it_does_not_review_it_and_who_reviewed_it_may_return_it(hub: Running) -> None:
    arguments = ACTS["voidDetermination"](hub)
    id = entered(hub, "voidDetermination", arguments, who="one for both")
    assert id not in listed(hub, "one for both")
    assert decided(hub, "one for both", id, decision="REVIEW") == [("OWN_PROPOSAL", "items[0].proposal")]
    assert decided(hub, "first reviewer", id, decision="REVIEW") == ["REVIEWED"]
    assert entered(hub, "voidDetermination", arguments) == id  # what is reviewed still waits
    assert decided(hub, "first reviewer", id, decision="RETURN", reason="no paper") == ["RETURNED"]
    again = sent(hub, "township", "voidDetermination", arguments, mends=id)
    assert again["__typename"] == "Proposed", again
    assert listed(hub, "first reviewer")[again["id"]]["mends"] == id
    assert decided(hub, "reviewer", again["id"]) == [("NOT_REVIEWED", "items[0].proposal")]


def test_what_needs_no_review_is_confirmed_without(hub: Running) -> None:
    id = entered(hub, "registerHouseholds")
    assert id not in listed(hub, "first reviewer")
    assert decided(hub, "first reviewer", id, decision="REVIEW") == [("NO_REVIEW_NEEDED", "items[0].decision")]
    assert decided(hub, "reviewer", id) == ["CONFIRMED"]


def test_supervision_counts_what_waits_and_what_waits_too_long(hub: Running) -> None:
    late, other = entered(hub, "determine"), entered(hub, "registerHouseholds")
    before = waiting(hub)
    with psycopg.connect(hub.owner, autocommit=True) as owner:
        owner.execute("UPDATE proposals SET due_on = '2024-03-05' WHERE id = %s", [late])
    after = waiting(hub)
    assert (after["waiting"], after["overdue"]) == (before["waiting"], before["overdue"] + 1)
    assert after["longestDays"] >= 10
    assert decided(hub, "reviewer", late, other) == ["CONFIRMED"] * 2
    assert (waiting(hub)["waiting"], waiting(hub)["overdue"]) == (before["waiting"] - 2, before["overdue"])
    assert hub["education_aid"].refused(COUNTED) == ["MISSING_SCOPE"]
    assert hub["supervisor here"].refused(COUNTED.replace("COUNTY", "TOWNSHIP")) == ["PUBLISHED_ONLY"]


def waiting(hub: Running) -> dict[str, Any]:
    rows = hub["civil_affairs"].ask(COUNTED)["waitingProposals"]
    (found,) = [row for row in rows if row["division"]["code"] == HOME]
    assert found["department"] == {"code": "civil_affairs"}
    return dict(found)


def test_what_mends_nothing_is_refused_of_who_does_it_alone(hub: Running) -> None:
    outcome = sent(hub, "civil_affairs", "determine", ACTS["determine"](hub), mends=entered(hub, "determine"))
    assert outcome["code"] == "NOT_EXPECTED"


@pytest.mark.parametrize("act", [one.act for one in CONFIRMATION.acts.values() if one.waits != "entering"])
def test_an_officer_waits_for_another_whatever_the_roles_give(hub: Running, act: str) -> None:
    id = entered(hub, act, who="approver")
    assert decided(hub, "approver", id) == [("OWN_PROPOSAL", "items[0].proposal")]
    assert confirmed(hub, "other approver", id, act) == ["CONFIRMED"]  # through the same client


def test_a_clerk_enters_by_the_role_and_an_officer_with_the_right_registers_at_once(hub: Running) -> None:
    id = entered(hub, "registerHouseholds", who="clerk")
    assert id not in listed(hub, "clerk")
    assert listed(hub, "clerk", "MINE")[id]["mine"]
    assert not listed(hub, "approver")[id]["mine"]
    assert decided(hub, "approver", id) == ["CONFIRMED"]
    home = ACTS["registerHouseholds"](hub)
    assert sent(hub, "approver", "registerHouseholds", home)["__typename"] == "Registered"


def test_who_may_see_the_register_sees_who_entered_and_who_confirmed(hub: Running) -> None:
    family, _ = home(hub)
    said = {"input": {"household": family, "category": "near_subsistence", "validFrom": "2024-01-01"}}
    assert decided(hub, "reviewer", entered(hub, "determine", said, who="clerk")) == ["CONFIRMED"]
    (story,) = hub["civil_affairs"].ask(OF_HOUSEHOLD, {"id": family})["household"]["proposals"]["nodes"]
    assert story["enteredBy"] == {"kind": "OFFICER", "name": "张某", "department": {"code": "civil_affairs"}}
    assert story["decidedBy"] == {"kind": "PROGRAM", "name": None}
    assert hub["housing here"].refused(OF_HOUSEHOLD, {"id": family}) == ["MISSING_SCOPE"]
