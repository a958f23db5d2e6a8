"""Plans: what one operation is compiled to, and what is left to ordinary execution."""

import json
from typing import Any

import pytest
import toy
from graphql import FieldNode
from toy_hub import ToyHub

from planner.document import coerced, read
from registry.errors import Refusal

HOUSEHOLD = f"""query ($knownAt: DateTime) {{
  household(id: "{toy.uuid(1, 1)}") {{ chain(knownAt: $knownAt) {{ totalCount }} }}
}}"""


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
