"""Moves of links: which household and person a link of the chain was taken from and to; written by a trigger.

Links move with whom they are about, when a household or person is merged, joined or parted. A leaf of the audit log
binds the home in which the link was told, and each move has a leaf of its own.
"""

from sqlalchemy import Column, DateTime, Index, Table, Text, Uuid, func, text

from registry.store.acting import actor
from registry.store.database import metadata

MOVED = "link_id, from_household, from_person, to_household, to_person"
"""What the trigger says; when, by whom and for whom is the database's."""

link_moves = Table(
    "link_moves",
    metadata,
    Column("id", Uuid, primary_key=True, server_default=text("gen_random_uuid()")),
    Column("link_id", Uuid, nullable=False),
    Column("from_household", Uuid),
    Column("from_person", Uuid),
    Column("to_household", Uuid),
    Column("to_person", Uuid),
    Column("moved_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # The database's role, and the department that the transaction acts as: who moves one by hand is seen.
    Column("moved_by", Text, nullable=False, server_default=text("current_user")),
    Column("department", Text, server_default=text("NULLIF(current_setting('hub.department'::text, true), ''::text)")),
    actor(),
    Index(None, "link_id", "moved_at"),
    Index(None, "moved_at"),
    info={"rls": "open", "grants": {"app": f"SELECT, INSERT ({MOVED})", "auth": "SELECT"}},
)
