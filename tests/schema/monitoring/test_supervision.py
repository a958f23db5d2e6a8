"""Supervision: lists that are answered item by item, who is missed where, fresh data, whom to visit first."""

from typing import Any

import pytest

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import feed, feedback, household, member, register
from tests.schema.matters.test_matters import family, on_allowance, referred, step
from tests.schema.monitoring.test_warnings import pupil_at_home, warnings

TAKE = """mutation ($programme: String!, $division: String!) { takeTargetSnapshot(programme: $programme, division: $division) {
  __typename ... on Refused { code path } ... on TargetSnapshot { id count hash rules takenOn } } }"""
ITEMS = """query ($id: ID!, $answered: Boolean) { targetSnapshots(id: $id, first: 1) { nodes { count
  items(answered: $answered, first: 200) { nodes { personId answered } } } } }"""
FACTS = "mutation ($items: [%sFactsInput!]!) { reportFacts%s(items: $items) { __typename } }"


def taken(
    hub: Running, who: str = "education_aid here", programme: str = "JY-02", division: str = HOME
) -> dict[str, Any]:
    answer: dict[str, Any] = hub[who].ask(TAKE, {"programme": programme, "division": division})["takeTargetSnapshot"]
    return answer


def items(hub: Running, id: str, who: str = "education_aid here", **asked: bool) -> list[dict[str, Any]]:
    (node,) = hub[who].ask(ITEMS, {"id": id, **asked})["targetSnapshots"]["nodes"]
    logged = "SELECT subjects::text[] FROM access_log WHERE kind = 'ANSWER' ORDER BY id DESC LIMIT 1"
    assert hub.rows(logged) == [([id],)]
    nodes: list[dict[str, Any]] = node["items"]["nodes"]
    return nodes


def facts(hub: Running, department: str, number: str, name: str = "王甲", **known: dict[str, Any]) -> None:
    pascal = "".join(part.capitalize() for part in department.split("_"))
    item = {"idNumber": number, "name": name, "asOf": "2024-03-01", "sourceRecordId": "1", **known}
    hub[department].ask(FACTS % (pascal, pascal), {"items": [item]})


def test_a_list_is_frozen_and_an_answer_is_counted_for_its_item(hub: Running) -> None:
    _, pupil = pupil_at_home(hub)
    listed = taken(hub)
    assert (len(listed["hash"]), listed["takenOn"]) == (64, "2024-03-15")
    open_items = items(hub, listed["id"], answered=False)
    assert 0 < len(open_items) <= listed["count"]
    cited = feedback(hub, pupil, f"listed-{hub.numbers}", snapshot=listed["id"], happenedOn="2024-03-14")
    (outcome,) = feed(hub, cited)
    assert outcome["__typename"] == "FeedbackAccepted", outcome
    assert len(items(hub, listed["id"], answered=False)) == len(open_items) - 1
    assert len(items(hub, listed["id"])) == listed["count"]


LEFT = (
    """query ($id: ID!) { targetSnapshots(id: $id) { nodes { items(still: false) { totalCount nodes { still } } } } }"""
)
CAME = """query ($id: ID!, $programme: String!) {
  eligibleTargets(programme: $programme, filter: {notOn: $id}, first: 200) { nodes { person { id } } } }"""


def test_a_list_is_compared_with_today(hub: Running) -> None:
    pupil_at_home(hub)
    listed = taken(hub)

    def left() -> int:
        (node,) = hub["education_aid here"].ask(LEFT, {"id": listed["id"]})["targetSnapshots"]["nodes"]
        assert not any(one["still"] for one in node["items"]["nodes"])
        found: int = node["items"]["totalCount"]
        return found

    def came(programme: str = "JY-02", id: str = listed["id"]) -> set[str]:
        nodes = hub["education_aid here"].ask(CAME, {"id": id, "programme": programme})["eligibleTargets"]["nodes"]
        return {node["person"]["id"] for node in nodes}

    assert (left(), came()) == (0, set())
    pupil_at_home(hub)
    assert len(came()) == 1
    assert (came("JY-03"), came(id=stranger_id())) == (set(), set())
    gone = """UPDATE targets t SET until = t.since FROM target_snapshots s WHERE s.id = %s AND t.programme = s.programme
      AND t.subject_id = (SELECT subject_id FROM snapshot_items i WHERE i.snapshot_id = s.id LIMIT 1) RETURNING 1"""
    assert hub.rows(gone, listed["id"]) == [(1,)]
    assert (left(), len(came())) == (1, 1)


def test_a_list_is_its_departments_own_and_only_who_is_on_it_can_cite_it(hub: Running) -> None:
    pupil_at_home(hub)
    listed = taken(hub)
    nothing = hub["housing"].ask(ITEMS, {"id": listed["id"]})["targetSnapshots"]["nodes"]
    assert nothing == []
    stranger = hub.number()
    family(hub, stranger)
    (outcome,) = feed(hub, feedback(hub, stranger, f"wrong-{hub.numbers}", snapshot=listed["id"]))
    assert (outcome["code"], outcome["path"]) == ("NOT_ON_SNAPSHOT", "items[0].snapshot")
    (unknown,) = feed(hub, feedback(hub, stranger, f"wrong-{hub.numbers}", snapshot=stranger_id()))
    assert unknown["code"] == "UNKNOWN_SNAPSHOT"


