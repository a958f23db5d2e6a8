"""Closing warnings by hand, in the graph (关闭预警)."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from registry import parsing
from registry.errors import Refusal
from registry.monitoring import warnings
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import ClosingOutcome
from schema.monitoring.warnings import ONE_WARNING, EarlyWarning
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result


@strawberry.input(description="A warning that needs nothing done, or has been seen to (关闭预警).")
class CloseWarningInput:
    warning: strawberry.ID = strawberry.field(description="The warning's id (预警标识).")
    outcome: ClosingOutcome = strawberry.field(description="Whether it was right (结果).")
    reason: str = strawberry.field(description="What was found (核实情况).")


WarningResult = Annotated[
    EarlyWarning | Refused,
    strawberry.union("WarningResult", description="The warning as it stands, or why not (结果)."),
]


async def close(info: Info[Any, Any], given: CloseWarningInput) -> Any:  # a fragment, or Refused
    """Close a warning by hand; the same evidence raises it no more."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id = item_checks.id(given.warning, "warning")
        reason = parsing.words(given.reason, "reason")
        department, today = context.caller.grant.department, context.caller.today
        household = (await warnings.locked(connection, [id]))[id].household
        await warnings.close(connection, id, given.outcome, reason, department, today)
        return await selected_result(context, info, connection, ONE_WARNING, {"subject": id}, [household]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))
