"""Rollbacks: whether the audit log still holds what its checkpoints outside the database say."""

import psycopg

from registry.journal.audit_subtrees import root_of
from registry.journal.checkpoints import Note
from registry.journal.sequencer import size


def rolled_back(connection: psycopg.Connection, last: Note | None) -> bool:
    """Whether the log is not the one of the newest checkpoint outside, or one that has lost its end or changed."""
    if last is None:
        return False
    origin = connection.execute("SELECT origin::text FROM audit_state").fetchone()
    if origin != (last.checkpoint.origin,) or size(connection) < last.checkpoint.size:
        return True
    try:
        return root_of(connection, last.checkpoint.size) != last.checkpoint.root
    except KeyError:  # a subtree is gone
        return True
