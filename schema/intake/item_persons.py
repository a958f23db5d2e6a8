"""Persons of items: whom an item of feedback or facts names."""

from collections.abc import Mapping

from registry.people.person_locks import LockedPerson
from registry.people.reported_persons import Named, ask_reported, lock_reported
from registry.store.connection import Connection
from schema.requests.context import Context


async def named(
    context: Context, connection: Connection, numbers: Mapping[int, tuple[str, str]], check_only: bool = False
) -> dict[int, LockedPerson]:
    """Whom each item names by number and name, locked. What is not registered so waits for a person to decide."""
    reported = {n: Named(*pair) for n, pair in numbers.items()}
    if check_only:
        return await ask_reported(connection, context.hub.vault, reported)
    return await lock_reported(connection, context.hub.vault, context.caller.grant.department, reported)
