"""Identity candidates (疑似同一人): two who may be one person, as the linkage found them, until a person decides.

Nothing is merged by what stands here: that they are one is said by the act that merges persons, or by what is done
about a report; that they are two is kept (`identity_decisions`), and they are offered again only upon findings on which
nobody has told them apart.
"""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)

from registry.people.corrections import Officer
from registry.people.identity_decisions import DECIDE, STANDING
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

identity_candidates = Table(
    "identity_candidates",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    # A registered person, and another one (the lower id stands first), or a row of whom the reports mean.
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("other_id", Uuid, nullable=False),
    # Where the person was when the pair was last found; whoever sees it must see both sides where they are now.
    Column("position", BigInteger, nullable=False),
    # In hundredths, rounded down.
    Column("probability", SmallInteger, nullable=False),
    # Of each attribute the finding, how far it agrees, and its weight, as JSON; and the findings alone.
    Column("evidence", JSON, nullable=False),
    Column("findings", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="OPEN"),
    Column("since", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # When the findings or the state became others: a decision names what it has seen.
    Column("changed_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # The run that found it last.
    Column("found_at", DateTime(timezone=True), nullable=False),
    Column("department", Text),
    Column("client", Text),
    Column("decided_at", DateTime(timezone=True)),
    Column("reason", Text),
    UniqueConstraint("person_id", "other_id"),
    Index("ix_identity_candidates_open", "position", "id", postgresql_where=text("state = 'OPEN'")),
    # The linkage brings the position up to date, with the evidence.
    info={
        "rls": "position",
        "stays": True,
        "grants": {
            "app": "SELECT, INSERT, UPDATE (position, probability, evidence, findings, state, since,"
            " changed_at, found_at, department, client, decided_at, reason), DELETE",
        },
        "actor": "its decisions",
        "foreseen": ("found_at",),
    },
)


class Finding(NamedTuple):
    """What was found of one attribute, and its weight: 10 makes it ten times as likely, -10 a tenth as likely."""

    attribute: str
    finding: str | None
    agreement: str
    weight: int


class Found(NamedTuple):
    """Two who may be one person, as a run of the linkage found them."""

    kind: str
    person: UUID
    other: UUID
    probability: int
    evidence: Sequence[Finding]

    @property
    def findings(self) -> str:
        """What has to change for a decision to be asked for anew."""
        return " ".join(one.finding or f"{one.attribute}?" for one in self.evidence)


def of_persons(first: UUID, second: UUID, probability: int, evidence: Sequence[Finding]) -> Found:
    """A pair of registered persons, of which there is one row whichever is named first."""
    return Found("PERSON", min(first, second), max(first, second), probability, evidence)


async def put(connection: Connection, found: Sequence[Found], run: datetime.datetime) -> None:
    """Offer these to whoever decides, unless they were told apart upon the same findings, whenever that was."""
    if found:
        await connection.execute(PUT, [*NEW.arrays(found), run], prepare=True)


async def forget(connection: Connection, run: datetime.datetime) -> None:
    """Leave out what waits and was found by no run since: one of them was corrected, has moved or is registered."""
    await connection.execute(FORGET, [run], prepare=True)


async def merged(connection: Connection, kept: UUID, duplicate: UUID, officer: Officer) -> None:
    """The two were merged by an officer, whatever brought them to it."""
    await _settle(connection, "MERGED", kept, duplicate, officer)


async def apart(connection: Connection, kept: UUID, duplicate: UUID, officer: Officer) -> None:
    """Their merge was taken apart: they are two."""
    await _settle(connection, "NOT_THE_SAME", kept, duplicate, officer)


async def _settle(connection: Connection, state: str, first: UUID, second: UUID, officer: Officer) -> None:
    pair = [min(first, second), max(first, second)]
    values = [state, officer.department, officer.client, officer.reason, *pair]
    await connection.execute(SETTLE, values, prepare=True)


NEW = Rows[Found](
    id=("uuid", lambda _: new_id()),
    kind=("text", lambda found: found.kind),
    person_id=("uuid", lambda found: found.person),
    other_id=("uuid", lambda found: found.other),
    probability=("smallint", lambda found: found.probability),
    evidence=("json", lambda found: orjson.dumps([one._asdict() for one in found.evidence]).decode()),
    findings=("text", lambda found: found.findings),
)

OTHER = "c.findings <> excluded.findings"
ANEW = f"c.state <> 'MERGED' AND {OTHER}"
DECIDED = ", ".join(
    f"{name} = CASE WHEN {ANEW} AND excluded.decided_at IS NOT NULL THEN excluded.{name} ELSE c.{name} END"
    for name in ("department", "client", "reason", "decided_at")
)

PUT = f"""INSERT INTO identity_candidates AS c
  ({NEW.names}, position, found_at, state, department, client, reason, decided_at)
SELECT n.*, p.position, $8::timestamptz, coalesce(d.decision, 'OPEN'), d.department, d.client, d.reason, d.decided_at
FROM {NEW.unnest("n")} JOIN persons p ON p.id = n.person_id
  LEFT JOIN LATERAL ({STANDING.format(pair="n")}) d ON true
ON CONFLICT (person_id, other_id) DO UPDATE SET position = excluded.position, probability = excluded.probability,
  evidence = excluded.evidence, findings = excluded.findings, found_at = excluded.found_at,
  since = CASE WHEN {ANEW} AND excluded.state <> c.state THEN clock_timestamp() ELSE c.since END,
  changed_at = CASE WHEN {OTHER} THEN clock_timestamp() ELSE c.changed_at END,
  state = CASE WHEN {ANEW} THEN excluded.state ELSE c.state END, {DECIDED}"""

FORGET = "DELETE FROM identity_candidates WHERE state = 'OPEN' AND found_at < $1"

SETTLE = DECIDE.format("person_id = $5 AND other_id = $6")
