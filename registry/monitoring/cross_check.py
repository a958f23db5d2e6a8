"""Cross-check (数据比对): one statement raises warnings of what is found and closes those whose signal is gone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Integer, Table, Text, Uuid, func, text

from policy.catalogue import Catalogue
from policy.spine import registrar
from registry.journal import chain
from registry.monitoring.evidence_sql import evidence_expressions
from registry.monitoring.refused_help import refused
from registry.monitoring.signal_sql import signal_expressions
from registry.monitoring.unpaid_sql import goes_on
from registry.monitoring.urgency_sql import urgency_expressions
from registry.people.households import BELONGS
from registry.store.connection import Connection
from registry.store.database import metadata

unchecked = Table(
    "unchecked",
    metadata,
    # Households of which something has changed since their last cross-check.
    Column("household_id", Uuid, ForeignKey("households.id"), primary_key=True),
    Column("position", BigInteger, nullable=False),
    # Since when; a change more does not make it wait anew.
    Column("since", DateTime(timezone=True), nullable=False, server_default=func.now()),
    # One whose check failed by itself is set aside, so that it holds up no other, and tried again later.
    Column("failed_at", DateTime(timezone=True)),
    Column("first_failed_at", DateTime(timezone=True)),
    # Of policy/vocabulary.toml, check_failure.
    Column("failure", Text),
    Column("failures", Integer, nullable=False, server_default="0"),
    # After an upgrade everybody is unchecked, and few are set aside: supervision counts them in each place.
    Index("ix_unchecked_set_aside", "position", postgresql_where=text("failed_at IS NOT NULL")),
    info={
        "rls": "position",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (position, failed_at, first_failed_at, failure, failures), DELETE",
        },
        "actor": "nobody: derived",
    },
)


@dataclass(frozen=True)
class Tally:
    """What a cross-check did: how many warnings it raised, and how many it closed."""

    raised: int = 0
    gone: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.raised + other.raised, self.gone + other.gone)


@dataclass(frozen=True)
class CrossCheck:
    """The statements of the cross-check (数据比对), compiled once from a catalogue."""

    found: str
    urgency: str
    evidence: str

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Compile the statement's parts, of the rules that are enabled."""
        signals = [signal for signal in catalogue.signals.values() if signal.enabled]
        return cls(
            signal_expressions(catalogue, signals),
            urgency_expressions(catalogue, signals),
            evidence_expressions(catalogue),
        )

    @property
    def statement(self) -> str:
        """All of it: `$1` is the households, `$2` today."""
        parts = {"found": self.found, "urgency": self.urgency, "evidence": self.evidence}
        return RAISE.format(
            **parts, same=SAME, goes_on=goes_on("w"), refused=refused("t", "$2"), belongs=BELONGS.format("m")
        )

    async def check(self, connection: Connection, households: Sequence[UUID], today: datetime.date) -> Tally:
        """Raise what is found of these households, held by the caller, and close what is found no more (二（三）).

        What a person has closed on the same evidence stays closed, and what a department has refused is not raised.
        """
        ids = list(households)
        await connection.execute("DELETE FROM unchecked WHERE household_id = ANY($1)", [ids])
        answer = await connection.execute(self.statement, [ids, today])
        changes = [Change(*row) for row in await answer.fetchall()]
        raised = [change for change in changes if change.raised]
        await chain.append(connection, [
            chain.Link(
                "WARNED", change.identity, change.household, change.person, change.position, today, registrar(),
                note=change.rule,
            )
            for change in sorted(raised, key=lambda change: (change.household, change.rule))
            if change.identity
        ])  # fmt: skip # one for each
        return Tally(len(raised), len(changes) - len(raised))


class Change(NamedTuple):
    """A warning that was raised, else closed; one that was raised stands in the chain of `identity`."""

    raised: bool
    household: UUID
    person: UUID | None
    position: int
    rule: str
    identity: UUID | None


# Told again as of a later day, it is the same evidence.
VALUES = "(SELECT jsonb_agg(x - 'as_of') FROM jsonb_array_elements({}) x)"
SAME = f"{VALUES.format('w.evidence::jsonb')} IS NOT DISTINCT FROM {VALUES.format('t.evidence')}"

