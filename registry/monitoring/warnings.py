"""Early warnings (预警): help that may be missing, doubled or no longer due; a lead, which a person decides."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Column,
    Computed,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)

from registry.errors import Refusal
from registry.monitoring.unpaid_sql import look_again
from registry.store.column_types import Xid8
from registry.store.connection import Connection
from registry.store.database import metadata
from registry.targets.household_groups import BLOCK

early_warnings = Table(
    "early_warnings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("position", BigInteger, nullable=False),
    Column("block", BigInteger, Computed(f"position / {BLOCK}", persisted=True), nullable=False),
    Column("kind", Text, nullable=False),
    Column("rule", Text, nullable=False),
    # What tells one warning of a household from another: rule, subject, programmes and records.
    Column("key", Text, nullable=False),
    # Programmes of which any one would do, or records of which one may have to stop.
    Column("programmes", ARRAY(Text), nullable=False),
    # In which the household, or its person, may be determined, the most supportive first; of a lead alone.
    Column("categories", ARRAY(Text), nullable=False, server_default="{}"),
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
    # Of policy/vocabulary.toml, warning_closing: what they closed it with.
    Column("closed_through", Text),
    Column("changed_xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    # Both have a key: warnings are found by their household or id, and not by walking all that are not closed.
    Index(
        "uq_early_warnings_open",
        "household_id",
        "key",
        unique=True,
        postgresql_where=text("state <> 'CLOSED' AND key IS NOT NULL"),
    ),
    Index(None, "household_id"),
    Index(
        "ix_early_warnings_page",
        "position",
        "household_id",
        postgresql_where=text("state <> 'CLOSED' AND position >= 0"),
    ),
    # The worst first, of any county by itself: a slice is made of some.
    Index("ix_early_warnings_rank", "state", "block", text("rank DESC"), "raised_on", "position", "household_id"),
    Index(None, "rule", "position"),
    info={
        "rls": "position",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (household_id, person_id, position, programmes, categories,"
            " records, departments, evidence, fingerprint, rank, state, disposition, triaged_on,"
            " outcome, reason, closed_on, closed_by, closed_through, changed_xid)",
        },
        "actor": "its steps and links",
    },
)


class LockedWarning(NamedTuple):
    """A warning as locked."""

    id: UUID
    household: UUID
    kind: str
    state: str
    disposition: str | None


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


async def answered(
    connection: Connection, ids: Sequence[UUID], outcomes: Mapping[str, str], department: str, today: datetime.date
) -> None:
    """Close warnings all of whose lines have their final answer, or one of which was right.

    `outcomes` says what a final answer makes of the warning (`Procedures.outcomes`).
    """
    values = [list(ids), today, department, list(outcomes), list(outcomes.values())]
    await connection.execute(ANSWERED, values, prepare=True)
    await look_again(connection, ids)


async def corrected(
    connection: Connection, ids: Sequence[UUID], outcomes: Mapping[str, str], department: str, today: datetime.date
) -> None:
    """Make of warnings that answers closed what all answers say now; one may wait again for them.

    What was closed by hand since, or by itself, stays as it is.
    """
    values = [list(ids), today, department, list(outcomes), list(outcomes.values())]
    await connection.execute(CORRECTED, values, prepare=True)


async def release(connection: Connection, matter: UUID) -> None:
    """What came of a matter that is withdrawn is to be triaged anew."""
    await connection.execute(RELEASE, [matter], prepare=True)


LOCK = """SELECT id, household_id, kind, state, disposition FROM early_warnings
WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"""

TRIAGE = """UPDATE early_warnings SET state = 'TRIAGED', disposition = $2, triaged_on = $3,
  changed_xid = pg_current_xact_id()
WHERE id = ANY($1::uuid[])"""

# One line for which it was right is enough; else who refused help has not said that the rule was wrong.
LINES = """WITH
-- what the final answers to all lines of each warning make of it; a conference's are answered in its referrals
lines AS (
  SELECT l.warning_id, count(o.outcome) = count(*) AS final, coalesce(bool_or(o.outcome = 'CONFIRMED'), false) AS right,
    coalesce(bool_or(o.outcome = 'DECIDED_OTHERWISE'), false) AS otherwise,
    string_agg(DISTINCT l.answer_reason, '; ') AS reason
  FROM matter_lines l JOIN matters m ON m.id = l.matter_id AND m.procedure = 'referral' AND m.state <> 'WITHDRAWN'
  LEFT JOIN unnest($4::text[], $5::text[]) o(answer, outcome) ON o.answer = l.answer
  WHERE l.warning_id = ANY($1::uuid[]) GROUP BY l.warning_id)"""

OUTCOME = "CASE WHEN l.right THEN 'CONFIRMED' WHEN l.otherwise THEN 'DECIDED_OTHERWISE' ELSE 'FALSE_POSITIVE' END"

ANSWERED = f"""{LINES}
UPDATE early_warnings w SET state = 'CLOSED', reason = l.reason, closed_on = $2, closed_by = $3,
  closed_through = 'ANSWERS', changed_xid = pg_current_xact_id(), outcome = {OUTCOME}
FROM lines l WHERE w.id = l.warning_id AND w.state <> 'CLOSED' AND (l.right OR l.final)"""

# Whoever gave the answer that closed it: all of them count. What a person closed by hand is theirs; a refusal stands
# unless help was granted. One that has been raised anew meanwhile stands in its place.
CORRECTED = f"""{LINES}, settled AS (SELECT l.*, l.right OR l.final AS closes FROM lines l)
UPDATE early_warnings w SET changed_xid = pg_current_xact_id(),
  state = CASE WHEN l.closes THEN 'CLOSED' ELSE 'TRIAGED' END, reason = CASE WHEN l.closes THEN l.reason END,
  closed_on = CASE WHEN l.closes THEN $2::date END, closed_by = CASE WHEN l.closes THEN $3::text END,
  closed_through = CASE WHEN l.closes THEN 'ANSWERS' END, outcome = CASE WHEN l.closes THEN {OUTCOME} END
FROM settled l WHERE w.id = l.warning_id AND w.state = 'CLOSED'
  AND (w.closed_through = 'ANSWERS' OR w.closed_through = 'REFUSAL' AND l.right)
  AND (l.closes OR NOT EXISTS (
    SELECT FROM early_warnings s WHERE s.household_id = w.household_id AND s.key = w.key AND s.state <> 'CLOSED'))"""

# Which warnings it is about is one list: two of them behind OR are held against every warning there is.
RELEASE = """UPDATE early_warnings w SET state = 'OPEN', disposition = NULL, triaged_on = NULL,
  changed_xid = pg_current_xact_id()
WHERE w.state = 'TRIAGED' AND w.id = ANY(ARRAY(
    SELECT warning_id FROM matter_lines WHERE matter_id = $1
    UNION ALL SELECT v::uuid FROM matters m, json_array_elements_text(m.content->'warnings') v WHERE m.id = $1))
  AND NOT EXISTS (SELECT FROM matter_lines l JOIN matters m ON m.id = l.matter_id
    WHERE l.warning_id = w.id AND m.id <> $1 AND m.closed_on IS NULL)"""
