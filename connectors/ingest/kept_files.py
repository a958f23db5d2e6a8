"""Files as they are kept: sealed piece by piece while they come in, then handed to the job that works through them."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from uuid import UUID

from registry.errors import Refusal
from registry.identity.vault import Vault
from registry.journal import import_files, imports, jobs, uploads
from registry.journal.imports import Import, Known
from registry.journal.jobs import Order
from registry.store.connection import Connection

NOWHERE = "{}"
"""The ranges of its job: its rows are held to those that the client has when they are taken in."""

Transaction = Callable[[], AbstractAsyncContextManager[Connection]]


async def keep(
    transaction: Transaction, vault: Vault, one: Import, pieces: AsyncIterator[bytes], fetch: UUID | None = None
) -> Import:
    """Keep a file that comes in pieces of PIECE bytes, or that a job fetches; the same with its hash and length.

    Raises FILE_EMPTY.
    """
    digest, size, place = hashlib.sha256(), 0, 0
    async for piece in pieces:
        digest.update(piece)
        async with transaction() as connection:
            if not place:
                await uploads.begin(connection, one.id, one.department, fetch)
            sealed = import_files.seal(vault, one.id, place, piece)
            await uploads.put(connection, one.id, one.department, place, sealed)
        size, place = size + len(piece), place + 1
    if not size:
        raise Refusal("FILE_EMPTY")
    return replace(one, digest=digest.digest(), bytes=size)


async def hand_over(connection: Connection, one: Import, again: bool = False) -> Known | None:
    """Ask for the job of a file that is kept; where the same was handed in before, nothing is done but to say which."""
    if known := await imports.known(connection, one, again):
        await uploads.drop(connection, one.id)
        return known
    order = Order(one.client, one.department, "IMPORT", {"import": one.name}, NOWHERE, [one.scope])
    await jobs.ask(connection, replace(order, id=one.id))
    await imports.enter(connection, one)
    return None
