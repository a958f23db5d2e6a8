"""Plans are made once and kept, as far as memory allows."""

import json
from typing import Any

import pytest
import toy
from graphql import FieldNode, GraphQLError
from toy_hub import ToyHub

from planner.cache import HOT, HOT_AFTER
from planner.document import BadVariables, coerced, read
from planner.planner import Planner
from registry.errors import Refusal

ENTITIES = "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }"
HOUSEHOLD = f"""query ($knownAt: DateTime) {{
  household(id: "{toy.uuid(1, 1)}") {{ chain(knownAt: $knownAt) {{ totalCount }} }}
}}"""
FILTERED = "query ($filter: PeopleFilter) { people(filter: $filter) { name } }"


def test_values_do_not_make_a_plan_but_absent_ones_do(toy_hub: ToyHub) -> None:
    plans = {sex: toy_hub.bound(FILTERED, {"filter": {"sex": sex}})[0] for sex in ("MALE", "FEMALE", None)}
    assert plans["MALE"] is plans["FEMALE"]
    assert plans["MALE"] is not plans[None]
    assert plans[None] is toy_hub.bound(FILTERED)[0]


def test_the_value_of_a_directive_makes_a_plan(toy_hub: ToyHub) -> None:
    text = 'query ($a: Boolean!, $b: String = "") { people { name sex @skip(if: $a) } me { department } }'
    text = text.replace(', $b: String = ""', "")
    yes, no = (toy_hub.bound(text, {"a": answer})[0] for answer in (True, False))
    assert yes is not no
    assert yes is toy_hub.bound(text, {"a": True})[0]


def test_memory_is_bounded() -> None:
    planner = Planner(toy.schema(), toy.SHAPES, toy.RULES, toy.LOG, cache=100_000)
    for number in range(100):
        document = read(f"{{ k{number}: people {{ name }} }}")
        planner.plan(document, None, coerced(planner.schema, document.operation(None), {}))
    assert planner.plans.size <= 100_000


def test_only_what_is_asked_often_is_hot_and_not_too_much_of_it() -> None:
    planner = toy.planner()
    plans = []
    for number in range(HOT + 3):
        document = read(f"{{ k{number}: me {{ department }} }}")
        values = coerced(planner.schema, document.operation(None), {})
        plans.append([planner.plan(document, None, values) for _ in range(HOT_AFTER)][-1])
    assert [plan.hot for plan in plans] == [True] * HOT + [False] * 3


def test_introspection_beside_data_is_left_to_ordinary_execution(toy_hub: ToyHub) -> None:
    text = (
        "{ __schema { queryType { name } } mine: me { department } server none: person(id: $id) { name } __typename }"
    )
    text = f"query ($id: ID) {text}"
    plan, values = toy_hub.bound(text, {"id": str(toy.uuid(2, 99))})
    assert plan.rest == ("__schema", "server")
    assert plan.fragments(toy_hub.run(plan, values)) == {
        "mine": '{"department":"housing"}',
        "none": "null",
        "__typename": '"Query"',
    }


def test_introspection_alone_needs_no_statement(toy_hub: ToyHub) -> None:
    plan, values = toy_hub.bound('{ __type(name: "Query") { name } }')
    assert (plan.statement, plan.rest, values) == (None, ("__type",), [])


def test_the_answer_of_a_mutation_goes_through_the_same_planner(toy_hub: ToyHub) -> None:
    document = read(
        "mutation ($id: ID!) { done: refer(household: $id) { __typename ... on Referred { household { number } }"
        " ... on Refused { code } } }"
    )
    operation = document.operation(None)
    values = coerced(toy_hub.planner.schema, operation, {"id": str(toy.uuid(1, 2))})
    nodes = [node for node in operation.selection_set.selections if isinstance(node, FieldNode)]
    plan = toy_hub.planner.plan_object(document, None, values, nodes, toy.REFERRED)
    answer = toy_hub.run(plan, plan.bind(values, toy.CALLER))[0]
    assert json.loads(answer) == {"__typename": "Referred", "household": {"number": "H-002"}}
    assert plan is toy_hub.planner.plan_object(document, None, values, nodes, toy.REFERRED)


@pytest.mark.parametrize(
    ("text", "variables", "code"),
    [
        ('{ household(id: "x\'; DROP TABLE persons --") { id } }', {}, "BAD_ID"),
        ("query ($id: ID!) { household(id: $id) { id } }", {"id": "{00000001-0000-7000-8000-000000000001}"}, "BAD_ID"),
        ('{ people(filter: {bornBefore: "30 February"}) { id } }', {}, "BAD_DATE"),
        (HOUSEHOLD, {"knownAt": "2024-01-01"}, "BAD_INSTANT"),
        ('{ _entities(representations: [{__typename: "Household", id: "1"}]) { __typename } }', {}, "BAD_ID"),
        (
            '{ _entities(representations: [{__typename: "Programme", code: "1"}]) { __typename } }',
            {},
            "BAD_REPRESENTATION",
        ),
        ("query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", {"r": [{}] * 201}, "PAGE_SIZE"),
    ],
)
def test_what_sql_would_stumble_over_is_refused_while_binding(
    toy_hub: ToyHub, text: str, variables: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        toy_hub.bound(text, variables)
    assert refused.value.code == code
    assert refused.value.field


def test_variables_of_the_wrong_type_are_reported_as_graphql_does(toy_hub: ToyHub) -> None:
    with pytest.raises(BadVariables, match="sex"):
        toy_hub.bound(FILTERED, {"filter": {"sex": "NEITHER"}})


def test_an_operation_must_be_named_among_several() -> None:
    document = read("query A { __typename } query B { __typename }")
    assert document.operation("B").name is not None
    for name in (None, "C"):
        with pytest.raises(GraphQLError):
            document.operation(name)


def test_an_object_may_have_more_fields_than_a_function_takes_arguments(toy_hub: ToyHub) -> None:
    many = " ".join(f"k{number}: name" for number in range(150))
    (first, *_) = json.loads(toy_hub.ask(f"{{ people {{ {many} name }} }}"))["data"]["people"]
    assert first == {**{f"k{number}": first["name"] for number in range(150)}, "name": first["name"]}


def test_arguments_with_variables_are_read_for_each_request(toy_hub: ToyHub) -> None:
    text = "query ($sex: Sex) { people(filter: {sex: $sex}) { sex } }"
    for sex in ("MALE", "FEMALE", "MALE"):
        asked = json.loads(toy_hub.ask(text, {"sex": sex}))["data"]["people"]
        assert asked
        assert {person["sex"] for person in asked} == {sex}