def stranger_id() -> str:
    return "00000000-0000-7000-8000-000000000000"


def test_a_list_is_taken_of_ones_own_programmes_and_divisions(hub: Running) -> None:
    assert taken(hub, division=ELSEWHERE)["code"] == "OUTSIDE_DIVISIONS"
    assert taken(hub, programme="ZJ-03")["code"] == "PROGRAMME_OF_ANOTHER_DEPARTMENT"


def test_supervision_counts_county_by_county_as_coverage_does(hub: Running) -> None:
    told = hub["civil_affairs"].ask(BOTH, {"division": HOME})
    county = {one["programme"]["code"]: (one["targets"], one["covered"]) for one in told["supervision"]}
    whole = {one["programme"]["code"]: (one["targets"], one["helped"]) for one in told["coverage"]}
    assert county == whole
    assert county


BOTH = """query ($division: String, $entitlement: Entitlement) {
  supervision(by: COUNTY, division: $division, entitlement: $entitlement) {
    programme { code entitlement } targets covered missed share }
  coverage(division: $division, entitlement: $entitlement) {
    programme { code entitlement } targets helped unhelped } }"""


def test_only_what_is_owed_is_missed_and_screening_has_no_coverage(hub: Running) -> None:
    rows = hub["civil_affairs"].ask(BOTH, {"division": HOME})["supervision"]
    assert {row["programme"]["entitlement"] for row in rows} == {"duty", "offer", "service"}
    for row in rows:
        if row["programme"]["entitlement"] != "duty" or row["missed"] is None:
            assert (row["missed"], row["share"]) == (None, None)
        elif due := row["covered"] + row["missed"]:
            assert row["share"] == pytest.approx(row["covered"] / due)


def test_what_is_yet_to_be_assessed_is_not_missed(hub: Running) -> None:
    def missed(programme: str) -> tuple[int, int]:
        rows = hub["civil_affairs"].ask(BOTH, {"division": HOME})["supervision"]
        found = {row["programme"]["code"]: row for row in rows}.get(programme, {"targets": 0, "missed": 0})
        return found["targets"], found["missed"]

    school = "education_aid.compulsory_education_living_subsidy"
    before = missed(school)
    home, pupil = pupil_at_home(hub)
    assert "uncovered|JY-02" in warnings(hub, home)
    assert missed(school) == (before[0] + 1, before[1])
    facts(hub, "education_aid", pupil, person={"studentStage": "PRIMARY", "studentInNeed": True})
    assert "unfulfilled|JY-02" in warnings(hub, home)
    assert missed(school) == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize("entitlement", ["duty", "offer", "service"])
def test_counts_are_asked_for_by_what_is_owed(hub: Running, entitlement: str) -> None:
    told = hub["civil_affairs"].ask(BOTH, {"division": HOME, "entitlement": entitlement})
    for rows in (told["supervision"], told["coverage"]):
        assert {row["programme"]["entitlement"] for row in rows} == {entitlement}


def test_a_county_is_ranked_by_what_is_owed_there(hub: Running) -> None:
    rows = hub["civil_affairs"].ask("{ ranking { targets share division { code } } }")["ranking"]
    owed = hub["civil_affairs"].ask(BOTH, {"division": HOME, "entitlement": "duty"})["coverage"]
    told = hub["civil_affairs"].ask(BOTH, {"division": HOME, "entitlement": "duty"})["supervision"]
    helped = sum(row["helped"] for row in owed)
    due = helped + sum(row["missed"] or 0 for row in told)
    here = next(row for row in rows if row["division"]["code"] == HOME)
    assert here["targets"] == due
    assert here["share"] == pytest.approx(helped / due)


def test_who_sees_no_persons_sees_no_small_cells(hub: Running) -> None:
    for by in ("CITY", "COUNTY"):
        rows = hub["finance"].ask(f"{{ supervision(by: {by}) {{ targets covered missed duplicates share }} }}")[
            "supervision"
        ]
        assert rows
        assert all(row[cell] is None or row[cell] >= 5 for row in rows for cell in row if cell != "share")
        assert all(row["share"] is None for row in rows if None in (row["covered"], row["missed"]))


def test_a_ranking_adds_up_what_is_published_alone(hub: Running) -> None:
    rows = hub["supervisor here"].ask("{ ranking { targets share division { code } } }")["ranking"]
    query = "{ supervision(entitlement: duty) { covered missed division { code } } }"
    due: dict[str, int] = {}
    for row in hub["supervisor here"].ask(query)["supervision"]:
        if None not in (row["covered"], row["missed"]):
            due[row["division"]["code"]] = due.get(row["division"]["code"], 0) + row["covered"] + row["missed"]
    assert {row["division"]["code"]: row["targets"] for row in rows if row["targets"] is not None} == due


