"""Proposals (待审核确认事项): what one person has entered; confirmed by another, the act itself is done.

What was entered lies sealed in the vault under the proposal's id, to be done as it was entered; beside it stands what
an officer reads of it, masked.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, Date, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid, func
from sqlalchemy import text as sql

from policy.working_days import deadline
from registry.errors import Refusal
from registry.reference.parameters import number_at
from registry.store.acting import CALLER_ACTOR, actor
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

DECIDED = ("state", "decided_by", "decided_at", "reason", "position")

proposals = Table(
    "proposals",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    # The mutation that is done once it is confirmed.
    Column("act", Text, nullable=False),
    # Whom it is about; of a household that is not registered yet its number alone.
    Column("household_id", Uuid, ForeignKey("households.id")),
    Column("household_number", Text),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("position", BigInteger, nullable=False),
    # What was entered, value by value, masked, the old values beside the new.
    Column("content", JSON, nullable=False),
    # A keyed hash of what was entered: the same again is the same proposal as long as that waits.
    Column("digest", LargeBinary, nullable=False),
    # The returned one that it mends.
    Column("mends", Uuid, ForeignKey("proposals.id")),
    Column("entered_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("due_on", Date, nullable=False),
    # Of policy/vocabulary.toml, proposal_state.
    Column("state", Text, nullable=False, server_default="WAITING"),
    # Who decided, as `actor_id` says who entered it.
    Column("decided_by", Uuid),
    Column("decided_at", DateTime(timezone=True)),
    Column("reason", Text),
    actor(),
    Index(
        "uq_proposals_waiting", "department", "act", "digest", unique=True, postgresql_where=sql("state = 'WAITING'")
    ),
    Index(
        "uq_proposals_mends",
        "mends",
        unique=True,
        postgresql_where=sql("mends IS NOT NULL AND state IN ('WAITING', 'CONFIRMED')"),
    ),
    # What waits, the most urgent first; the position is its key: what is about a household is found by the household.
    Index(
        "ix_proposals_waiting",
        "department",
        "due_on",
        "id",
        postgresql_where=sql("state = 'WAITING' AND position >= 0"),
    ),
    Index("ix_proposals_listed", "department", "due_on", "id", postgresql_where=sql("position >= 0")),
    Index(None, "household_id", postgresql_where=sql("household_id IS NOT NULL")),
    Index(None, "actor_id"),
    Index(None, "person_id", postgresql_where=sql("person_id IS NOT NULL")),
    # What was entered stays as it was entered.
    info={
        "rls": "position",
        "writer": "department",
        "grants": {"app": f"SELECT, INSERT, UPDATE ({', '.join(DECIDED)})"},
    },
)

ATTRIBUTE = "proposal"
"""The attribute of the vault under which what was entered is sealed."""


class Value(NamedTuple):
    """One thing that was entered, as an officer reads it; `before` is what stood in its place."""

    field: str
    value: str
    before: str | None = None


class About(NamedTuple):
    """Whom an act is about, and where that lies; `standing` is what stands of it, by the names of the graph."""

    household: UUID | None
    person: UUID | None
    position: int
    standing: dict[str, str | None]
    number: str | None = None


@dataclass(frozen=True)
class Proposal:
    """An act that is entered: by whom, about whom, what it says."""

    department: str
    act: str
    about: About
    content: Sequence[Value]
    digest: bytes
    sealed: bytes
    today: datetime.date
    mends: UUID | None = None
    id: UUID = field(default_factory=new_id)


class Kept(NamedTuple):
    """A proposal that waits, and until when it is to be decided."""

    id: UUID
    due_on: datetime.date


class Waiting(NamedTuple):
    """A proposal as who decides of it finds it, locked."""

    id: UUID
    act: str
    state: str
    own: bool
    """Whether who asks may be who entered it."""
    decided: bool
    """Whether who asks has decided it."""
    subject: UUID


class Returned(NamedTuple):
    """How the proposal stands that another is to mend."""

    state: str
    mended: bool


async def enter(connection: Connection, one: Proposal, due: str) -> Kept:
    """Keep what was entered, due in as many working days as the parameter `due` says where it lies.

    The same again is the one that waits. Raises NOT_RETURNED and PROPOSAL_MENDED.
    """
    found = await connection.fetch_one(Kept, SAME, [one.department, one.act, one.digest])
    if found:
        return found
    if one.mends:
        await _may_mend(connection, one)
    days = await connection.fetch_one(int, DAYS, [due, one.about.position, one.today]) or 0
    kept = Kept(one.id, deadline(one.today, days))
    content = json.dumps([value._asdict() for value in one.content], ensure_ascii=False)
    values = [one.id, one.department, one.act, one.about.household, one.about.number, one.about.person]
    values += [one.about.position, content, one.digest, one.mends, kept.due_on]
    await connection.execute(ENTER, values, prepare=True)
    await connection.execute(SEAL, [one.id, ATTRIBUTE, one.sealed, one.about.position], prepare=True)
    return kept


async def _may_mend(connection: Connection, one: Proposal) -> None:
    old = await connection.fetch_one(Returned, MENDED, [one.mends, one.department, one.act])
    if old is None or old.state != "RETURNED":
        raise Refusal("NOT_RETURNED", "mends")
    if old.mended:
        raise Refusal("PROPOSAL_MENDED", "mends")


async def locked(connection: Connection, id: UUID, department: str) -> Waiting:
    """A proposal of the department in the transaction's divisions, locked; raises NO_PROPOSAL."""
    found = await connection.fetch_one(Waiting, LOCK, [id, department])
    if found is None:
        raise Refusal("NO_PROPOSAL", "proposal")
    return found


