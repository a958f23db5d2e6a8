"""Resealing: what older data keys have sealed is sealed anew with the newest, value by value, and reads the same."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

import psycopg

from registry.identity.vault import Vault

BATCH = 1_000


class SealedValue(NamedTuple):
    """A row of the vault."""

    id: UUID
    attribute: str
    sealed: bytes


def waiting(connection: psycopg.Connection, vault: Vault) -> int:
    """How many values are sealed with another key than the newest; the connection reads the whole vault."""
    row = connection.execute("SELECT count(*) FROM vault WHERE substr(sealed, 1, 4) <> %s", [vault.header]).fetchone()
    return row[0] if row else 0


def reseal(connection: psycopg.Connection, vault: Vault, after: UUID, batch: int = BATCH) -> list[SealedValue]:
    """Seal a batch of values with the newest key, those behind `after`; the last of them is where to go on.

    Raises SealBroken where one does not open, which is left as it is.
    """
    rows = [SealedValue(*row) for row in connection.execute(NEXT, [after, vault.header, batch]).fetchall()]
    ids = [row.id for row in rows]
    connection.execute(PUT, [ids, [*_sealed_anew(vault, rows)]])
    return rows


def _sealed_anew(vault: Vault, rows: list[SealedValue]) -> Iterator[bytes]:
    for row in rows:
        yield vault.seal(row.attribute, row.id, vault.open(row.attribute, row.id, row.sealed))


NEXT = """SELECT id, attribute, sealed FROM vault WHERE id > %s AND substr(sealed, 1, 4) <> %s
ORDER BY id LIMIT %s FOR NO KEY UPDATE"""

PUT = """UPDATE vault v SET sealed = n.sealed
FROM unnest(%s::uuid[], %s::bytea[]) AS n (id, sealed) WHERE v.id = n.id"""
