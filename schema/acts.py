"""What all acts share: a transaction under the right ranges, done again if it lost to another, targets kept true."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

from registry.connection import Connection
from registry.database import retrying
from registry.errors import Refusal
from schema.context import Context

Result = TypeVar("Result")

MOST_ITEMS = 1000


async def act(
    context: Context, ranges: str, work: Callable[[Connection], Awaitable[tuple[Result, Sequence[UUID]]]]
) -> Result:
    """Do `work` in one transaction; the households it names are recomputed in it."""
    hub, grant = context.hub, context.caller.grant

    async def once() -> Result:
        async with hub.database.transaction(ranges=ranges, department=grant.department) as connection:
            result, households = await work(connection)
            if households:
                await hub.maintenance.recompute(connection, households, context.caller.today)
            return result

    return await retrying(once)


def sized(items: Sequence[object]) -> None:
    """A batch of 1 to 1,000."""
    if not 1 <= len(items) <= MOST_ITEMS:
        raise Refusal("BATCH_SIZE", "items", most=MOST_ITEMS, count=len(items))
