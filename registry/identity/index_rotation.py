"""Index rotation: identities move to a new index key without anyone's number being known."""

from collections.abc import Iterator
from uuid import UUID

import psycopg

from registry.identity.vault import Vault

BATCH = 1_000


def backfill(connection: psycopg.Connection, vault: Vault, batch: int = BATCH) -> Iterator[int]:
    """Give all identities the index that follows theirs, batch by batch; how many each time.

    What was broken off goes on where it stopped.
    """
    after = UUID(int=0)
    while rows := _give(connection, vault, after, batch):
        after = rows[-1][0]
        yield len(rows)


def waiting(connection: psycopg.Connection) -> int:
    """How many identities have no index that follows theirs."""
    row = connection.execute("SELECT count(*) FROM identities WHERE next_index IS NULL").fetchone()
    return row[0] if row else 0


def switch(connection: psycopg.Connection) -> int:
    """Make the following index the current one; in one transaction with `finish`, or it would be followed again."""
    return connection.execute(
        "UPDATE identities SET index = next_index, next_index = NULL WHERE next_index IS NOT NULL"
    ).rowcount


def finish(connection: psycopg.Connection) -> None:
    """Let workers that start from now on compute the new index alone, once all identities are switched."""
    connection.execute("UPDATE index_keys SET current_at = clock_timestamp() WHERE current_at IS NULL")


def _give(connection: psycopg.Connection, vault: Vault, after: UUID, batch: int) -> list[tuple[UUID, bytes]]:
    with connection.transaction():
        rows = connection.execute(NEXT, [after, batch]).fetchall()
        connection.execute(GIVE, [[id for id, _ in rows], [vault.next_index(index) for _, index in rows]])
    return rows


NEXT = """SELECT id, index FROM identities WHERE next_index IS NULL AND id > %s
ORDER BY id LIMIT %s FOR NO KEY UPDATE"""

GIVE = """UPDATE identities i SET next_index = n.next_index
FROM unnest(%s::uuid[], %s::bytea[]) AS n (id, next_index) WHERE i.id = n.id"""
