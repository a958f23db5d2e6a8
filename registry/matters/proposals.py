"""Proposals (待审核确认事项): what one person has entered; confirmed by another, the act itself is done.

What was entered lies sealed in the vault under the proposal's id, to be done as it was entered; beside it stands what
an officer reads of it, masked.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
    false,
    func,
)
from sqlalchemy import text as sql

from registry.store.acting import actor
from registry.store.database import metadata, new_id

DECIDED = ("state", "reviewed_by", "reviewed_at", "decided_by", "decided_at", "reason", "position")
WAITS = "state IN ('WAITING', 'REVIEWED')"
"""Whether it is still to be decided of, as SQL."""
STANDS = "state IN ('WAITING', 'REVIEWED', 'CONFIRMED')"

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
    # Whether somebody reviews it before another confirms it, as was declared when it was entered; and who has.
    Column("reviews", Boolean, nullable=False, server_default=false()),
    Column("reviewed_by", Uuid),
    Column("reviewed_at", DateTime(timezone=True)),
    # Who decided, as `actor_id` says who entered it.
    Column("decided_by", Uuid),
    Column("decided_at", DateTime(timezone=True)),
    Column("reason", Text),
    actor(),
    Index("uq_proposals_waiting", "department", "act", "digest", unique=True, postgresql_where=sql(WAITS)),
    Index(
        "uq_proposals_mends",
        "mends",
        unique=True,
        postgresql_where=sql(f"mends IS NOT NULL AND {STANDS}"),
    ),
    # What waits, the most urgent first; the position is its key: what is about a household is found by the household.
    Index(
        "ix_proposals_waiting",
        "department",
        "due_on",
        "id",
        postgresql_where=sql(f"{WAITS} AND position >= 0"),
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
    reviews: bool = False
    mends: UUID | None = None
    id: UUID = field(default_factory=new_id)