RAISE = """WITH {found},
{urgency},
-- the warnings that are open or triaged
standing AS MATERIALIZED (
  SELECT w.* FROM early_warnings w WHERE w.household_id = ANY($1) AND w.state <> 'CLOSED'),
-- those that a person has closed, unless by help, or by a refusal, that was voided since, or it goes on
judged AS MATERIALIZED (
  SELECT w.household_id, w.key, w.fingerprint, w.evidence FROM early_warnings w JOIN h ON h.id = w.household_id
  WHERE w.household_id = ANY($1) AND w.closed_by IS NOT NULL AND NOT {goes_on} AND NOT EXISTS (
    SELECT FROM matter_lines l JOIN assistance_records r ON r.id = l.record_id AND r.status = 'VOIDED'
    WHERE l.warning_id = w.id AND l.answer = 'GRANTED') AND NOT EXISTS (
    SELECT FROM unnest(w.records) n(id) JOIN assistance_records r ON r.id = n.id AND r.status = 'VOIDED')),
-- the signals that are new, or of other facts, help, programmes or urgency than their warning says; what has been
-- triaged keeps those of which its lines speak
shown AS MATERIALIZED (
  SELECT s.* FROM urgent s LEFT JOIN standing w ON w.household_id = s.household_id AND w.key = s.key
  WHERE w.id IS NULL OR w.fingerprint <> s.base OR w.rank <> s.rank
    OR w.state = 'OPEN' AND (w.records <> s.records OR w.programmes <> s.programmes)),
{evidence},
-- what is raised
new AS (
  INSERT INTO early_warnings AS w (id, household_id, person_id, position, kind, rule, key, programmes, records,
    departments, evidence, fingerprint, rank, raised_on, state, categories)
  SELECT gen_random_uuid(), t.household_id, t.person_id, t.position, t.kind, t.rule, t.key, t.programmes, t.records,
    t.departments, t.evidence, t.base, t.rank, $2, 'OPEN', coalesce(l.categories, '{{}}')
  FROM evidenced t LEFT JOIN leads l ON l.household_id = t.household_id AND l.key = t.key
  WHERE NOT EXISTS (SELECT FROM standing w WHERE w.household_id = t.household_id AND w.key = t.key)
    AND NOT EXISTS (SELECT FROM judged w WHERE w.household_id = t.household_id AND w.key = t.key
      AND w.fingerprint = t.base AND {same})
    AND NOT {refused}
  RETURNING w.id, w.household_id, w.person_id, w.position, w.rule),
-- what stands on other evidence now
kept AS (
  UPDATE early_warnings w SET fingerprint = t.base, rank = t.rank, evidence = t.evidence, person_id = t.person_id,
    records = CASE s.state WHEN 'OPEN' THEN t.records ELSE s.records END,
    programmes = CASE s.state WHEN 'OPEN' THEN t.programmes ELSE s.programmes END,
    departments = CASE s.state WHEN 'OPEN' THEN t.departments ELSE s.departments END,
    categories = coalesce(l.categories, '{{}}'), changed_xid = pg_current_xact_id()
  FROM evidenced t JOIN standing s ON s.household_id = t.household_id AND s.key = t.key
    LEFT JOIN leads l ON l.household_id = t.household_id AND l.key = t.key
  WHERE w.id = s.id),
-- the warnings whose signal is gone, because help has come or because the facts have changed
ceased AS MATERIALIZED (
  SELECT s.id, CASE WHEN count(t.programme) > 0 THEN 'HELPED' ELSE 'GONE' END AS outcome
  FROM standing s LEFT JOIN possible t ON t.household_id = s.household_id AND t.helped
    AND t.programme = ANY(s.programmes) AND coalesce(t.person_id = s.person_id, true)
  WHERE NOT EXISTS (SELECT FROM urgent f WHERE f.household_id = s.household_id AND f.key = s.key) GROUP BY s.id),
-- which are closed
gone AS (
  UPDATE early_warnings w SET state = 'CLOSED', closed_on = $2, changed_xid = pg_current_xact_id(), outcome = c.outcome
  FROM ceased c WHERE w.id = c.id
  RETURNING w.id, w.household_id, w.person_id, w.position, w.rule)
SELECT true, n.household_id, n.person_id, n.position, n.rule, coalesce(
    (SELECT p.identity_id FROM persons p WHERE p.id = n.person_id),
    (SELECT p.identity_id FROM memberships m JOIN persons p ON p.id = m.person_id
     WHERE m.household_id = n.household_id AND {belongs}
     ORDER BY m.valid_to IS NOT NULL, m.relation <> '02', p.id LIMIT 1))
FROM new n
UNION ALL SELECT false, g.household_id, g.person_id, g.position, g.rule, NULL FROM gone g"""