async def decide(connection: Connection, id: UUID, state: str, reason: str | None) -> None:
    """Write down what became of it; by whom, the transaction says."""
    await connection.execute(DECIDE, [id, state, reason], prepare=True)


SAME = "SELECT id, due_on FROM proposals WHERE department = $1 AND act = $2 AND digest = $3 AND state = 'WAITING'"

DAYS = f"SELECT {number_at('$1', '$2', '$3')}"

MENDED = """SELECT p.state, EXISTS (SELECT FROM proposals o
  WHERE o.mends = p.id AND o.state IN ('WAITING', 'CONFIRMED'))
FROM proposals p WHERE p.id = $1 AND p.department = $2 AND p.act = $3 FOR UPDATE OF p"""

ENTER = """INSERT INTO proposals (id, department, act, household_id, household_number, person_id, position, content,
  digest, mends, due_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"""

SEAL = "INSERT INTO vault (id, attribute, sealed, position) VALUES ($1, $2, $3, $4)"

# Of two officers it is known whether they are one, and of two whom a program names; a program that names nobody may be
# used by anybody.
SAME_PERSON = """EXISTS (SELECT FROM actors a, actors m WHERE a.id = {entered_by} AND m.id = {me}
  AND CASE WHEN 'PROGRAM' IN (a.kind, m.kind) THEN m.client = a.client
    WHEN a.kind = 'OFFICER' THEN m.officer_id = a.officer_id
    ELSE m.client = a.client AND m.subject = a.subject END)"""
"""Whether two actors may be one person, as SQL."""

ME = f"(SELECT {CALLER_ACTOR})"

LOCK = f"""SELECT p.id, p.act, p.state, {SAME_PERSON.format(entered_by="p.actor_id", me=ME)},
  p.decided_by IS NOT DISTINCT FROM {ME}, coalesce(p.person_id, p.household_id, p.id) FROM proposals p
WHERE p.id = $1 AND p.department = $2 FOR UPDATE OF p"""

DECIDE = f"""UPDATE proposals SET state = $2, decided_by = {CALLER_ACTOR}, decided_at = clock_timestamp(), reason = $3
WHERE id = $1"""
