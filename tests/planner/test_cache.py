"""Plans are kept as far as memory allows, and the often asked ones are hot."""

import toy

from planner.cache import HOT, HOT_AFTER
from planner.document import coerced, read
from planner.planner import Planner


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
