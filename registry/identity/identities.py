"""Identities: one row per ID number ever seen, by blind index, whether or not its bearer is registered."""

from sqlalchemy import Column, DateTime, LargeBinary, Table, Text, Uuid, func

from registry.store.database import metadata

ID_CARD = "ID_CARD"
"""The kind of identity that a citizen's number names, and of the blind index by which it is found."""

identities = Table(
    "identities",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False, server_default=ID_CARD),
    Column("index", LargeBinary, nullable=False, unique=True),
    # Filled while the index key is rotated: HMAC(new key, old index), so no number need be known.
    Column("next_index", LargeBinary, unique=True),
    Column("first_seen", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    info={"rls": "open", "grants": {"app": "SELECT, INSERT, UPDATE"}},
)
