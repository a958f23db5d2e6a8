"""Persons of items: whom an item of feedback or facts names, and whether a value is of its declared type."""

from collections.abc import Mapping

from policy.clauses import Code, FactType
from registry.identity.identities import ID_CARD
from registry.identity.names import same_name
from registry.people.person_locks import LockedPerson, lock_people
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.requests.context import Context


async def named(
    context: Context, connection: Connection, numbers: Mapping[int, tuple[str, str]]
) -> dict[int, LockedPerson]:
    """Whom each item names, locked. A number under another name is nobody's until a person decides."""
    vault = context.hub.vault
    indexes = {n: vault.blind_index(ID_CARD, number) for n, (number, _) in numbers.items()}
    held = await lock_people(connection, list(indexes.values()), following=vault.following(indexes.values()))
    people = {n: held[index] for n, index in indexes.items()}
    strange = {
        n: vault.blind_index("ID_CARD_AND_NAME", "|".join(numbers[n]))
        for n, person in people.items()
        if person.name is not None and not same_name(person.name, numbers[n][1])
    }
    if strange:
        apart = await lock_people(connection, list(strange.values()), following=vault.following(strange.values()))
        people |= {n: apart[index] for n, index in strange.items()}
    return people


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
