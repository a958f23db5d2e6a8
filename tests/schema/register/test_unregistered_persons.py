"""Persons in no household whom a data set names are listed for their county, and leave the list by being registered."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.hub_running import HOME, Running, done
from tests.schema.acts import CHAIN, feed, feedback, household, member, register
from tests.schema.matters.test_matters import step

LISTED = """query ($filter: UnregisteredFilter, $after: String) { unregisteredPersons(filter: $filter, first: 200, after: $after) {
  pageInfo { hasNextPage endCursor } nodes {
  id state since changedAt nameMasked division { code } departments { code } reason visitPlannedFor lastVisited
  facts { department { code } entity asOf ... on EducationAidFacts { studentStage sourceRecordId } } } } }"""
ASIDE = """mutation ($input: SetAsideInput!) { aside: setUnregisteredAside(input: $input) { __typename
  ... on UnregisteredPerson { id state reason } ... on Refused { code path message } } }"""
FACTS = """mutation ($items: [%sFactsInput!]!) { told: reportFacts%s(items: $items) { ... on FactsReport {
  outcomes { __typename ... on Refused { code path } } } } }"""
VISIT = "... on Visit { id state household { id } unregistered { id } }"
CLEAR = "{ unregisteredPersons(first: 1) { nodes { name } } }"
TOWNSHIP = "621102001000"


def told(hub: Running, number: str, who: str = "education_aid here", as_of: str = "2024-03-01", **known: Any) -> None:
    pascal = "".join(part.capitalize() for part in who.split()[0].split("_"))
    known = known or {"person": {"studentStage": "PRIMARY"}}
    item = {"idNumber": number, "name": "周未登", "asOf": as_of, "sourceRecordId": f"src-{number}", **known}
    (outcome,) = hub[who].ask(FACTS % (pascal, pascal), {"items": [item]})["told"]["outcomes"]
    assert outcome == {"__typename": "FactsAccepted"}, outcome


def listed(hub: Running, number: str, who: str = "civil_affairs here", **filter: Any) -> list[dict[str, Any]]:
    """Whom the list names under this number, which the reporter used as its source's id."""
    nodes = hub[who].every(LISTED, {"filter": filter or None})
    return [node for node in nodes if f"src-{number}" in {fact.get("sourceRecordId") for fact in node["facts"]}]


def set_aside(hub: Running, one: dict[str, Any], who: str = "civil_affairs here") -> dict[str, Any]:
    given = {"id": one["id"], "reason": "已外出务工", "seen": one["changedAt"]}
    answer: dict[str, Any] = hub[who].ask(ASIDE, {"input": given})["aside"]
    return answer


def test_who_is_named_is_listed_for_the_county_of_who_named_them(hub: Running) -> None:
    number = hub.number()
    told(hub, number)
    (one,) = listed(hub, number)
    assert (one["nameMasked"], one["division"]["code"], one["state"]) == ("周**", HOME, "OPEN")
    assert one["departments"] == [{"code": "education_aid"}]
    (fact,) = one["facts"]
    assert (fact["entity"], fact["asOf"], fact["studentStage"]) == ("person", "2024-03-01", "PRIMARY")
    assert listed(hub, number, "civil_affairs elsewhere") == []
    assert hub["civil_affairs here"].refused(CLEAR) == ["PURPOSE_REQUIRED"]
    for stranger in ("education_aid", "finance", "nobody"):
        assert hub[stranger].post(LISTED).json().get("data") is None


def test_a_data_set_of_the_province_goes_to_the_province_and_an_event_to_its_place(hub: Running) -> None:
    number = hub.number()
    told(hub, number, "education_aid")
    assert listed(hub, number) == []
    (one,) = listed(hub, number, "civil_affairs")
    assert one["division"]["code"] == "620000000000"
    event = {"kind": "DISASTROUS", "happenedOn": "2024-03-01", "place": TOWNSHIP}
    told(hub, number, "civil_affairs", event=event)
    (one,) = listed(hub, number)
    assert one["division"]["code"] == TOWNSHIP
    assert one["departments"] == [{"code": "civil_affairs"}, {"code": "education_aid"}]
    told(hub, number, "education_aid", person={"studentStage": "JUNIOR"})
    assert listed(hub, number)[0]["division"]["code"] == TOWNSHIP


def test_who_is_registered_leaves_the_list_by_themselves_under_whatever_name(hub: Running) -> None:
    theirs, anothers = hub.number(), hub.number()
    for number in (theirs, anothers):
        told(hub, number)
    register(hub, household(hub, member(theirs, name="周未登")), household(hub, member(anothers, name="吴已登")))
    assert listed(hub, theirs) == listed(hub, anothers) == []
    told(hub, theirs, person={"studentStage": "JUNIOR"})
    told(hub, anothers, person={"studentStage": "JUNIOR"})
    assert listed(hub, theirs) == listed(hub, anothers) == []


def test_who_is_set_aside_is_taken_up_again_when_something_new_is_said(hub: Running) -> None:
    number = hub.number()
    told(hub, number)
    (one,) = listed(hub, number)
    assert set_aside(hub, one, "civil_affairs elsewhere")["code"] == "UNKNOWN_UNREGISTERED"
    assert set_aside(hub, one)["state"] == "SET_ASIDE"
    told(hub, number, as_of="2024-03-08")
    assert listed(hub, number) == []
    (again,) = listed(hub, number, state="SET_ASIDE")
    assert again["reason"] == "已外出务工"
    told(hub, number, as_of="2024-03-09", person={"studentStage": "JUNIOR"})
    (again,) = listed(hub, number)
    assert (again["id"], again["reason"]) == (one["id"], "已外出务工")
    stale = set_aside(hub, one)
    assert (stale["code"], stale["path"]) == ("CHANGED_SINCE", "input.seen")
    (home,) = register(hub, household(hub, member(number, name="周未登")))
    chain = hub["civil_affairs"].ask(CHAIN, {"id": home["household"]})["household"]["chain"]["nodes"]
    assert "SET_ASIDE" in done(chain)


