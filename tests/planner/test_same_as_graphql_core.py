"""The compiled answer is the one graphql-core gives, to the order of the keys."""

import itertools
import json
import re
from typing import Any

import generated
import reference
import toy
from graphql import NoUnusedVariablesRule, parse, specified_rules, validate
from hypothesis import HealthCheck, given, settings
from toy_hub import ToyHub

SCHEMA = toy.schema()
RULES = [rule for rule in specified_rules if rule is not NoUnusedVariablesRule]
HANDLE = re.compile(r'\{"~":"([^"\\]*)"\}')


def compiled(hub: ToyHub, text: str, variables: dict[str, Any], department: str) -> str:
    answer = hub.ask(text, variables, department=department)
    return json.dumps(json.loads(HANDLE.sub(r'"sealed \1"', answer)), ensure_ascii=False, indent=1)


def ordinary(text: str, variables: dict[str, Any], department: str) -> str:
    result = reference.answer(SCHEMA, department, text, variables)
    assert result.errors is None, result.errors
    return json.dumps({"data": result.data}, ensure_ascii=False, indent=1)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(generated.operations(SCHEMA))
def test_any_operation_is_answered_as_graphql_core_answers_it(
    toy_hub: ToyHub, asked: tuple[str, list[dict[str, Any]]]
) -> None:
    text, variables = asked
    assert validate(SCHEMA, parse(text), RULES) == []
    for some, department in itertools.product(variables, ("housing", "education")):
        assert compiled(toy_hub, text, some, department) == ordinary(text, some, department)


def test_two_long_aliases_that_differ_at_the_end_are_two_keys(toy_hub: ToyHub) -> None:
    one, two = "a" * 70 + "1", "a" * 70 + "2"
    text = f"{{ people {{ {one}: name {two}: sex id }} {one}: me {{ department }} {two}: __typename }}"
    assert compiled(toy_hub, text, {}, "housing") == ordinary(text, {}, "housing")


def test_a_merged_selection_keeps_the_order_of_first_mention(toy_hub: ToyHub) -> None:
    text = f"""{{ household(id: "{toy.uuid(1, 4)}") {{ address {{ village }} id address {{ township }} ...F }} }}
    fragment F on Household {{ number address {{ __typename }} }}"""
    assert compiled(toy_hub, text, {}, "housing") == ordinary(text, {}, "housing")


def test_text_that_looks_like_a_handle_is_still_text(toy_hub: ToyHub) -> None:
    answer = toy_hub.ask(f'{{ person(id: "{toy.uuid(2, 3)}") {{ name idNumber }} }}')
    assert json.loads(answer)["data"]["person"]["name"] == toy.ROWS["persons"][2]["name"]
    assert HANDLE.findall(answer) == [f"id_number:{toy.uuid(9, 3)}"]
