"""Sharing agreements: what is not under one in force is not shown, whichever way it would go out."""

import time

import httpx
import pytest

from tests.hub_running import ELSEWHERE, HOME, TODAY, Asker, Running
from tests.schema.acts import household, member, register
from tests.schema.sharing.agreed import DECIDE, END, IN_FORCE, REQUEST, agreed, asked, client, ended, registrar

HOUSEHOLDS = "{ households(first: 200) { totalCount nodes { id division { code } } } }"
NAMES = "{ households(first: 1) { nodes { members { person { nameMasked } } } } }"
FEED = """mutation ($items: [{0}FeedbackInput!]!, $check: Boolean!) {{ feedBack{0}(items: $items, checkOnly: $check) {{
  ... on FeedbackReport {{ outcomes {{ ... on Refused {{ code path }}
    ... on FeedbackAccepted {{ clashes {{ department }} }} }} }} }} }}"""
OWN = "{ records(first: 1) { totalCount } }"
SOON = 10.0


def exported(who: Asker, query: str = HOUSEHOLDS) -> httpx.Response:
    return who.http.post("/export", json={"query": query}, headers={"Authorization": f"Bearer {who.token}"})


def test_a_department_begins_with_an_agreement_that_quotes_the_document(hub: Running) -> None:
    (one,) = hub["human_resources"].ask(IN_FORCE)["sharingAgreements"]["nodes"]
    assert (one["basis"], one["ways"]) == ("甘政办发〔2023〕92号 二（一）", ["GRAPH", "FILE", "TABLE", "WEBHOOK"])
    assert one["fields"] == list(hub.catalogue.departments["human_resources"].sees)
    assert "需求推送" in one["quote"]


def test_who_keeps_the_register_needs_none_and_sees_those_of_all(hub: Running) -> None:
    found = hub["civil_affairs"].ask("{ sharingAgreements(first: 200) { nodes { department { code } } } }")
    of = {one["department"]["code"] for one in found["sharingAgreements"]["nodes"]}
    assert of == set(hub.catalogue.departments) - {"civil_affairs"}
    assert hub["civil_affairs"].ask(REQUEST, {"input": ASKED})["requestSharing"]["code"] == "SHARED_BY_ITSELF"


ASKED = {"basis": "x", "scenario": "x", "fields": ["person.categories"], "ways": ["GRAPH"]}


def test_another_departments_agreements_are_not_there(hub: Running) -> None:
    found = hub["health"].ask('{ sharingAgreements(department: "housing") { totalCount } }')
    assert found["sharingAgreements"]["totalCount"] == 0
    (one,) = hub["civil_affairs"].ask('{ sharingAgreements(department: "housing") { nodes { id } } }')[
        "sharingAgreements"
    ]["nodes"][-1:]
    assert client(hub, "health").ask(END, {"id": one["id"]})["endSharing"]["code"] == "UNKNOWN_AGREEMENT"
    assert hub["health"].refused(DECIDE, {"id": one["id"], "grant": True, "replace": False}) == ["MISSING_SCOPE"]


def test_what_has_ended_is_shown_no_more_to_who_is_at_work_within_ten_seconds_and_goes_on_when_granted(
    hub: Running,
) -> None:
    at_work = hub["disabled_federation"]
    assert at_work.ask(HOUSEHOLDS)["households"]["totalCount"]
    ended(hub, "disabled_federation")
    until = time.monotonic() + SOON
    while "errors" not in (body := at_work.post(HOUSEHOLDS).json()):
        assert time.monotonic() < until
        time.sleep(0.2)
    error = body["errors"][0]
    assert (error["extensions"]["code"], error["extensions"]["need"]) == ("NO_AGREEMENT", "GRAPH")
    assert exported(at_work).json()["errors"][0]["extensions"]["code"] == "NO_AGREEMENT"
    assert at_work.refused(NAMES) == ["NO_AGREEMENT"]
    assert at_work.ask(OWN)["records"]["totalCount"] > 0
    assert at_work.ask("{ me { sees } }")["me"]["sees"] == []
    entities = """query ($given: [_Any!]!) { _entities(representations: $given) { ... on Household { id } } }"""
    known = hub["civil_affairs"].ask("{ households(first: 1) { nodes { id } } }")["households"]["nodes"][0]["id"]
    given = {"given": [{"__typename": "Household", "id": known}]}
    assert at_work.ask(entities, given) == {"_entities": [None]}
    assert agreed(hub, "disabled_federation").ask(HOUSEHOLDS)["households"]["totalCount"]


def test_columns_are_those_that_are_listed_and_agreed(hub: Running) -> None:
    fields = ["household.division", "person.categories"]
    who = agreed(hub, "medical_insurance", fields=fields)
    assert who.ask("{ me { sees } }")["me"]["sees"] == sorted(fields)
    assert who.ask("{ households(first: 1) { nodes { division { code } } } }")["households"]["nodes"]
    assert who.refused("{ households(first: 1) { nodes { address } } }") == ["NOT_SHARED"]
    assert who.refused("{ households(filter: { residence: urban }) { totalCount } }") == ["NOT_SHARED"]


