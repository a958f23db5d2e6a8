"""Early warnings (预警): help that may be missing, doubled or no longer due; a lead, which a person decides."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import ARRAY, JSON, BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid, text

from policy.catalogue import Catalogue
from policy.spine import registrar
from registry.errors import Refusal
from registry.journal import chain
from registry.monitoring.signal_sql import evidence, found
from registry.people.households import WRITES
from registry.store.column_types import Xid8
from registry.store.connection import Connection
from registry.store.database import metadata

early_warnings = Table(
    "early_warnings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("position", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("rule", Text, nullable=False),
    # What tells one warning of a household from another: rule, subject, programmes and records.
    Column("key", Text, nullable=False),
    # Programmes of which any one would do, or records of which one may have to stop.
    Column("programmes", ARRAY(Text), nullable=False),
    Column("records", ARRAY(Uuid), nullable=False),
    Column("departments", ARRAY(Text), nullable=False),
    # Which fact, its value, from whom, as of when.
    Column("evidence", JSON, nullable=False),
    # Of what was found, without the days it was reported as of.
    Column("fingerprint", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("raised_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("disposition", Text),
    Column("triaged_on", Date),
    Column("outcome", Text),
    Column("reason", Text),
    Column("closed_on", Date),
    # The department of the person who closed it; empty where its signal had gone.
    Column("closed_by", Text),
    Column("changed_xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    Index("uq_early_warnings_open", "household_id", "key", unique=True, postgresql_where=text("state <> 'CLOSED'")),
    Index(None, "household_id"),
    Index("ix_early_warnings_page", "position", "household_id", postgresql_where=text("state <> 'CLOSED'")),
    Index(None, "rule", "position"),
    info={"rls": "position", "grants": WRITES},
)

unchecked = Table(
    "unchecked",
    metadata,
    # Households of which something has changed since their last cross-check.
    Column("household_id", Uuid, ForeignKey("households.id"), primary_key=True),
    Column("position", BigInteger, nullable=False),
    info={"rls": "position", "grants": {"app": "SELECT, INSERT, UPDATE, DELETE"}},
)


@dataclass(frozen=True)
class Tally:
    """What a cross-check did."""

    raised: int = 0
    gone: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.raised + other.raised, self.gone + other.gone)


@dataclass(frozen=True)
class CrossCheck:
    """The statements of the cross-check (数据比对), compiled once from a catalogue."""

    found: str
    evidence: str

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        return cls(found(catalogue, [signal for signal in catalogue.signals.values() if signal.enabled]),
                   evidence(catalogue))  # fmt: skip # two statements

    async def check(self, connection: Connection, households: Sequence[UUID], today: datetime.date) -> Tally:
        """Raise what is found of these households, held by the caller, and close what is found no more (二（三）).

        What a person has closed on the same evidence stays closed.
        """
        ids = list(households)
        await connection.execute("DELETE FROM unchecked WHERE household_id = ANY($1)", [ids])
        statement = RAISE.format(found=self.found, evidence=self.evidence, same=SAME)
        rows = await (await connection.execute(statement, [ids, today])).fetchall()
        raised = sorted((row for row in rows if row[0]), key=lambda row: (row[1], row[4]))
        await chain.append(connection, [
            chain.Link("WARNED", identity, household, person, position, today, registrar(), note=rule)
            for _, household, person, position, rule, identity in raised if identity
        ])  # fmt: skip # one for each
        return Tally(len(raised), len(rows) - len(raised))


class LockedWarning(NamedTuple):
    """A warning as locked."""

    id: UUID
    household: UUID
    kind: str
    state: str


async def locked(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, LockedWarning]:
    """These warnings by their ids, locked. Raises UNKNOWN_WARNING."""
    rows = await connection.fetch(LockedWarning, LOCK, [sorted(set(ids))])
    warnings = {row.id: row for row in rows}
    for id in ids:
        if id not in warnings:
            raise Refusal("UNKNOWN_WARNING", "warning", value=str(id))
    return warnings


async def triage(connection: Connection, ids: Sequence[UUID], disposition: str, today: datetime.date) -> None:
    """Say what is done about locked warnings (二（四）)."""
    await connection.execute(TRIAGE, [list(ids), disposition, today], prepare=True)


async def close(
    connection: Connection, id: UUID, outcome: str, reason: str, department: str, today: datetime.date
) -> None:
    """A person closes a warning. Raises UNKNOWN_WARNING and WARNING_CLOSED."""
    if (await locked(connection, [id]))[id].state == "CLOSED":
        raise Refusal("WARNING_CLOSED", "warning")
    await connection.execute(CLOSE, [[id], outcome, reason, today, department], prepare=True)


async def answered(connection: Connection, ids: Sequence[UUID], department: str, today: datetime.date) -> None:
    """Close warnings all of whose lines have their final answer, or one of which was granted."""
    await connection.execute(ANSWERED, [list(ids), today, department], prepare=True)


async def release(connection: Connection, matter: UUID) -> None:
    """What came of a matter that is withdrawn is to be triaged anew."""
    await connection.execute(RELEASE, [matter], prepare=True)


LOCK = """SELECT id, household_id, kind, state FROM early_warnings
WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"""

TRIAGE = """UPDATE early_warnings SET state = 'TRIAGED', disposition = $2, triaged_on = $3,
  changed_xid = pg_current_xact_id()
WHERE id = ANY($1::uuid[])"""

CLOSE = """UPDATE early_warnings SET state = 'CLOSED', outcome = $2, reason = $3, closed_on = $4, closed_by = $5,
  changed_xid = pg_current_xact_id()
