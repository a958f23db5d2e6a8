"""Outbox (发件箱): what is to be told to a department at once; written by the act itself, read after a cursor.

A row is read once every writer before it is through, so that one who commits late is not passed over. Rows are kept:
whoever was away for a week reads on where they stopped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, Uuid, text

from registry.errors import Refusal
from registry.store.arrays import Rows
from registry.store.column_types import Xid8
from registry.store.connection import Connection
from registry.store.database import metadata, new_id
from registry.store.row_security import CALLER_RANGES

AT_ONCE = 100

outbox = Table(
    "outbox",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("department", Text, nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id")),
    Column("position", BigInteger, nullable=False),
    Column("handling_position", BigInteger),
    Column("changed_xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    Index("ix_outbox_read", "topic", "department", "changed_xid", "id"),
    Index(None, "changed_xid"),
    Index(None, "household_id"),
    info={
        "rls": "matter",
        "grants": {"app": "SELECT, INSERT, UPDATE (household_id, position)"},
        "actor": "the step that it tells of",
    },
)


NOTHING = UUID(int=0)


@dataclass(frozen=True)
class Cursor:
    """The last row that was told; what follows it is told next."""

    xid: int
    id: UUID

    @classmethod
    def read(cls, text: str) -> Self:
        """A cursor as it was given out, or 0, which lies before all; raises BAD_CURSOR."""
        if text == "0":
            text = f"0.{NOTHING}"
        xid, _, id = text.partition(".")
        try:
            if not (xid.isascii() and xid.isdigit() and int(xid) < 2**63):
                raise ValueError(xid)
            return cls(int(xid), UUID(id))
        except ValueError:
            raise Refusal("BAD_CURSOR", "since") from None

    def __str__(self) -> str:
        return f"{self.xid}.{self.id}"


BEGINNING = Cursor(0, NOTHING)
"""Before the first row there is, whatever has been taken out before it."""


@dataclass(frozen=True)
class Reader:
    """Whose rows are read: those of a department, between two positions."""

    department: str
    lo: int
    hi: int


class Location(NamedTuple):
    """Where a matter lies: its household, where that lives, and where it is handled if elsewhere."""

    household: UUID | None
    position: int
    handling_position: int | None


class Told(NamedTuple):
    """A department that is told, and where what it is told of lies for it."""

    department: str
    location: Location


async def tell(connection: Connection, topic: str, subject: UUID, told: Sequence[Told]) -> None:
    """Put what has happened into the outbox, in the transaction in which it happens."""
    await connection.execute(INSERT, [topic, subject, *TOLD.arrays(told)], prepare=True)


async def now(connection: Connection) -> Cursor:
    """Where whoever has no cursor begins: with what happens from now on."""
    row = await (await connection.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")).fetchone()
    return Cursor(int(row[0]) if row else 0, NOTHING)


async def after(connection: Connection, topic: str, reader: Reader, cursor: Cursor) -> list[tuple[Cursor, UUID | None]]:
    """The rows after a cursor that the connection sees, oldest first, at most AT_ONCE, with their households."""
    values = [topic, reader.department, str(cursor.xid), cursor.id, reader.lo, reader.hi, AT_ONCE]
    return await connection.fetch(_told, AFTER, values)


def _told(xid: str, id: UUID, household: UUID | None) -> tuple[Cursor, UUID | None]:
    return Cursor(int(xid), id), household


TOLD = Rows[Told](
    id=("uuid", lambda _: new_id()),
    department=("text", lambda told: told.department),
    household_id=("uuid", lambda told: told.location.household),
    position=("bigint", lambda told: told.location.position),
    handling_position=("bigint", lambda told: told.location.handling_position),
)

INSERT = f"""INSERT INTO outbox (topic, subject_id, {TOLD.names})
SELECT $1::text, $2::uuid, * FROM {TOLD.unnest("t", first=3)}"""

AFTER = f"""SELECT o.changed_xid::text, o.id, o.household_id FROM outbox o
WHERE o.topic = $1 AND o.department = $2 AND (o.changed_xid, o.id) > ($3::text::xid8, $4::uuid)
  AND o.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
  AND $5 <= coalesce(o.handling_position, o.position) AND coalesce(o.handling_position, o.position) < $6
  AND coalesce(coalesce(o.handling_position, o.position) <@ {CALLER_RANGES}, false)
ORDER BY o.changed_xid, o.id LIMIT $7"""