def test_a_visit_goes_along_into_the_household_in_which_they_are_registered(hub: Running) -> None:
    number = hub.number()
    told(hub, number)
    (one,) = listed(hub, number)
    stranger = step(hub, "planVisit", "civil_affairs elsewhere", VISIT, unregistered=one["id"], plannedFor="2024-03-20")
    assert (stranger["code"], stranger["path"]) == ("UNKNOWN_UNREGISTERED", "input.unregistered")
    planned = step(hub, "planVisit", "civil_affairs here", VISIT, unregistered=one["id"], plannedFor="2024-03-20")
    assert (planned["state"], planned["household"], planned["unregistered"]) == ("PLANNED", None, {"id": one["id"]})
    assert listed(hub, number)[0]["visitPlannedFor"] == "2024-03-20"
    found = {"visitedOn": "2024-03-14", "visitorRole": "VILLAGE_WORKER", "met": True, "findings": "lives with an aunt"}
    assert step(hub, "recordVisit", "civil_affairs here", VISIT, id=planned["id"], **found)["state"] == "VISITED"
    assert listed(hub, number)[0]["lastVisited"] == "2024-03-14"
    (home,) = register(hub, household(hub, member(number, name="周未登")))
    chain = hub["civil_affairs"].ask(CHAIN, {"id": home["household"]})["household"]["chain"]["nodes"]
    assert "VISITED" in done(chain)
    box = "query ($id: ID) { visits(box: OUT, household: $id) { nodes { id steps { step } } } }"
    (visit,) = hub["civil_affairs here"].ask(box, {"id": home["household"]})["visits"]["nodes"]
    assert (visit["id"], len(visit["steps"])) == (planned["id"], 2)
    late = step(hub, "planVisit", "civil_affairs here", VISIT, unregistered=one["id"], plannedFor="2024-03-20")
    assert late["code"] == "CHANGED_SINCE"


def test_who_may_not_read_the_list_reads_nobody_of_it_through_a_visit(hub: Running) -> None:
    number = hub.number()
    told(hub, number)
    (one,) = listed(hub, number)
    planned = step(hub, "planVisit", "civil_affairs here", VISIT, unregistered=one["id"], plannedFor="2024-03-20")
    through = "{ visits(box: HOME) { nodes { id unregistered { nameMasked departments { code } } } } }"
    assert hub["supervisor here"].refused(through) == ["MISSING_SCOPE"]
    visits = hub["supervisor here"].ask("{ visits(box: HOME) { nodes { id } } }")["visits"]["nodes"]
    assert {"id": planned["id"]} in visits


def test_a_visit_names_a_household_or_somebody_in_none(hub: Running) -> None:
    number = hub.number()
    told(hub, number)
    (one,) = listed(hub, number)
    neither = step(hub, "planVisit", "civil_affairs here", VISIT, plannedFor="2024-03-20")
    both = {"household": one["id"], "unregistered": one["id"], "plannedFor": "2024-03-20"}
    assert neither["code"] == step(hub, "planVisit", "civil_affairs here", VISIT, **both)["code"] == "MISSING"


def test_of_two_officers_who_set_aside_at_once_one_is_told(hub: Running) -> None:
    number = hub.number()
    told(hub, number)
    (one,) = listed(hub, number)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda who: set_aside(hub, one, who), ["civil_affairs here", "civil_affairs"]))
    assert sorted(answer.get("code", answer.get("state", "")) for answer in answers) == ["CHANGED_SINCE", "SET_ASIDE"]


def helped(hub: Running, number: str, external: str, **stated: Any) -> dict[str, Any]:
    item = {**feedback(hub, number, external, name="郑未登", division=TOWNSHIP), **stated}
    (outcome,) = feed(hub, item)
    return outcome


def listed_as(hub: Running, name: str, who: str = "civil_affairs here") -> list[dict[str, Any]]:
    return [node for node in hub[who].every(LISTED) if node["nameMasked"] == name]


def test_who_was_helped_and_is_in_no_household_is_listed_where_the_help_was_given(hub: Running) -> None:
    number = hub.number("20120101")
    refused = helped(hub, number, f"no-{number}", status="REFUSED", amount=None, reason="不符合")
    assert (refused["__typename"], listed_as(hub, "郑**")) == ("FeedbackAccepted", [])
    assert helped(hub, number, f"yes-{number}")["__typename"] == "FeedbackAccepted"
    (one,) = listed_as(hub, "郑**")
    assert (one["division"]["code"], one["state"], one["facts"]) == (TOWNSHIP, "OPEN", [])
    assert one["departments"] == [{"code": "education_aid"}]
    assert listed_as(hub, "郑**", "civil_affairs elsewhere") == []
    # The same again is nothing new; what comes after it was set aside is.
    assert set_aside(hub, one)["__typename"] == "UnregisteredPerson"
    helped(hub, number, f"yes-{number}")
    assert listed_as(hub, "郑**") == []
    helped(hub, number, f"more-{number}", term="2023-autumn", happenedOn="2023-10-10")
    assert len(listed_as(hub, "郑**")) == 1
    register(hub, household(hub, member(number, name="郑未登")))
    assert listed_as(hub, "郑**") == []
