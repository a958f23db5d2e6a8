"""One graph among others: asked for entities by key, as routers do."""

from typing import Any

import pytest

from hub.published.sdl import published
from tests.hub_running import Asker, Running
from tests.schema.acts import feed, feedback, household, member, register

ENTITIES = """query ($of: [_Any!]!) { _entities(representations: $of) { __typename
  ... on Household { id members { person { nameMasked } } } ... on Person { id } ... on Division { name }
  ... on Programme { number } ... on Category { name } ... on Department { name }
  ... on AssistanceRecord { id month department { code } } ... on RecordElsewhereWithAmount { amount } } }"""
OWN = """query ($of: [_Any!]!) { _entities(representations: $of) { __typename
  ... on AssistanceRecord { id } ... on EducationAidRecord { amount externalId } } }"""


def of(type_: str, key: str, field: str = "id") -> dict[str, str]:
    return {"__typename": type_, field: key}


def found(asker: Asker, *representations: dict[str, str], query: str = ENTITIES) -> list[Any]:
    answers: list[Any] = asker.ask(query, {"of": list(representations)})["_entities"]
    return answers


@pytest.fixture(scope="module")
def family(hub: Running) -> dict[str, str]:
    """A pupil's household in the register, with help from education."""
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(pupil)))
    (given,) = feed(hub, feedback(hub, pupil, "federation"))
    query = "query ($id: ID!) { household(id: $id) { members { person { id } } } }"
    home = hub["civil_affairs"].ask(query, {"id": registered["household"]})["household"]
    return {
        "household": registered["household"],
        "person": home["members"][0]["person"]["id"],
        "record": given["record"],
    }


def test_entities_of_all_kinds_are_answered_in_one_statement_and_in_the_order_asked(
    hub: Running, family: dict[str, str]
) -> None:
    before = hub.rows("SELECT count(*) FROM access_log")[0][0]
    programme, home, division, person, record, category, department = found(
        hub["civil_affairs"],
        of("Programme", "housing.rural_house_renovation", "code"),
        of("Household", family["household"]),
        of("Division", "620102000000", "code"),
        of("Person", family["person"]),
        of("AssistanceRecord", family["record"]),
        of("Category", "near_subsistence", "code"),
        of("Department", "housing", "code"),
    )
    assert (programme["number"], division["name"]) == ("ZJ-03", "城关区")
    assert (home["id"], person["id"]) == (family["household"], family["person"])
    assert (record["__typename"], record["amount"]) == ("RecordElsewhereWithAmount", 62500)
    assert (category["name"], department["name"]) == ("最低生活保障边缘家庭成员", "住建")
    ((kind, subjects),) = hub.rows("SELECT kind, subjects::text[] FROM access_log ORDER BY id DESC LIMIT 1")
    assert hub.rows("SELECT count(*) FROM access_log") == [(before + 1,)]
    assert (kind, set(subjects)) == ("ANSWER", {family["household"], family["person"]})


def test_what_lies_outside_the_slice_is_null_like_what_is_not_there(hub: Running, family: dict[str, str]) -> None:
    wanted = [
        of("Household", family["household"]),
        of("Person", family["person"]),
        of("AssistanceRecord", family["record"]),
        of("Household", "00000000-0000-7000-8000-000000000000"),
        of("Programme", "no.such", "code"),
    ]
    assert found(hub["civil_affairs elsewhere"], *wanted) == [None] * 5
    assert found(hub["education_aid elsewhere"], *wanted, query=OWN) == [None] * 5


def test_the_schemas_reader_alone_reaches_no_one_by_key(hub: Running, family: dict[str, str]) -> None:
    query = "query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }"
    wanted = [of("Household", family["household"]), of("AssistanceRecord", family["record"])]
    assert found(hub["reader"], *wanted, query=query) == [None, None]


@pytest.mark.parametrize("called", ["AssistanceRecord", "EducationAidRecord", "RecordElsewhere"])
def test_a_record_is_of_the_type_its_reader_sees_whatever_it_is_called(
    hub: Running, family: dict[str, str], called: str
) -> None:
    (own,) = found(hub["education_aid"], of(called, family["record"]), query=OWN)
    assert own == {
        "__typename": "EducationAidRecord",
        "id": family["record"],
        "amount": 62500,
        "externalId": "federation",
    }


@pytest.mark.parametrize(
    ("representation", "code"),
    [
        ({"__typename": "Target", "id": "x"}, "BAD_REPRESENTATION"),
        ({"__typename": "Household"}, "BAD_REPRESENTATION"),
        ({"id": "x"}, "BAD_REPRESENTATION"),
        ("x", "BAD_REPRESENTATION"),
        ({"__typename": "Household", "id": "x"}, "BAD_ID"),
        ({"__typename": "Division", "code": "\0"}, "BAD_TEXT"),
    ],
)
@pytest.mark.parametrize("beside", ["", "_service { sdl }"])
def test_a_bad_representation_is_null_and_an_error_at_its_place_and_the_others_are_answered(
    hub: Running, representation: object, code: str, beside: str
) -> None:
    good = {"__typename": "Division", "code": "620102000000"}
    query = f"query ($of: [_Any!]!) {{ of: _entities(representations: $of) {{ ... on Division {{ name }} }} {beside} }}"
    answer = hub["civil_affairs"].post(query, {"of": [good, representation, good, representation]})
    body = answer.json()
    assert answer.status_code == 200
    assert body["data"]["of"] == [{"name": "城关区"}, None, {"name": "城关区"}, None]
    told = [(error["extensions"]["code"], error["path"]) for error in body["errors"]]
    assert told == [(code, ["of", 1]), (code, ["of", 3])]


def test_more_representations_than_may_be_asked_for_are_refused_as_a_whole(hub: Running) -> None:
    wanted = [{"__typename": "Division", "code": "620102000000"}] * 201
    assert hub["civil_affairs"].refused(ENTITIES, {"of": wanted}) == ["PAGE_SIZE"]


def test_the_service_tells_the_subgraph_to_who_may_read_it(hub: Running) -> None:
    query = "{ _service { sdl } }"
    assert hub["reader"].ask(query)["_service"]["sdl"] == published().subgraph
    assert hub["nobody"].post(query).status_code == 401
