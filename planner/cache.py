"""The plans in memory: least recently used by bytes, and which of them are hot."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Final
from weakref import WeakSet

from cachetools import LRUCache
from graphql.execution.values import VariableValues

from planner.plan import Plan

HOT_AFTER: Final = 5
HOT: Final = 100  # a prepared plan costs 68–128 KiB on every connection
VARIANTS: Final = 16
"""Plans of one operation, for different answers of the variables; the oldest makes room."""


class Plans:
    """Plans by operation and by the conditions under which they were made."""

    def __init__(self, limit: int) -> None:
        self._variants = LRUCache[Hashable, tuple[Plan, ...]](limit, _size)
        self._hot = WeakSet[Plan]()

    @property
    def size(self) -> int:
        """About how many bytes the plans take that are kept."""
        return int(self._variants.currsize)

    def get(self, operation: Hashable, values: VariableValues, make: Callable[[], Plan]) -> Plan:
        """The plan for these variables, compiled when it is not there."""
        return self.known(operation, values) or self.keep(operation, make())

    def known(self, operation: Hashable, values: VariableValues) -> Plan | None:
        """The plan for these variables, where there is one."""
        for plan in self._variants.get(operation, ()):
            if plan.fits(values):
                return self._used(plan)
        return None

    def keep(self, operation: Hashable, plan: Plan) -> Plan:
        """The plan, which the next request is answered by too."""
        return self._used(self._keep(operation, plan))

    def _used(self, plan: Plan) -> Plan:
        plan.uses += 1
        if plan.uses == HOT_AFTER and len(self._hot) < HOT:
            plan.hot = True
            self._hot.add(plan)
        return plan

    def _keep(self, operation: Hashable, plan: Plan) -> Plan:
        variants = (*self._variants.pop(operation, ()), plan)[-VARIANTS:]
        while len(variants) > 1 and _size(variants) > self._variants.maxsize:
            variants = variants[1:]
        with suppress(ValueError):  # one plan larger than all the room there is
            self._variants[operation] = variants
        return plan


def _size(plans: tuple[Plan, ...]) -> int:
    return sum(plan.size for plan in plans)
