"""Moves (分户、并户、迁移): people come into a household, new to the register or from another household."""

from collections.abc import Sequence

from registry.identity.vault import ID_NUMBER, Vault
from registry.journal import chain
from registry.people.arrivals import Arrival
from registry.people.move_statements import (
    ANCESTORS,
    EMPTIED,
    ENTER,
    FOLLOW,
    JOIN,
    JOINED,
    LEAVE,
    LEFT,
    LINEAGE,
    MOVED,
    PERSONS,
    RELATE,
    RELATIONS,
    SEAL,
    SEALED,
)  # fmt: skip # each statement with its rows
from registry.store.arrays import Item, Rows
from registry.store.connection import Connection


async def arrive(connection: Connection, vault: Vault, department: str, arrivals: Sequence[Arrival]) -> None:
    """Everyone is a member where they were reported, and what was known before can still be read (二（二）)."""
    await _enter(connection, vault, [arrival for arrival in arrivals if not arrival.held.person])
    leaving = [arrival for arrival in arrivals if arrival.comes_from]
    back = [arrival for arrival in arrivals if arrival.held.left_on and not arrival.comes_from]
    # A head goes before another takes the place.
    await _leave(connection, leaving)
    await _write(connection, RELATE, RELATIONS, [arrival for arrival in arrivals if arrival.stays])
    await _write(connection, JOIN, JOINED, [arrival for arrival in arrivals if not arrival.stays])
    await _write(connection, EMPTIED, MOVED, leaving)
    await chain.append(connection, [link for arrival in (*leaving, *back) for link in _links(arrival, department)])


async def _enter(connection: Connection, vault: Vault, new: Sequence[Arrival]) -> None:
    """People the register has not known: the number goes into the vault, its mask into the row."""
    sealed = vault.seal_all(ID_NUMBER, [(arrival.held.identity, arrival.member.id_number) for arrival in new])
    await _write(connection, ENTER, PERSONS, new)
    await _write(connection, SEAL, SEALED, list(zip(new, sealed, strict=True)))


async def _leave(connection: Connection, leaving: Sequence[Arrival]) -> None:
    await _write(connection, LEAVE, LEFT, leaving)
    await _write(connection, LINEAGE, ANCESTORS, leaving)
    # What is being done about somebody goes on where they live now, and about a household where all of it has gone.
    for statement in FOLLOW:
        await _write(connection, statement, MOVED, leaving)


def _links(arrival: Arrival, department: str) -> list[chain.Link]:
    """The change of household is told in both chains, a return into the same household in that one."""
    held, on, why = arrival.held, arrival.member.since, arrival.change
    places = {held.household: held.position, arrival.household: arrival.position}
    return [
        chain.Link("HOUSEHOLD_CHANGED", held.identity, household, held.person, position, on, department, note=why)
        for household, position in places.items()
    ]


async def _write(connection: Connection, statement: str, rows: Rows[Item], items: Sequence[Item]) -> None:
    if items:
        await connection.execute(statement, rows.arrays(items), prepare=True)
