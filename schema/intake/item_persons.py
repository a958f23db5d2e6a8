"""Persons of items: whom an item of feedback or facts names, and whether a value is of its declared type."""

from collections.abc import Mapping

from policy.clauses import Code, FactType
from registry.people.person_locks import LockedPerson
from registry.people.reported_persons import Named, lock_reported
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.requests.context import Context


async def named(
    context: Context, connection: Connection, numbers: Mapping[int, tuple[str, str]]
) -> dict[int, LockedPerson]:
    """Whom each item names by number and name, locked. What is not registered so waits for a person to decide."""
    reported = {n: Named(*pair) for n, pair in numbers.items()}
    return await lock_reported(connection, context.hub.vault, context.caller.grant.department, reported)


def checked(kind: FactType, codes: tuple[Code, ...], value: object, path: str) -> object:
    """A declared value, by its declared type."""
    match kind:
        case "boolean":
            return item_checks.boolean(value, path)
        case "integer":
            return item_checks.whole(value, path)
        case "fen":
            return item_checks.fen(value, path)
        case "code":
            return item_checks.code(value, path, [code.code for code in codes])
        case "date":
            return item_checks.day(value, path)
        case _:
            return item_checks.text(value, path)