def test_rows_are_those_of_the_divisions_and_programmes_agreed(hub: Running) -> None:
    everywhere = client(hub, "housing").ask(HOUSEHOLDS)["households"]["nodes"]
    there = agreed(hub, "housing", divisions=[HOME]).ask(HOUSEHOLDS)["households"]["nodes"]
    assert there == [one for one in everywhere if one["division"]["code"].startswith(HOME[:6])] != everywhere
    assert client(hub, "housing", division=ELSEWHERE).ask(HOUSEHOLDS)["households"]["nodes"] == []
    who = agreed(hub, "housing", programmes=["ZJ-03"])
    listed = who.ask(HOUSEHOLDS)["households"]["nodes"]
    rented = '{ eligibleTargets(programme: "ZJ-01") { totalCount } }'
    targets = [one["household"]["id"] for certainty in ("MET", "UNKNOWN") for one in who.every(PAGED % certainty)]
    assert {one["id"] for one in listed} <= set(targets)
    assert 0 < len(listed) < len(everywhere)
    assert who.ask(rented)["eligibleTargets"]["totalCount"] == 0
    take = 'mutation { takeTargetSnapshot(programme: "ZJ-01", division: "%s", certainty: MET) { ... on Refused { code } } }'
    assert who.ask(take % HOME)["takeTargetSnapshot"]["code"] == "PROGRAMME_NOT_AGREED"
    unseen = next(one["id"] for one in everywhere if one["id"] not in {seen["id"] for seen in listed})
    explain = '{ explain(household: "%s", programme: "ZJ-0%s") { certainty } }'
    assert who.ask(explain % (unseen, 3))["explain"] == []
    assert who.ask(explain % (listed[0]["id"], 1))["explain"] == []


PAGED = """query ($after: String) { eligibleTargets(programme: "ZJ-03", filter: { certainty: %s }, first: 200, after: $after) {
  nodes { household { id } } pageInfo { hasNextPage endCursor } } }"""


def test_without_one_help_that_is_reported_tells_of_nobody_elses(hub: Running) -> None:
    number = hub.number()
    register(hub, household(hub, member(number)))

    def clashes(who: Asker, graph: str, programme: str, check: bool) -> list[str]:
        entry = {"idNumber": number, "name": "王甲", "programme": programme, "status": "GRANTED", "division": HOME}
        item = {**entry, "externalId": f"clash-{programme}", "happenedOn": "2024-03-10"}
        (outcome,) = who.ask(FEED.format(graph), {"items": [item], "check": check})[f"feedBack{graph}"]["outcomes"]
        return [clash["department"] for clash in outcome["clashes"]]

    assert clashes(hub["housing"], "Housing", "ZJ-03", False) == []
    rebuilt = "EmergencyManagement", "YJ-05", True
    assert clashes(agreed(hub, "emergency_management"), *rebuilt) == ["housing"]
    ended(hub, "emergency_management")
    assert clashes(client(hub, "emergency_management"), *rebuilt) == []
    agreed(hub, "emergency_management")


def test_a_way_that_is_not_agreed_is_closed_and_the_others_are_open(hub: Running) -> None:
    graph = agreed(hub, "education_aid", ways=["GRAPH"])
    assert graph.ask(HOUSEHOLDS)["households"]["nodes"]
    assert exported(graph).json()["errors"][0]["extensions"]["need"] == "FILE"
    workbook = {"programme": "JY-02", "division": HOME, "certainty": "MET"}
    answer = graph.http.post("/files/targets", json=workbook, headers={"Authorization": f"Bearer {graph.token}"})
    assert answer.json()["errors"][0]["extensions"]["code"] == "NO_AGREEMENT"
    add = 'mutation { addWebhook(url: "https://127.0.0.1/", events: [referral]) { ... on Refused { code message } } }'
    assert graph.ask(add)["addWebhook"]["code"] == "NO_AGREEMENT"
    ended(hub, "education_aid")
    file = agreed(hub, "education_aid", ways=["FILE"])
    assert set(file.refused(HOUSEHOLDS)) == {"NO_AGREEMENT"}
    assert exported(file).status_code == 200


def test_what_may_be_asked_in_a_day_is_counted_and_ones_own_is_not(hub: Running) -> None:
    who = agreed(hub, "emergency_management", quota=2)
    for _ in range(2):
        assert "households" in who.ask(HOUSEHOLDS)
    assert who.refused(HOUSEHOLDS) == ["SHARING_QUOTA"]
    assert who.ask(OWN)["records"]
    assert who.ask(IN_FORCE)["sharingAgreements"]["nodes"][0]["usedToday"] == 2
    assert hub.rows("SELECT count(*) FROM access_log WHERE refusal = 'SHARING_QUOTA'") == [(1,)]


