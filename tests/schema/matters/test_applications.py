"""Applications (个人申请): received at the window or found by a visit, and routed to the departments."""

from typing import Any

from tests.hub_running import Running
from tests.schema.matters.test_matters import BOX, family, step


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
