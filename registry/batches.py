"""Batches: what a department handed in at one time, and how it went."""

from sqlalchemy import Column, DateTime, Index, Integer, Table, Text, Uuid, func

from registry.database import metadata

batches = Table(
    "batches",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("items", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("replayed", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Index(None, "department", "id"),
    info={"rls": "own", "grants": {"app": "SELECT, INSERT"}},
)
