"""Every closed list of codes is an enum made from its declaration, and a code is plain text wherever Python meets it."""

import re

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, get_named_type

import connectors
from policy.catalogue import Catalogue, load
from policy.clauses import Code
from policy.procedures import ACTIONS
from policy.signals import KINDS
from schema.compose import Graph, compose
from schema.fields import enums
from schema.fields.code_enum import CodeEnum
from tests.hub_running import Running

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LETTERS = (Code("A", "the first", "甲"), Code("B", "the second", "乙"))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(connectors.discover())


@pytest.fixture(scope="module")
def graph(catalogue: Catalogue) -> Graph:
    return compose(catalogue)


def test_each_enum_and_each_value_is_described_in_english_with_the_chinese_term(graph: Graph) -> None:
    found = {name: one for name, one in graph.core.type_map.items() if isinstance(one, GraphQLEnumType)}
    own = {name: one for name, one in found.items() if not name.startswith(("__", "link__"))}
    assert len(own) > 70
    for name, enum in own.items():
        texts = [enum.description, *(value.description for value in enum.values.values())]
        assert all(text and text[0].isupper() and CHINESE.search(text) for text in texts), name


def test_a_field_of_a_code_list_is_an_enum_wherever_it_stands(graph: Graph) -> None:
    for owner, field, enum in (
        ("Household", "residence", "Residence"),
        ("HouseholdInput", "residence", "Residence"),
        ("HouseholdFilter", "residence", "Residence"),
        ("HousingRecord", "mode", "HousingMode"),
        ("HousingFeedbackInput", "mode", "HousingMode"),
        ("HousingHousingFacts", "dangerGrade", "HousingDangerGrade"),
        ("HousingHousingFactsInput", "dangerGrade", "HousingDangerGrade"),
        ("CivilAffairsEventFacts", "urgency", "CivilAffairsEventUrgency"),
        ("Referral", "state", "ReferralState"),
        ("Ending", "delivery", "Delivery"),
        ("Notice", "delivery", "Delivery"),
    ):
        type_ = graph.core.type_map[owner]
        assert isinstance(type_, GraphQLObjectType | GraphQLInputObjectType)
        assert get_named_type(type_.fields[field].type).name == enum


def test_what_has_a_type_that_lists_it_or_codes_of_a_standard_stays_text(graph: Graph) -> None:
    for owner, field in (("MemberInput", "relation"), ("LineInput", "department"), ("Conference", "invited")):
        type_ = graph.core.type_map[owner]
        assert isinstance(type_, GraphQLObjectType | GraphQLInputObjectType)
        assert get_named_type(type_.fields[field].type).name == "String"
    relation = graph.core.type_map["MemberInput"]
    assert isinstance(relation, GraphQLInputObjectType)
    assert "GB/T 4761" in (relation.fields["relation"].description or "")


def test_a_list_becomes_an_enum_only_where_graphql_can_name_its_codes() -> None:
    made = enums.code_type("Letter", "A letter (字母).", LETTERS)
    assert issubclass(made, CodeEnum)
    assert (made.__name__, made.codes) == ("Letter", LETTERS)
    for code in ("02", "true", "general knowledge"):
        assert enums.code_type("Letter", "A letter (字母).", (*LETTERS, Code(code, "other", "其他"))) is str


def test_a_list_that_several_share_is_one_enum(catalogue: Catalogue) -> None:
    assert enums.code_type("HousingPlace", "Where (城乡).", catalogue.code_lists["residence"]) is enums.Residence
    shared = catalogue.code_lists["category"]
    assert enums.code_type("HousingCategory", "x", shared).__name__ == "Category"


def test_a_code_is_plain_text_to_python() -> None:
    assert type(enums.Residence("rural")) is str


def test_the_enums_say_what_the_rules_of_policy_know(catalogue: Catalogue) -> None:
    assert {code.code for code in enums.LineAction.codes} == ACTIONS.keys()
    assert tuple(code.code for code in enums.WarningKind.codes) == KINDS
    assert {code.code for code in enums.CategoryCode.codes} == catalogue.categories.keys()
    states = {state.code for one in catalogue.procedures.by_code.values() for state in one.states}
    assert {code.code for code in enums.MatterState.codes} == states
    steps = {step for one in catalogue.procedures.by_code.values() for step in one.steps}
    assert {code.code for code in enums.ProcedureStep.codes} == steps | {"remind", "escalate", "move_deadline"}


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("{ households(filter: {residence: urba}) { totalCount } }", "urban"),
        ('{ households(filter: {residence: "urban"}) { totalCount } }', "urban"),
        ("{ referrals(state: PUSHD) { totalCount } }", "PUSHED"),
        ("{ me { clint } }", "client"),
        ("{ hoseholds { totalCount } }", "households"),
        ("{ household(nubmer: 1) { id } }", "number"),
    ],
)
def test_who_mistypes_is_told_what_may_have_been_meant(hub: Running, query: str, meant: str) -> None:
    (error,) = hub["civil_affairs"].post(query).json()["errors"]
    assert (error["extensions"]["code"], "Did you mean" in error["message"]) == ("GRAPHQL_VALIDATION_FAILED", True)
    assert f"'{meant}'" in error["message"]


def test_a_variable_that_is_no_code_is_refused_with_what_may_have_been_meant(hub: Running) -> None:
    query = "query ($r: Residence) { households(filter: {residence: $r}) { totalCount } }"
    (error,) = hub["civil_affairs"].post(query, {"r": "rurl"}).json()["errors"]
    assert (error["extensions"]["code"], "'rural'" in error["message"]) == ("BAD_USER_INPUT", True)


def test_who_has_no_token_is_told_nothing_of_the_graph(hub: Running) -> None:
    answer = hub.http.post("/graphql", json={"query": "{ hoseholds { totalCount } }"})
    assert (answer.status_code, "households" in answer.text) == (401, False)