def test_counties_are_ranked_the_worst_first(hub: Running) -> None:
    rows = hub["civil_affairs"].ask("{ ranking { place share openWarnings overdue division { code } } }")["ranking"]
    shares = [row["share"] for row in rows if row["share"] is not None]
    assert shares == sorted(shares)
    assert [row["place"] for row in rows] == list(range(1, len(rows) + 1))
    assert hub["education_aid"].refused("{ ranking { place } }") == ["MISSING_SCOPE"]


def test_what_is_referred_and_not_answered_is_counted_for_its_department(hub: Running) -> None:
    query = f'{{ handling(by: COUNTY, division: "{HOME}", department: "education_aid") {{ open overdue }} }}'
    before = (hub["civil_affairs"].ask(query)["handling"] or [{"open": 0}])[0]["open"]
    referred(hub, family(hub, hub.number()))
    assert hub["civil_affairs"].ask(query)["handling"][0]["open"] == before + 1


def test_a_data_set_says_how_fresh_it_is(hub: Running) -> None:
    facts(hub, "education_aid", hub.number(), person={"studentStage": "PRIMARY"})
    query = "{ dataSets { department { code } entity cycleDays asOf receivedOn overdue unmatched } }"
    rows = {(one["department"]["code"], one["entity"]): one for one in hub["civil_affairs"].ask(query)["dataSets"]}
    education = rows["education_aid", "person"]
    assert (education["receivedOn"], education["overdue"], education["cycleDays"]) == ("2024-03-15", False, 183)
    assert education["unmatched"] >= 1


def test_who_is_registered_afterwards_is_no_longer_counted_as_unmatched(hub: Running) -> None:
    query = "{ dataSets { department { code } entity unmatched } }"

    def unmatched() -> int:
        rows = {(one["department"]["code"], one["entity"]): one for one in hub["civil_affairs"].ask(query)["dataSets"]}
        return int(rows["education_aid", "person"]["unmatched"])

    before, number = unmatched(), hub.number()
    facts(hub, "education_aid", number, person={"studentStage": "PRIMARY"})
    assert unmatched() == before + 1
    register(hub, household(hub, member(number)))
    assert unmatched() == before


def test_a_family_of_whose_labour_nobody_has_told_is_not_one_without(hub: Running) -> None:
    number = hub.number("19800101")
    home = family(hub, number)
    query = "{ visitPriorities(group: WITHOUT_LABOUR, first: 200) { nodes { household { id } } } }"

    def listed() -> list[str]:
        nodes = hub["civil_affairs here"].ask(query)["visitPriorities"]["nodes"]
        return [node["household"]["id"] for node in nodes]

    assert home not in listed()
    facts(hub, "civil_affairs", number, person={"labourAbility": False})
    assert home in listed()


def test_households_to_visit_first_say_why(hub: Running) -> None:
    number = hub.number("19700101")
    home = family(hub, number)
    facts(
        hub,
        "disabled_federation",
        number,
        person={"disabled": True, "disabilityType": "PHYSICAL", "disabilityGrade": 2},
    )
    query = "query ($g: VisitGroup) { visitPriorities(group: $g, first: 200) { nodes { rank groups covered lastVisited household { id } } } }"
    nodes = hub["civil_affairs here"].ask(query, {"g": "DISABLED_UNCOVERED"})["visitPriorities"]["nodes"]
    (found,) = [node for node in nodes if node["household"]["id"] == home]
    assert (found["covered"], found["lastVisited"]) == (False, None)
    assert "DISABLED_UNCOVERED" in found["groups"]
    assert [node["rank"] for node in nodes] == sorted((node["rank"] for node in nodes), reverse=True)
    visit = {
        "household": home,
        "visitedOn": "2024-03-10",
        "visitorRole": "DISABILITY_OFFICER",
        "met": True,
        "findings": "well",
    }
    step(hub, "recordVisit", "civil_affairs here", "... on Visit { state }", **visit)
    on_allowance(hub, home)
    nodes = hub["civil_affairs here"].ask(query, {"g": None})["visitPriorities"]["nodes"]
    (covered,) = [node for node in nodes if node["household"]["id"] == home] or [None]
    assert covered is None or (covered["covered"], covered["lastVisited"]) == (True, "2024-03-10")


def test_a_family_in_which_nobody_works_is_listed_until_somebody_does(hub: Running) -> None:
    number = hub.number("19900101")
    home = family(hub, number)
    facts(hub, "civil_affairs", number, person={"labourAbility": True})
    facts(hub, "human_resources", number, person={"employed": False, "registeredUnemployed": True})
    query = "{ zeroEmploymentFamilies(first: 200) { nodes { able certain household { id } } } }"

    def listed() -> list[dict[str, Any]]:
        nodes = hub["civil_affairs here"].ask(query)["zeroEmploymentFamilies"]["nodes"]
        return [node for node in nodes if node["household"]["id"] == home]

    assert [(one["able"], one["certain"]) for one in listed()] == [(1, True)]
    facts(hub, "human_resources", number, person={"employed": True})
    assert listed() == []
