"""The plans in memory: least recently used by bytes, and which of them are hot."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Final

from graphql.execution.values import VariableValues

if TYPE_CHECKING:
    from planner.plan import Plan

HOT_AFTER: Final = 5
HOT: Final = 100  # a prepared plan costs 68–128 KiB on every connection
VARIANTS: Final = 16


class Plans:
    """Plans by operation and by the answers to the questions that shaped them."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.hot = 0
        self._plans: OrderedDict[Hashable, list[Plan]] = OrderedDict()

    def get(self, operation: Hashable, values: VariableValues, make: Callable[[], Plan]) -> Plan:
        """The plan for these variables, compiled when it is not there."""
        for plan in self._plans.get(operation, ()):
            if all(question.answer(values) == answer for question, answer in plan.questions.items()):
                self._plans.move_to_end(operation)
                return self._used(plan)
        return self._used(self._keep(operation, make()))

    def _used(self, plan: Plan) -> Plan:
        plan.uses += 1
        if plan.uses == HOT_AFTER and self.hot < HOT:
            plan.hot = True
            self.hot += 1
        return plan

    def _keep(self, operation: Hashable, plan: Plan) -> Plan:
        variants = self._plans.setdefault(operation, [])
        self._plans.move_to_end(operation)
        variants.append(plan)
        self.size += plan.size
        if len(variants) > VARIANTS:
            self._forget([variants.pop(0)])
        while self.size > self.limit and len(self._plans) > 1:
            self._forget(self._plans.popitem(last=False)[1])
        return plan

    def _forget(self, plans: list[Plan]) -> None:
        self.size -= sum(plan.size for plan in plans)
        self.hot -= sum(plan.hot for plan in plans)
