"""Registered persons (登记人员): as the register has them, locked for an act of an officer who has looked at them."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal
from registry.identity.vault import Vault
from registry.people.person_locks import LAST_HOME, LockedPerson, lock_people
from registry.store.connection import Connection
from registry.store.widened_ranges import everywhere


class RegisteredPerson(NamedTuple):
    """A person in the caller's divisions, and the household they belong to."""

    person: UUID
    identity: UUID
    identity_kind: str
    blind_index: bytes
    position: int
    household: UUID | None
    name: str
    sex: str
    birth_date: datetime.date
    id_number_masked: str
    recorded_at: datetime.datetime
    merged_into: UUID | None


async def lock_registered(
    connection: Connection,
    vault: Vault,
    persons: Sequence[UUID],
    numbers: Sequence[bytes] = (),
    households: Sequence[UUID] = (),
) -> tuple[list[RegisteredPerson], dict[bytes, LockedPerson]]:
    """The persons in their order as they stand once locked, and whose the numbers are, by blind index.

    Their households are locked, and those that are named beside them.

    Raises UNKNOWN_PERSON where one is not in the caller's divisions, CHANGED_SINCE where their number was corrected
    while this waited, and PERSON_MERGED where they were merged into another.
    """
    seen = await _registered(connection, persons)
    indexes = [*(person.blind_index for person in seen), *numbers]
    homes = [person.household for person in seen if person.household]
    async with everywhere(connection):
        held = await lock_people(connection, indexes, [*homes, *households], vault.following(indexes))
    locked = await _registered(connection, persons)
    for before, person in zip(seen, locked, strict=True):
        if person.identity != before.identity:
            raise changed(person)
    return locked, held


async def _registered(connection: Connection, persons: Sequence[UUID]) -> list[RegisteredPerson]:
    rows = {row.person: row for row in await connection.fetch(RegisteredPerson, REGISTERED, [list(persons)])}
    for id in persons:
        if id not in rows:
            raise Refusal("UNKNOWN_PERSON", "person")
    return [row._replace(blind_index=bytes(row.blind_index)) for row in (rows[id] for id in persons)]


def looked_at(person: RegisteredPerson, seen: datetime.datetime) -> None:
    """Raises PERSON_MERGED and CHANGED_SINCE where the person is not as the officer saw them."""
    if person.merged_into:
        raise Refusal("PERSON_MERGED", "person", value=person.merged_into)
    if person.recorded_at > seen:
        raise changed(person)


def changed(person: RegisteredPerson) -> Refusal:
    """That somebody else was first."""
    return Refusal("CHANGED_SINCE", "seen", state=person.recorded_at.astimezone(datetime.UTC).isoformat())


REGISTERED = f"""SELECT p.id, p.identity_id, p.id_kind, i.index, p.position,
  (SELECT h.household_id FROM ({LAST_HOME.format("p.id")}) h),
  p.name, p.sex, p.birth_date, p.id_number_masked, p.recorded_at, p.merged_into
FROM persons p JOIN identities i ON i.id = p.identity_id
WHERE p.id = ANY($1::uuid[])"""