def test_a_request_waits_for_its_answer_and_is_seen_to_be_late(hub: Running) -> None:
    id, who = asked(hub, "health", ways=["TABLE"]), registrar(hub)
    late = "{ sharingAgreements(overdue: true) { nodes { id dueOn } } }"
    assert who.ask(late)["sharingAgreements"]["nodes"] == []
    hub.rows("UPDATE sharing_agreements SET due_on = '2024-03-14' WHERE id = %s RETURNING 1", id)
    assert who.ask(late)["sharingAgreements"]["nodes"] == [{"id": id, "dueOn": "2024-03-14"}]
    overlapping = {"id": id, "grant": True, "replace": False}
    assert who.ask(DECIDE, overlapping)["decideSharing"]["code"] == "AGREEMENT_OVERLAPS"
    decided = who.ask(DECIDE, {"id": id, "grant": False, "replace": False})["decideSharing"]
    assert decided == {"id": id, "state": "REFUSED", "decidedOn": TODAY.isoformat(), "overdue": False}
    assert who.ask(DECIDE, overlapping)["decideSharing"]["code"] == "AGREEMENT_DECIDED"
    assert who.ask(END, {"id": id})["endSharing"]["code"] == "AGREEMENT_ENDED"


def test_what_is_decided_after_its_term_ends_nothing_that_is_in_force(hub: Running) -> None:
    id, who = asked(hub, "health", ways=["GRAPH"], validTo="2024-03-20"), registrar(hub)
    before = hub["health"].ask(IN_FORCE)
    hub.rows(
        "UPDATE sharing_agreements SET valid_from = '2024-03-01', valid_to = %s WHERE id = %s RETURNING 1", TODAY, id
    )
    assert who.ask(DECIDE, {"id": id, "grant": True, "replace": True})["decideSharing"]["code"] == "AGREEMENT_OVER"
    assert hub["health"].ask(IN_FORCE) == before
    assert who.ask(DECIDE, {"id": id, "grant": False, "replace": False})["decideSharing"]["state"] == "REFUSED"


def test_what_begins_later_takes_the_place_on_its_day(hub: Running) -> None:
    (before,) = hub["rural_revitalization"].ask(IN_FORCE)["sharingAgreements"]["nodes"]
    id = asked(hub, "rural_revitalization", ways=["GRAPH"], validFrom="2024-04-01", validTo="2024-05-01")
    decided = registrar(hub).ask(DECIDE, {"id": id, "grant": True, "replace": True})["decideSharing"]
    assert decided["state"] == "GRANTED"
    told = "query ($id: ID!) { sharingAgreements(id: $id) { nodes { state validTo endedAt } } }"
    (stands,) = hub["rural_revitalization"].ask(told, {"id": before["id"]})["sharingAgreements"]["nodes"]
    assert stands == {"state": "IN_FORCE", "validTo": "2024-04-01", "endedAt": None}


def test_a_county_agrees_on_its_own_county_alone(hub: Running) -> None:
    here = client(hub, "human_resources", division=HOME)
    assert here.ask(REQUEST, {"input": ASKED})["requestSharing"] == {"code": "OUTSIDE_DIVISIONS", "path": "divisions"}
    (id,) = (one["id"] for one in here.ask(IN_FORCE)["sharingAgreements"]["nodes"])
    assert here.ask(END, {"id": id})["endSharing"]["code"] == "OUTSIDE_DIVISIONS"
    own = here.ask(REQUEST, {"input": {**ASKED, "divisions": [HOME]}})["requestSharing"]["id"]
    decided = {"id": own, "grant": False, "replace": False}
    elsewhere = client(hub, "civil_affairs", "civil/sharing:decide", division=ELSEWHERE)
    assert elsewhere.ask(DECIDE, decided)["decideSharing"]["code"] == "OUTSIDE_DIVISIONS"
    there = client(hub, "civil_affairs", "civil/sharing:decide", division=HOME)
    assert there.ask(DECIDE, decided)["decideSharing"]["state"] == "REFUSED"


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"fields": ["person.birth_date", "household.per_capita_income"]}, "UNKNOWN_CODE", "fields[0]"),
        ({"fields": []}, "MISSING", "fields"),
        ({"ways": []}, "MISSING", "ways"),
        ({"programmes": []}, "MISSING", "programmes"),
        ({"programmes": ["medical_insurance.premium_full"]}, "UNKNOWN_PROGRAMME", "programmes[0]"),
        ({"divisions": ["999999999999"]}, "UNKNOWN_DIVISION", "divisions[0]"),
        ({"quota": 0}, "BAD_NUMBER", "quota"),
        ({"basis": " "}, "BAD_TEXT", "basis"),
        ({"validFrom": "2024-04-01", "validTo": "2024-04-01"}, "REVERSED_DATES", "validTo"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_at_its_place(hub: Running, wrong: object, code: str, path: str) -> None:
    usual = {"basis": "x", "scenario": "x", "fields": ["person.categories"], "ways": ["GRAPH"]}
    answer = client(hub, "housing").ask(REQUEST, {"input": usual | dict(wrong)})  # type: ignore[call-overload]
    assert answer["requestSharing"] == {"code": code, "path": path}
