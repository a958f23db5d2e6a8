"""Uses of sharing agreements (共享用量): how often in a day something was asked for under one that has a quota."""

from datetime import date
from uuid import UUID

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Uuid

from registry.store.connection import Connection
from registry.store.database import metadata

agreement_uses = Table(
    "sharing_agreement_uses",
    metadata,
    Column("agreement_id", Uuid, ForeignKey("sharing_agreements.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("uses", Integer, nullable=False),
    # It holds counts alone, and is counted by whoever asks.
    info={"rls": "open", "grants": {"app": "SELECT, INSERT, UPDATE (uses)"}, "actor": "its question"},
)


async def use(connection: Connection, agreement: str, day: date, quota: int) -> bool:
    """Count one more question of a day; whether the quota holds it. Of two at the same time each is counted."""
    return await connection.fetch_one(int, USE, [UUID(agreement), day, quota]) is not None


USE = """INSERT INTO sharing_agreement_uses AS u (agreement_id, day, uses) SELECT $1, $2, 1 WHERE $3::int > 0
ON CONFLICT (agreement_id, day) DO UPDATE SET uses = u.uses + 1 WHERE u.uses < $3::int RETURNING uses"""
