"""Widened ranges: what an act must see beyond its caller's divisions, because people move and are helped elsewhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from registry.store.connection import Connection


@asynccontextmanager
async def everywhere(connection: Connection) -> AsyncIterator[str]:
    """See every division within the block, and yield the caller's own ranges, which hold again after it.

    Only for rows found by the person or household the act is about; nothing of them may reach the caller.
    """
    row = await (await connection.execute(OWN)).fetchone()
    own: str = row[0] if row and row[0] else ""
    await connection.execute(LOOK, ["{(,)}"], prepare=True)
    yield own
    # After a failure there is nothing to restore: the setting ends with the transaction.
    await connection.execute(LOOK, [own], prepare=True)


@asynccontextmanager
async def wherever(connection: Connection, elsewhere: bool) -> AsyncIterator[None]:
    """The same where the act is done outside the place of its household; nothing is widened where it is not."""
    if not elsewhere:
        yield
        return
    async with everywhere(connection):
        yield


@asynccontextmanager
async def within(connection: Connection, ranges: str) -> AsyncIterator[None]:
    """See no more than these ranges within the block, in a transaction that sees more."""
    row = await (await connection.execute(OWN)).fetchone()
    before: str = row[0] if row and row[0] else ""
    await connection.execute(LOOK, [ranges], prepare=True)
    yield
    await connection.execute(LOOK, [before], prepare=True)


OWN = "SELECT current_setting('hub.ranges', true)"
LOOK = "SELECT set_config('hub.ranges', $1, true)"
