"""Conditions: which variables make another plan, and which do not."""

from toy_hub import ToyHub

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
