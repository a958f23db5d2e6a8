"""Searched persons (可检索人员): by which terms each person of the register is found, kept after what it holds.

They are derived, and follow within seconds: a new person and a corrected one are not `searchable` until their terms are
written. The hashes are under the first of the index keys for ever, since the names stand beside them.
"""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, Table, Uuid

from registry.identity.search_terms import terms
from registry.identity.vault import Vault
from registry.store.connection import Connection
from registry.store.database import metadata

BATCH = 500

search_terms = Table(
    "search_terms",
    metadata,
    Column("person_id", Uuid, ForeignKey("persons.id"), primary_key=True),
    Column("term", LargeBinary, primary_key=True),
    Column("position", BigInteger, nullable=False),
    # A page of whom a term finds, in the order of places.
    Index("ix_search_terms_page", "term", "position", "person_id"),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (position), DELETE"},
        "actor": "nobody: derived",
    },
)


class Waiting(NamedTuple):
    """A person whose terms are to be written."""

    person: UUID
    position: int
    name: str
    number_ends: str


async def write_waiting(connection: Connection, vault: Vault, batch: int = BATCH) -> int:
    """Write the terms of some persons who have none or others; how many. The connection sees the whole province."""
    persons = await connection.fetch(Waiting, WAITING, [batch])
    if persons:
        rows = await asyncio.to_thread(_rows, vault, persons)
        ids = [person.person for person in persons]
        await connection.execute("DELETE FROM search_terms WHERE person_id = ANY($1::uuid[])", [ids])
        await connection.execute(INSERT, list(rows))
        await connection.execute("UPDATE persons SET searchable = true WHERE id = ANY($1::uuid[])", [ids])
    return len(persons)


def _rows(vault: Vault, persons: Sequence[Waiting]) -> tuple[list[UUID], list[bytes], list[int]]:
    found = [
        (person.person, vault.lasting(kind, term), person.position)
        for person in persons
        for kind, term in terms(person.name, person.number_ends)
    ]
    return [row[0] for row in found], [row[1] for row in found], [row[2] for row in found]


# A person who is just being corrected or moved comes the next time.
WAITING = """SELECT id, position, name, id_number_masked FROM persons
WHERE NOT searchable ORDER BY id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED"""

INSERT = """INSERT INTO search_terms (person_id, term, position)
SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bigint[]) ON CONFLICT DO NOTHING"""
