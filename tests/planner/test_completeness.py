"""A planner does not start on a mapping with holes."""

import pytest
import toy

from planner.completeness import Incomplete, check
from planner.shape import Choice, Column, One, Source


def faults(shapes: dict[str, object] | None = None, rules: dict[object, object] | None = None) -> list[str]:
    with pytest.raises(Incomplete) as incomplete:
        check(toy.schema(), {**toy.SHAPES, **(shapes or {})}, rules if rules is not None else toy.RULES)  # type: ignore[dict-item, arg-type]
    return incomplete.value.faults


def test_the_toy_is_complete() -> None:
    check(toy.schema(), toy.SHAPES, toy.RULES)


def test_a_field_without_a_mapping_is_found() -> None:
    assert faults({"Address": {"village": Column("{row}.village")}}) == ["Address.township has no mapping"]


def test_a_field_without_a_rule_is_found_on_types_and_interfaces() -> None:
    forgotten = {("Person", "phone"), ("AssistanceRecord", "month")}
    rules = {place: rule for place, rule in toy.RULES.items() if place not in forgotten}
    assert faults(rules=dict(rules)) == ["AssistanceRecord.month has no rule", "Person.phone has no rule"]


def test_a_part_that_leads_nowhere_is_found() -> None:
    me = {"department": One("Department", Source("departments {row}"))}
    assert faults({"Me": me}) == ["Me.department leads to Department, which has no mapping"]


def test_a_choice_of_a_type_that_is_none_of_it_is_found() -> None:
    assert faults({"AssistanceRecord": Choice("{row}.kind", {}, "Person")}) == ["Person is no AssistanceRecord"]
