"""Identities: one row per ID number ever seen, by blind index, whether or not its bearer is registered.

What is reported of somebody who is not registered under that name lies under an identity of its own, of the number and
the name together: whose it is shows when the person is registered, or is decided by civil affairs.
"""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid, func, text

from registry.store.database import metadata

ID_CARD = "ID_CARD"
"""The kind of identity that a citizen's number names, and of the blind index by which it is found."""

NUMBER_AND_NAME = "NUMBER_AND_NAME"
"""The kind of identity that a number names together with the name it was reported under."""

PROVISIONAL = "PROVISIONAL"
"""The kind of identity of a number that the hub gave to somebody who has none."""

identities = Table(
    "identities",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False, server_default=ID_CARD),
    Column("index", LargeBinary, nullable=False, unique=True),
    # Filled while the index key is rotated: HMAC(new key, old index), so no number need be known.
    Column("next_index", LargeBinary, unique=True),
    # Of a number with a name: the identity of the number alone, and the name as it was first reported.
    Column("number_id", Uuid, ForeignKey("identities.id")),
    Column("name", Text),
    # What a number tells of who was reported under it and that name; of the number nothing else is kept.
    Column("birth_date", Date),
    Column("sex", Text),
    # The identity of the same person under which everything is kept (registry.people.joining).
    Column("alias_of", Uuid, ForeignKey("identities.id")),
    Column("first_seen", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Index(None, "number_id", postgresql_where=text("number_id IS NOT NULL")),
    Index(None, "alias_of", postgresql_where=text("alias_of IS NOT NULL")),
    info={
        "rls": "open",
        "grants": {"app": "SELECT, INSERT, UPDATE (next_index, alias_of)"},
        "actor": "the act that named the number",
    },
)
