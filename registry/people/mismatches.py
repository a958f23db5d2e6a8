"""Mismatches (姓名不符): what was reported under a registered number with another name, until a person decides."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid, func, text

from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

mismatches = Table(
    "mismatches",
    metadata,
    Column("id", Uuid, primary_key=True),
    # The identity of number and name under which it lies, and the registered person of that number.
    Column("reported_id", Uuid, ForeignKey("identities.id"), nullable=False, unique=True),
    Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("reported_name", Text, nullable=False),
    Column("departments", ARRAY(Text), nullable=False),
    Column("since", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("state", Text, nullable=False, server_default="OPEN"),
    Column("decided_at", DateTime(timezone=True)),
    Column("reason", Text),
    Index(None, "identity_id"),
    Index(None, "person_id"),
    # The queue of a county: what waits, place by place.
    Index("ix_mismatches_open", "position", "id", postgresql_where=text("state IN ('OPEN', 'UNKNOWN')")),
    info={"rls": "position", "grants": {"app": "SELECT, INSERT, UPDATE"}},
)


class Mismatch(NamedTuple):
    """What a department reported under a registered number with another name."""

    reported: UUID
    identity: UUID
    person: UUID
    position: int
    name: str
    department: str


NEW = Rows[Mismatch](
    id=("uuid", lambda _: new_id()),
    reported_id=("uuid", lambda mismatch: mismatch.reported),
    identity_id=("uuid", lambda mismatch: mismatch.identity),
    person_id=("uuid", lambda mismatch: mismatch.person),
    position=("bigint", lambda mismatch: mismatch.position),
    reported_name=("text", lambda mismatch: mismatch.name),
    department=("text", lambda mismatch: mismatch.department),
)

STANDS = """m.person_id = excluded.person_id
    AND (m.state <> 'ANOTHER_PERSON' OR excluded.departments <@ m.departments)"""

# One stands for all that was reported under the number and the name, by whichever departments. Where the number has
# become somebody else's it waits anew, and so it does where a department brings it that was not asked to correct it.
NOTE = f"""INSERT INTO mismatches AS m (id, reported_id, identity_id, person_id, position, reported_name, departments)
SELECT DISTINCT ON (reported_id) id, reported_id, identity_id, person_id, position, reported_name,
  array_agg(department) OVER (PARTITION BY reported_id)
FROM {NEW.unnest("new")}
ON CONFLICT (reported_id) DO UPDATE SET departments = ARRAY(
    SELECT DISTINCT d FROM unnest(m.departments || excluded.departments) d ORDER BY d),
  state = CASE WHEN {STANDS} THEN m.state ELSE 'OPEN' END,
  since = CASE WHEN {STANDS} THEN m.since ELSE clock_timestamp() END,
  identity_id = excluded.identity_id, person_id = excluded.person_id, position = excluded.position"""


async def note(connection: Connection, mismatches: Sequence[Mismatch]) -> None:
    """List them for the county, one for each number and name."""
    if mismatches:
        await connection.execute(NOTE, NEW.arrays(mismatches), prepare=True)


async def same(connection: Connection, reported: Sequence[UUID], reason: str) -> None:
    """What was reported under these identities is the person's after all, since the name is."""
    if reported:
        await connection.execute(SAME, [list(reported), reason], prepare=True)


SAME = """UPDATE mismatches SET state = 'SAME_PERSON', reason = $2, decided_at = clock_timestamp()
WHERE reported_id = ANY($1::uuid[]) AND state <> 'SAME_PERSON'"""
