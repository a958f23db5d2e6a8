"""Reading the graph: whom a department may have to help, the chain, and what each may see."""

from typing import Any

import pytest

from connectors import discover
from policy.catalogue import load
from schema.register.clauses_read import Reader
from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.matters.test_matters import family, on_allowance

TARGETS = """query ($programme: String!, $after: String, $filter: TargetFilter) {
  eligibleTargets(programme: $programme, first: 7, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id certainty person { id } household { id } met { text } unknown { text } leftToDepartment cites }
  } }"""
CHAIN = """query ($number: String!, $asOf: Date, $knownAt: Instant) { household(number: $number) { id chain(asOf: $asOf,
  knownAt: $knownAt, first: 200) { totalCount nodes { id kind month department { code } person { id }
    record { __typename month ... on CivilAffairsRecord { programme { number } amount }
      ... on RecordElsewhereWithAmount { programme { number } amount } } } } } }"""


def every_target(hub: Running, who: str, programme: str, **filter: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    after = None
    while True:
        page = hub[who].ask(TARGETS, {"programme": programme, "after": after, "filter": filter or None})
        found += page["eligibleTargets"]["nodes"]
        info = page["eligibleTargets"]["pageInfo"]
        if not info["hasNextPage"]:
            assert len(found) == page["eligibleTargets"]["totalCount"]
            return found
        after = info["endCursor"]


def test_a_department_pages_its_targets_without_gap_or_repeat(hub: Running) -> None:
    found = every_target(hub, "rural_revitalization", "XC-01")
    assert len(found) > 20
    assert len({node["id"] for node in found}) == len(found)
    code = next(p.code for p in hub.catalogue.programmes.values() if p.number == "XC-01")
    statement = "SELECT count(*) FROM targets WHERE programme = %s AND certainty = 'MET' AND until IS NULL"
    assert hub.rows(statement, code) == [(len(found),)]


def test_a_target_says_what_is_met_what_is_left_and_where_it_is_founded(hub: Running) -> None:
    node = every_target(hub, "housing", "ZJ-03")[0]
    assert {"text": "housing.danger_grade in C, D"} in node["met"]  # type: ignore[operator] # JSON
    assert node["leftToDepartment"] == ["符合住房保障条件"]
    assert node["cites"] == "三（二）住房救助"


def test_whom_a_missing_fact_alone_keeps_out_is_listed_as_unknown(hub: Running) -> None:
    found = every_target(hub, "housing", "ZJ-03", certainty="UNKNOWN")
    assert found
    assert all(node["unknown"] for node in found)


def test_another_departments_programme_has_no_targets_for_this_one(hub: Running) -> None:
    assert every_target(hub, "education_aid", "housing.rural_house_renovation") == []


def test_civil_affairs_reads_the_chain_across_departments(hub: Running) -> None:
    nodes = hub["civil_affairs"].ask(CHAIN, {"number": "CASE-05"})["household"]["chain"]["nodes"]
    departments = {node["department"]["code"] for node in nodes}
    assert {"civil_affairs", "medical_insurance", "education_aid", "human_resources"} <= departments
    kinds = {node["record"]["__typename"] for node in nodes if node["record"]}
    assert kinds == {"CivilAffairsRecord", "RecordElsewhereWithAmount"}


def test_the_chain_as_of_a_day_leaves_out_what_came_later(hub: Running) -> None:
    everything = hub["civil_affairs"].ask(CHAIN, {"number": "CASE-01"})["household"]["chain"]
    before = hub["civil_affairs"].ask(CHAIN, {"number": "CASE-01", "asOf": "2000-01-01"})["household"]["chain"]
    unknown = hub["civil_affairs"].ask(CHAIN, {"number": "CASE-01", "knownAt": "2000-01-01T00:00:00Z"})["household"][
        "chain"
    ]
    assert everything["totalCount"] > 3
    assert (before["totalCount"], unknown["totalCount"]) == (0, 0)


def test_another_departments_record_shows_kind_month_and_department_only(hub: Running) -> None:
    query = '{ household(number: "CASE-03") { chain { nodes { record { __typename month programmeKind } } } } }'
    nodes = hub["housing"].ask(query)["household"]["chain"]["nodes"]
    assert {node["record"]["__typename"] for node in nodes if node["record"]} == {"RecordElsewhere"}


def test_education_sees_of_a_household_its_pupil_and_no_adult(hub: Running) -> None:
    case = hub["civil_affairs"].ask('{ household(number: "CASE-01") { id } }')["household"]
    query = """query ($id: ID!) { household(id: $id) { members { person { nameMasked facts { __typename } } }
      chain { nodes { kind person { id } record { __typename } } } } }"""
    household = hub["education_aid"].ask(query, case)["household"]
    assert [member["person"]["nameMasked"] for member in household["members"]] == ["王**"]
    assert {fact["__typename"] for fact in household["members"][0]["person"]["facts"]} <= {"EducationAidFacts"}
    pupil = hub["education_aid"].ask("query ($id: ID!) { household(id: $id) { members { person { id } } } }", case)
    ids = {member["person"]["id"] for member in pupil["household"]["members"]}
    assert {node["person"]["id"] for node in household["chain"]["nodes"] if node["person"]} <= ids


@pytest.mark.parametrize("who", ["civil_affairs elsewhere"])
def test_a_household_of_another_county_is_not_found_like_one_that_is_not_there(hub: Running, who: str) -> None:
    asked = "query ($number: String!) { household(number: $number) { id } }"
    assert (
        hub[who].ask(asked, {"number": "CASE-01"}) == hub[who].ask(asked, {"number": "NO-SUCH"}) == {"household": None}
    )


def test_a_county_lists_its_own_households(hub: Running) -> None:
    query = "{ households(first: 200) { nodes { number division { code } } } }"
    here = hub["civil_affairs here"].ask(query)["households"]["nodes"]
    assert here
    assert all(node["division"]["code"].startswith(HOME[:6]) for node in here)
    below = "query ($division: String) { households(filter: {division: $division}) { totalCount } }"
    there = hub["civil_affairs"].ask(below, {"division": ELSEWHERE})
    assert there["households"]["totalCount"] == hub["civil_affairs elsewhere"].ask("{ households { totalCount } }")["households"]["totalCount"]  # fmt: skip


def test_a_household_asked_for_by_id_and_number_must_be_both(hub: Running) -> None:
    asked = "query ($id: ID, $number: String) { household(id: $id, number: $number) { id } }"
    found = hub["civil_affairs"].ask(asked, {"number": "CASE-01"})
    assert hub["civil_affairs"].ask(asked, {**found["household"], "number": None}) == found
    assert hub["civil_affairs"].ask(asked, {**found["household"], "number": "CASE-01"}) == found
    assert hub["civil_affairs"].ask(asked, {**found["household"], "number": "CASE-02"}) == {"household": None}


def test_an_explanation_reads_the_rule_clause_by_clause(hub: Running) -> None:
    household = hub["civil_affairs"].ask('{ household(number: "CASE-03") { id } }')["household"]["id"]
    query = """query ($household: ID!) { explain(household: $household, programme: "ZJ-03") {
      certainty clauses { text truth } leftToDepartment cites } }"""
    (found,) = hub["housing"].ask(query, {"household": household})["explain"]
    assert found["certainty"] == "MET"
    truths = {clause["text"]: clause["truth"] for clause in found["clauses"]}
    assert truths["housing.danger_grade in C, D"] == truths["person.support != institutional"] == "MET"
    assert truths["person.categories disjoint extreme_hardship"] == "UNMET"  # of the other way into the rule


def test_a_clause_tells_what_it_read_in_words_to_whom_that_is_shared(hub: Running) -> None:
    pupil = hub.number("20140901")
    home = family(hub, hub.number("19850101"), pupil)
    on_allowance(hub, home)
    report = "mutation ($items: [EducationAidFactsInput!]!) { reportFactsEducationAid(items: $items) { __typename } }"
    facts = {"idNumber": pupil, "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": "explained"}
    hub["education_aid"].ask(report, {"items": [facts | {"person": {"studentStage": "PRIMARY"}}]})
    query = """query ($home: ID!, $programme: String!) { explain(household: $home, programme: $programme) { certainty memberId
      clauses { branch basis read { fact name words withheld suppliers because { truth } } } } }"""

    def read(who: str, programme: str) -> dict[str, Any]:
        told = hub[who].ask(query, {"home": home, "programme": programme})["explain"]
        best = next(one for one in told if one["certainty"] == "MET")
        return {fact["fact"]: fact for clause in best["clauses"] for fact in clause["read"]}

    stage = read("education_aid", "JY-02")["person.student_stage"]
    assert (stage["words"], stage["withheld"], stage["suppliers"]) == ("小学", False, ["教育"])
    assert read("civil_affairs", "MZ-02")["household.basis_categories"]["words"] == "最低生活保障对象"


def test_what_is_not_shared_is_withheld_beside_its_conclusion(hub: Running) -> None:
    catalogue = load(discover())
    age, income = ("person", "age"), ("household", "per_capita_income_after_cost")
    assert not Reader(catalogue, {}, frozenset({"facts.education_aid"}), near=True).shows(age)
    assert not Reader(catalogue, {}, frozenset({"facts.education_aid"}), near=True).shows(income)
    assert Reader(catalogue, {}, frozenset({"person.birth_date"}), near=True).shows(age)
    assert not Reader(catalogue, {}, frozenset({"person.birth_date"}), near=False).shows(age)


def test_finance_sees_published_figures_without_small_cells_and_no_household(hub: Running) -> None:
    cells = hub["finance"].ask(
        """{ coverage { programme { number } targets helped unhelped }
        totals(from: "2023-10-01", to: "2023-12-31") { programme { number } subjects granted } }"""
    )
    assert cells["coverage"]
    figures = [row[name] for row in cells["coverage"] for name in ("targets", "helped", "unhelped")]
    figures += [row["subjects"] for row in cells["totals"]]
    assert all(figure is None or figure >= 5 for figure in figures)
    assert None in figures
    assert hub["finance"].refused("{ totals { subjects } }") == ["PUBLISHED_ONLY"]
    assert hub["finance"].refused("{ households { totalCount } }") == ["MISSING_SCOPE"]


def test_the_catalogue_is_there_for_everyone(hub: Running) -> None:
    data = hub["reader"].ask(
        """{ me { department { code } divisions { code } } categories { code name } departments { code }
        programmes { number quote clauses { n text } excludes { same programme { number } } }
        programme(code: "ZJ-03") { code } divisions(level: CITY, first: 50) { totalCount } }"""
    )
    assert len(data["programmes"]) == len(hub.catalogue.programmes)
    assert len(data["categories"]) == 6
    assert data["divisions"]["totalCount"] == 16
    assert data["programme"]["code"] == "housing.rural_house_renovation"


def test_introspection_and_data_come_in_one_answer(hub: Running) -> None:
    data = hub["reader"].ask('{ __schema { queryType { name } } me { client } again: __type(name: "Query") { name } }')
    assert data["__schema"] == {"queryType": {"name": "Query"}}
    assert data["me"]["client"]
