"""Index rotation: identities move to a new index key without anyone's number being known."""

import psycopg

from registry.identity.vault import Vault

BATCH = 1_000


def backfill(connection: psycopg.Connection, vault: Vault, batch: int = BATCH) -> int:
    """Give a batch of identities the index that follows theirs; 0 means that all have one."""
    rows = connection.execute(
        "SELECT id, index FROM identities WHERE next_index IS NULL ORDER BY id LIMIT %s FOR NO KEY UPDATE",
        [batch],
    ).fetchall()
    connection.execute(
        """
        UPDATE identities i SET next_index = n.next_index
        FROM unnest(%s::uuid[], %s::bytea[]) AS n (id, next_index) WHERE i.id = n.id
        """,
        [[row_id for row_id, _ in rows], [vault.next_index(index) for _, index in rows]],
    )
    return len(rows)


def switch(connection: psycopg.Connection) -> int:
    """Make the following index the current one; done once more after every worker has the new keys."""
    return connection.execute(
        "UPDATE identities SET index = next_index, next_index = NULL WHERE next_index IS NOT NULL"
    ).rowcount


def finish(connection: psycopg.Connection) -> None:
    """Let workers compute the new index alone (as the vault role, once all identities are switched)."""
    connection.execute("UPDATE index_keys SET current_at = clock_timestamp() WHERE current_at IS NULL")
