"""Closing warnings by hand, in the graph (关闭预警): one, or many with one reason."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from registry import parsing
from registry.errors import Refusal
from registry.journal.access_log import answered
from registry.monitoring import closed_by_hand
from registry.monitoring.closed_by_hand import Closed, Closing
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.batch_shapes import MOST_ITEMS
from schema.fields.enums import ClosingOutcome
from schema.fields.mapping import mapped
from schema.monitoring.warnings import ONE_WARNING, EarlyWarning
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result


@strawberry.input(description="A warning that needs nothing done, or has been seen to (关闭预警).")
class CloseWarningInput:
    warning: strawberry.ID = strawberry.field(description="The warning's id (预警标识).")
    outcome: ClosingOutcome = strawberry.field(description="Whether it was right (结果).")
    reason: str = strawberry.field(description="What was found (核实情况).")


@strawberry.input(description="Warnings that need nothing done, or have been seen to, all alike (批量关闭预警).")
class CloseWarningsInput:
    warnings: list[strawberry.ID] = strawberry.field(description="Their ids, 1 to 1,000 (预警标识).")
    outcome: ClosingOutcome = strawberry.field(description="Whether they were right (结果).")
    reason: str = strawberry.field(description="What was found, of all of them (核实情况).")


WarningResult = Annotated[
    EarlyWarning | Refused,
    strawberry.union("WarningResult", description="The warning as it stands, or why not (结果)."),
]


@strawberry.type(description="A warning that is closed (已关闭预警).")
class WarningClosed:
    warning: strawberry.ID = mapped(None, "Its id (预警标识).")
    replayed: bool = mapped(None, "It had been closed before, by you, for the same reason (重复提交).")


WarningClosingOutcome = Annotated[
    WarningClosed | Refused, strawberry.union("WarningClosingOutcome", description="What became of one (单条结果).")
]


@strawberry.type(description="How closing went, warning by warning in their order (批量关闭结果).")
class WarningClosingReport:
    outcomes: list[WarningClosingOutcome] = mapped(None, "One for each warning (逐条结果).")


WarningClosingResult = Annotated[
    WarningClosingReport | Refused,
    strawberry.union("WarningClosingResult", description="The outcome of all (批量关闭结果)."),
]


def _closing(context: Context, given: CloseWarningInput | CloseWarningsInput) -> Closing:
    reason = parsing.words(given.reason, "reason")
    return Closing(given.outcome, reason, context.caller.grant.department, context.caller.today)


async def close(info: Info[Any, Any], given: CloseWarningInput) -> Any:  # a fragment, or Refused
    """Close a warning by hand; the same evidence raises it no more."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id, closing = item_checks.id(given.warning, "warning"), _closing(context, given)
        closed = (await closed_by_hand.close(connection, [id], closing))[id]
        if isinstance(closed, Refusal):
            raise closed.under("warning")
        if closed.replayed:
            raise Refusal("WARNING_CLOSED", "warning")
        return await selected_result(context, info, connection, ONE_WARNING, {"subject": id}, [closed.household]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


async def close_all(context: Context, given: CloseWarningsInput) -> WarningClosingReport | Refused:
    """Close warnings by hand, all for one reason; one that cannot be closed keeps none of the others open."""

    async def work(connection: Connection) -> tuple[WarningClosingReport, list[UUID]]:
        if not 1 <= len(given.warnings) <= MOST_ITEMS:
            raise Refusal("BATCH_SIZE", "warnings", most=MOST_ITEMS, count=len(given.warnings))
        closing, ids = _closing(context, given), [_id(one) for one in given.warnings]
        found = await closed_by_hand.close(connection, [id for id in ids if isinstance(id, UUID)], closing)
        await answered(connection, context.look, sorted({o.household for o in found.values() if isinstance(o, Closed)}))
        return WarningClosingReport(outcomes=_outcomes(context, ids, found)), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))


def _id(text: str) -> UUID | Refusal:
    try:
        return item_checks.id(text, "")
    except Refusal as refusal:
        return refusal


def _outcomes(
    context: Context, ids: Sequence[UUID | Refusal], found: dict[UUID, Closed | Refusal]
) -> list[WarningClosed | Refused]:
    """One for each id as it was sent; one that is named twice was closed before, the second time."""
    outcomes: list[WarningClosed | Refused] = []
    for n, id in enumerate(ids):
        outcome = id if isinstance(id, Refusal) else found[id]
        if isinstance(outcome, Refusal):
            outcomes.append(refused(context, Refusal(outcome.code, f"input.warnings[{n}]", **outcome.values)))
        else:
            replayed = outcome.replayed or id in ids[:n]
            outcomes.append(WarningClosed(warning=strawberry.ID(str(id)), replayed=replayed))
    return outcomes
