"""Joined reports: under which number facts came in, of persons to whom another number was joined.

What stands of such a person is made of what came under all their numbers; when a join is taken apart, it is made anew
of what came under each.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, ForeignKey, Index, Table, Text, Uuid, func

from registry.store.acting import actor
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question
from registry.store.database import metadata, new_id

joined_reports = Table(
    "joined_reports",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Whose they became, and under which identity they came.
    Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("named_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("position", BigInteger),
    Column("department", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("source_record_id", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    # What was reported, and nothing that was known before, as JSON.
    Column("facts", Text, nullable=False),
    # It came with its identity, where it stands as well, when that was joined.
    Column("carried", Boolean, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    actor(),
    Index(None, "identity_id"),
    info={
        "rls": "position or unregistered",
        "grants": {"app": "SELECT, INSERT, UPDATE (position)"},
    },
)


class JoinedReport(NamedTuple):
    """What was reported of a person under one of their identities."""

    identity: UUID
    named: UUID
    position: int | None
    department: str
    entity: str
    source_record_id: str
    as_of: datetime.date
    facts: str
    carried: bool


async def joined(connection: Connection, identities: Sequence[UUID]) -> set[UUID]:
    """Those of these identities to whom another was ever joined."""
    named = list(dict.fromkeys(identities))
    return set(await connection.rows(lambda id: id, Question(JOINED, [array(named)]), len(named) <= FEW))


async def remember(connection: Connection, reports: Sequence[JoinedReport]) -> None:
    """Keep under which identity these came."""
    if reports:
        await connection.execute(INSERT, REPORTS.arrays(reports), prepare=True)


async def reported_under(connection: Connection, identity: UUID, owner: UUID) -> list[JoinedReport]:
    """What was reported of `identity`, in its order, under a number that is `owner`'s now."""
    return await connection.fetch(JoinedReport, UNDER, [identity, owner])


def spelled(values: Mapping[str, object]) -> str:
    """Reported values as they are kept."""
    return orjson.dumps(dict(values)).decode()


def read(facts: str, columns: Mapping[str, str]) -> dict[str, object]:
    """Kept values; `columns` are name → SQL type."""
    return {name: _value(value, columns[name]) for name, value in orjson.loads(facts).items() if name in columns}


def _value(value: object, type: str) -> object:
    return datetime.date.fromisoformat(value) if type == "date" and isinstance(value, str) else value


REPORTS = Rows[JoinedReport](
    id=("uuid", lambda _: new_id()),
    identity_id=("uuid", lambda report: report.identity),
    named_id=("uuid", lambda report: report.named),
    position=("bigint", lambda report: report.position),
    department=("text", lambda report: report.department),
    entity=("text", lambda report: report.entity),
    source_record_id=("text", lambda report: report.source_record_id),
    as_of=("date", lambda report: report.as_of),
    facts=("text", lambda report: report.facts),
    carried=("boolean", lambda report: report.carried),
)

INSERT = f"INSERT INTO joined_reports ({REPORTS.names}) SELECT * FROM {REPORTS.unnest('report')}"

JOINED = "SELECT DISTINCT to_id FROM identity_joins WHERE to_id = ANY($1::uuid[])"

UNDER = """SELECT r.identity_id, r.named_id, r.position, r.department, r.entity, r.source_record_id, r.as_of, r.facts,
  r.carried
FROM joined_reports r JOIN identities i ON i.id = r.named_id
WHERE r.identity_id = $1 AND $2::uuid = CASE WHEN i.alias_of IS NULL THEN i.id ELSE i.alias_of END
ORDER BY r.recorded_at, r.id"""
