"""What may not be seen may not be asked by either, whatever stands beside it in the question."""

import pytest

from tests.hub_running import Running


@pytest.mark.parametrize(
    ("query", "need"),
    [
        ("{ households(filter: {residence: rural}) { totalCount } }", "household.residence"),
        ("{ households(filter: {category: subsistence_allowance}) { totalCount } }", "household.basis_categories"),
    ],
)
def test_what_is_not_shared_cannot_be_asked_by(hub: Running, query: str, need: str) -> None:
    (error,) = hub["education_aid"].post(query).json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["need"]) == ("NOT_SHARED", need)
    assert hub["housing"].ask(query)["households"]["totalCount"] > 0


def test_what_stands_beside_introspection_needs_no_less(hub: Running) -> None:
    query = """query ($n: String!) { __type(name: "Query") { name } person(idNumber: $n) { id }
      households(filter: {residence: rural}) { totalCount } }"""
    refused = hub["education_aid"].refused(query, {"n": hub.number()})
    assert sorted(refused) == ["NOT_SHARED", "PURPOSE_REQUIRED"]


def test_a_field_of_an_acts_answer_is_refused_with_its_whole_path(hub: Running) -> None:
    query = """mutation { determine(input: {household: "x", category: near_subsistence, validFrom: "2024-01-01"}) {
      ... on Determined { household { people: members { person { clear: idNumber } } } } } }"""
    (error,) = hub["civil_affairs"].post(query).json()["errors"]
    assert error["path"] == ["determine", "household", "people", "person", "clear"]