WHERE id = ANY($1::uuid[]) AND state <> 'CLOSED'"""

# Granted, or found to lapse: the rule was right. Every line refused or kept: it was not.
ANSWERED = """WITH lines AS (
  SELECT l.warning_id, bool_or(l.answer IN ('GRANTED', 'ADJUST', 'PHASE_OUT', 'END')) AS right,
    bool_and(coalesce(l.answer NOT IN ('NEEDS_PAPERS'), false)) AS final,
    string_agg(DISTINCT l.answer_reason, '; ') AS reason
  FROM matter_lines l JOIN matters m ON m.id = l.matter_id AND m.state <> 'WITHDRAWN'
  WHERE l.warning_id = ANY($1::uuid[]) GROUP BY l.warning_id)
UPDATE early_warnings w SET state = 'CLOSED', outcome = CASE WHEN l.right THEN 'CONFIRMED' ELSE 'FALSE_POSITIVE' END,
  reason = l.reason, closed_on = $2, closed_by = $3, changed_xid = pg_current_xact_id()
FROM lines l WHERE w.id = l.warning_id AND w.state <> 'CLOSED' AND (l.right OR l.final)"""

RELEASE = """UPDATE early_warnings w SET state = 'OPEN', disposition = NULL, triaged_on = NULL,
  changed_xid = pg_current_xact_id()
WHERE w.state = 'TRIAGED' AND (w.id IN (SELECT warning_id FROM matter_lines WHERE matter_id = $1)
    OR w.id IN (SELECT v::uuid FROM matters m, json_array_elements_text(m.content->'warnings') v WHERE m.id = $1))
  AND NOT EXISTS (SELECT FROM matter_lines l JOIN matters m ON m.id = l.matter_id
    WHERE l.warning_id = w.id AND m.id <> $1 AND m.closed_on IS NULL)"""

# Told again as of a later day, it is the same evidence.
VALUES = "(SELECT jsonb_agg(x - 'as_of') FROM jsonb_array_elements({}) x)"
SAME = f"{VALUES.format('w.evidence::jsonb')} IS NOT DISTINCT FROM {VALUES.format('t.evidence')}"

# The need of a household, beside the rule's own weight: nobody helps it, and who lives in it.
RAISE = """WITH {found},
signals AS MATERIALIZED (
  SELECT s.*, s.weight + CASE WHEN n.helped THEN 0 ELSE 15 END + 5 * least(n.burdened, 4) AS rank
  FROM raised s JOIN needs n ON n.household_id = s.household_id),
standing AS MATERIALIZED (
  SELECT w.* FROM early_warnings w WHERE w.household_id = ANY($1) AND w.state <> 'CLOSED'),
judged AS MATERIALIZED (
  SELECT w.household_id, w.key, w.fingerprint, w.evidence FROM early_warnings w
  WHERE w.household_id = ANY($1) AND w.closed_by IS NOT NULL),
shown AS MATERIALIZED (
  SELECT s.* FROM signals s LEFT JOIN standing w ON w.household_id = s.household_id AND w.key = s.key
  WHERE w.id IS NULL OR w.fingerprint <> s.base OR w.rank <> s.rank),
{evidence},
new AS (
  INSERT INTO early_warnings AS w (id, household_id, person_id, position, kind, rule, key, programmes, records,
    departments, evidence, fingerprint, rank, raised_on, state)
  SELECT gen_random_uuid(), t.household_id, t.person_id, t.position, t.kind, t.rule, t.key, t.programmes, t.records,
    t.departments, t.evidence, t.base, t.rank, $2, 'OPEN'
  FROM told t
  WHERE NOT EXISTS (SELECT FROM standing w WHERE w.household_id = t.household_id AND w.key = t.key)
    AND NOT EXISTS (SELECT FROM judged w WHERE w.household_id = t.household_id AND w.key = t.key
      AND w.fingerprint = t.base AND {same})
  RETURNING w.id, w.household_id, w.person_id, w.position, w.rule),
kept AS (
  UPDATE early_warnings w SET fingerprint = t.base, rank = t.rank, evidence = t.evidence,
    changed_xid = pg_current_xact_id()
  FROM told t JOIN standing s ON s.household_id = t.household_id AND s.key = t.key WHERE w.id = s.id),
ceased AS MATERIALIZED (
  SELECT s.id, CASE WHEN count(t.programme) > 0 THEN 'HELPED' ELSE 'GONE' END AS outcome
  FROM standing s LEFT JOIN possible t ON t.household_id = s.household_id AND t.helped
    AND t.programme = ANY(s.programmes) AND coalesce(t.person_id = s.person_id, true)
  WHERE NOT EXISTS (SELECT FROM signals f WHERE f.household_id = s.household_id AND f.key = s.key) GROUP BY s.id),
gone AS (
  UPDATE early_warnings w SET state = 'CLOSED', closed_on = $2, changed_xid = pg_current_xact_id(), outcome = c.outcome
  FROM ceased c WHERE w.id = c.id
  RETURNING w.id, w.household_id, w.person_id, w.position, w.rule)
SELECT true, n.household_id, n.person_id, n.position, n.rule, coalesce(
    (SELECT p.identity_id FROM persons p WHERE p.id = n.person_id),
    (SELECT p.identity_id FROM memberships m JOIN persons p ON p.id = m.person_id
     WHERE m.household_id = n.household_id AND m.valid_to IS NULL AND m.superseded_at IS NULL
     ORDER BY m.relation <> '02', p.id LIMIT 1))
FROM new n
UNION ALL SELECT false, g.household_id, g.person_id, g.position, g.rule, NULL FROM gone g"""
