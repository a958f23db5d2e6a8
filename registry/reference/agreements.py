"""Sharing agreements (数据共享约定): what a department may be shown, on what basis, which way, how much, until when.

Nothing is taken out: what was asked for, decided and ended stays, with who and when. For each way at most one is in
force, which so says exactly what goes out that way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Index, Integer, Table, Text, Uuid, func

from registry.store.acting import actor
from registry.store.database import metadata

agreements = Table(
    "sharing_agreements",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    # 法律依据、使用场景、数据范围、共享方式、使用期限 (政务数据共享条例 20)
    Column("basis", Text, nullable=False),
    Column("quote", Text),
    Column("scenario", Text, nullable=False),
    Column("fields", ARRAY(Text), nullable=False),
    # Which rows of the department's slice; NULL is all of them.
    Column("programmes", ARRAY(Text)),
    Column("divisions", ARRAY(Text)),
    Column("ways", ARRAY(Text), nullable=False),
    # Questions in a day; NULL is any number.
    Column("quota", Integer),
    Column("valid_from", Date, nullable=False),
    # From this day on it holds no more.
    Column("valid_to", Date),
    Column("requested_by", Text, nullable=False),
    Column("requested_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # NULL until somebody has decided.
    Column("granted", Boolean),
    Column("decided_by", Text),
    Column("decided_on", Date),
    Column("decision", Text),
    Column("decided_actor_id", Uuid),
    Column("ended_at", DateTime(timezone=True)),
    Column("ended_by", Text),
    Column("end_reason", Text),
    Column("ended_actor_id", Uuid),
    # Who asked.
    actor(),
    Index(None, "department"),
    # What was asked for stays as it was; only its end can come sooner.
    info={
        "rls": "own or registrar",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (valid_to, granted, decided_by, decided_on, decision, decided_actor_id,"
            " ended_at, ended_by, end_reason, ended_actor_id)",
            "auth": "SELECT",
        },
    },
)


@dataclass(frozen=True)
class Terms:
    """What is agreed, as it is asked for."""

    department: str
    basis: str
    quote: str | None
    scenario: str
    fields: Sequence[str]
    programmes: Sequence[str] | None
    divisions: Sequence[str] | None
    ways: Sequence[str]
    quota: int | None
    valid_from: date
    valid_to: date | None


class Line(NamedTuple):
    """One as the operator sees it in a list."""

    id: UUID
    department: str
    state: str
    ways: list[str]
    valid_from: date
    valid_to: date | None
    basis: str
    due_on: date
    overdue: bool


IN_FORCE = (
    "{0}.granted AND {0}.ended_at IS NULL AND {0}.valid_from <= {1} AND ({0}.valid_to IS NULL OR {1} < {0}.valid_to)"
)
"""Of a row and a day, as SQL."""

STATE = f"""CASE WHEN {{0}}.granted = false THEN 'REFUSED' WHEN {{0}}.ended_at IS NOT NULL THEN 'ENDED'
  WHEN {{0}}.granted IS NULL THEN 'REQUESTED' WHEN {IN_FORCE} THEN 'IN_FORCE'
  WHEN {{1}} < {{0}}.valid_from THEN 'GRANTED' ELSE 'ENDED' END"""
"""Where one stands on a day, as SQL; a request that was taken back has ended."""

# Read by the authorization server with all else that it knows of a client: what is in force for a department today.
SHARED = f"""SELECT a.id::text, a.ways, a.fields, a.programmes, a.quota, a.divisions IS NULL,
  coalesce((SELECT array_agg(v.lo ORDER BY v.lo) FROM divisions v WHERE v.code = ANY(a.divisions)), '{{}}'),
  coalesce((SELECT array_agg(v.hi ORDER BY v.lo) FROM divisions v WHERE v.code = ANY(a.divisions)), '{{}}')
FROM sharing_agreements a WHERE a.department = %(department)s AND {IN_FORCE.format("a", "%(today)s")}
ORDER BY a.valid_from, a.id"""

LISTED = f"""SELECT a.id, a.department, {STATE.format("a", "$1::date")}, a.ways, a.valid_from, a.valid_to, a.basis,
  a.due_on, a.granted IS NULL AND a.ended_at IS NULL AND a.due_on < $1
FROM sharing_agreements a WHERE $2::text IS NULL OR a.department = $2 ORDER BY a.department, a.id"""

# A line for each thing that is known of it.
SHOWN = f"""SELECT string_agg(t.name || ': ' || t.value, E'\\n' ORDER BY t.n)
FROM sharing_agreements a CROSS JOIN LATERAL (VALUES
  (1, 'department', a.department), (2, 'state', {STATE.format("a", "$1::date")}), (3, 'basis', a.basis),
  (4, 'quote', a.quote), (5, 'scenario', a.scenario), (6, 'fields', array_to_string(a.fields, ' ')),
  (7, 'programmes', coalesce(array_to_string(a.programmes, ' '), 'all')),
  (8, 'divisions', coalesce(array_to_string(a.divisions, ' '), 'all')), (9, 'ways', array_to_string(a.ways, ' ')),
  (10, 'quota a day', coalesce(a.quota::text, 'none')), (11, 'from', a.valid_from::text),
  (12, 'to', a.valid_to::text), (13, 'requested', a.requested_on || ' by ' || a.requested_by),
  (14, 'due', a.due_on::text), (15, 'decided', a.decided_on || ' by ' || a.decided_by || ': ' || a.decision),
  (16, 'ended', a.ended_at::timestamptz(0) || ' by ' || a.ended_by || ': ' || a.end_reason)) t(n, name, value)
WHERE a.id = $2 GROUP BY a.id"""
