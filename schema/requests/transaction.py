"""What all acts share: a transaction, done again if it lost to another; targets kept true; the result asked."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from strawberry.types import Info

from planner.shape import Part
from registry.errors import Refusal
from registry.journal.access_log import answered
from registry.store.connection import Connection
from registry.store.database import ask, retrying
from registry.store.pieces import in_turns
from schema.fields.batch_shapes import MOST_ITEMS
from schema.requests.context import Context

Result = TypeVar("Result")
Draft = TypeVar("Draft")


async def act(
    context: Context, ranges: str, work: Callable[[Connection], Awaitable[tuple[Result, Sequence[UUID]]]]
) -> Result:
    """Do `work` in one transaction; the households it names are recomputed in it."""
    hub, grant = context.hub, context.caller.grant

    async def done(connection: Connection) -> Result:
        result, households = await work(connection)
        if households and not context.tentative:  # all of it is taken back
            await hub.maintenance.recompute(connection, households, context.caller.today)
        return result

    async def once() -> Result:
        transaction = hub.database.transaction(
            ranges=ranges, department=grant.department, actor=grant.actor_id, claim=context.claim
        )
        async with transaction as connection:
            return await done(connection)

    if context.within is not None:  # who has opened it does it again
        return await done(context.within)
    return await retrying(once)


async def selected_result(
    context: Context,
    info: Info[Any, Any],
    connection: Connection,
    part: Part,
    values: Mapping[str, object],
    subjects: Sequence[UUID],
) -> Any:  # a fragment in the place of what was selected
    """What was selected of the result, through the planner and in the same transaction: it is a question too."""
    nodes = info._raw_info.field_nodes
    plan = context.hub.planner.plan_object(context.document, context.operation, context.values, nodes, part)
    bound = plan.bind(context.values, {**context.caller_values, **values})
    text = await ask(connection, {}, plan.statement or "", bound, plan.hot)
    await answered(connection, context.look, list(subjects), plan.sealed)
    context.sealed = context.sealed or bool(plan.sealed)
    return orjson.Fragment(text or b"null")


@dataclass(frozen=True)
class Sorted(Generic[Draft]):
    """The items of a batch that can be tried, by their places, and what is wrong with the others."""

    drafts: dict[int, Draft]
    wrong: dict[int, Refusal]


async def sort(items: Sequence[Any], draft: Callable[[Any], Draft]) -> Sorted[Draft]:
    """Check each item by itself; a batch has 1 to 1,000 of them, or all of it is refused (BATCH_SIZE)."""
    if not 1 <= len(items) <= MOST_ITEMS:
        raise Refusal("BATCH_SIZE", "items", most=MOST_ITEMS, count=len(items))
    sorted_items = Sorted[Draft]({}, {})
    async for n, item in in_turns(enumerate(items)):
        if isinstance(item, Refusal):  # of another shape (schema.fields.batch_shapes)
            sorted_items.wrong[n] = item
            continue
        try:
            sorted_items.drafts[n] = draft(item)
        except Refusal as refusal:
            sorted_items.wrong[n] = refusal
    return sorted_items


def placed(refusal: Refusal, n: int) -> Refusal:
    """The refusal at the item's place in the batch; an act that is done again finds its place there already."""
    refusal.path = re.sub(r"^items\[\d+\]\.?", "", refusal.path)
    return refusal.under(f"items[{n}]")
