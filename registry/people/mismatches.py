"""Mismatches (姓名不符): what was reported under a registered number with another name, until a person decides."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid, func, text

from policy.catalogue import Catalogue
from registry.people.facts import fact_table_name
from registry.store.arrays import Rows, array
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
    info={
        "rls": "position",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (identity_id, person_id, position, departments, since, state,"
            " decided_at, reason)",
        },
        "actor": "its reports, and the link of its decision",
    },
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
    AND (m.state <> 'ANOTHER_PERSON' OR excluded.departments <@ m.departments) AND m.state <> 'WITHDRAWN'"""

# One stands for all that was reported under the number and the name, by whichever departments. Where the number has
# become somebody else's it waits anew, and so it does where a department brings it that was not asked to correct it,
# or where what was reported before had all been entered in error.
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
    """List them for the county, one for each number and name.

    It is asked also where there are none: else a stranger would be answered sooner than who is registered.
    """
    await connection.execute(NOTE, NEW.arrays(mismatches), prepare=True)


async def same(connection: Connection, reported: Sequence[UUID], reason: str) -> None:
    """What was reported under these identities is the person's after all, since the name is."""
    if reported:
        await connection.execute(SAME, [list(reported), reason], prepare=True)


SAME = """UPDATE mismatches SET state = 'SAME_PERSON', reason = $2, decided_at = clock_timestamp()
WHERE reported_id = ANY($1::uuid[]) AND state <> 'SAME_PERSON'"""


async def withdraw(
    connection: Connection, catalogue: Catalogue, voided: Sequence[UUID], refused: Sequence[UUID] = ()
) -> None:
    """Nothing is to be decided where nothing stands: where all records were voided, or all entries were refused.

    `voided` are records, `refused` the identities that refused entries named.
    """
    if voided or refused:
        await connection.execute(_withdrawn(catalogue), [array(voided), array(refused)], prepare=True)


def _withdrawn(catalogue: Catalogue) -> str:
    facts = [
        f"AND NOT EXISTS (SELECT FROM {fact_table_name(department.code, entity)} f WHERE f.identity_id = m.reported_id)"
        for department in catalogue.departments.values()
        for entity in dict.fromkeys(fact.entity for fact in department.facts)
    ]
    # With coalesce the index of what is open in a place is no way to them.
    return f"""UPDATE mismatches m SET state = 'WITHDRAWN', reason = NULL, decided_at = clock_timestamp()
WHERE m.id = ANY(ARRAY(SELECT x.id FROM (
    SELECT r.identity_id FROM assistance_records r WHERE r.id = ANY($1::uuid[]) UNION SELECT unnest($2::uuid[])) of(id)
    CROSS JOIN LATERAL (SELECT y.id FROM mismatches y WHERE y.reported_id = of.id OFFSET 0) x))
  AND coalesce(m.state, '') IN ('OPEN', 'UNKNOWN')
  AND NOT EXISTS (SELECT FROM assistance_records r WHERE r.identity_id = m.reported_id AND r.status <> 'VOIDED')
  {" ".join(facts)}"""
