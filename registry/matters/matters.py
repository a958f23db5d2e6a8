"""Matters (办理事项): what is being done about a household, by whom, until when; one table for every procedure."""

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    func,
    text,
)

from registry.store.acting import actor
from registry.store.column_types import Xid8
from registry.store.database import metadata

matters = Table(
    "matters",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("procedure", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id")),
    # The person it is about, where it is about one.
    Column("person_id", Uuid, ForeignKey("persons.id")),
    # Under whom it stands in the chain, as it was opened: who handles it elsewhere does not see the household. Without
    # a household somebody in none, whom it follows once they are registered.
    Column("identity_id", Uuid, ForeignKey("identities.id")),
    # Where the household lives; of a matter without one the division it is about.
    Column("position", BigInteger, nullable=False),
    # Where it is handled, if elsewhere: the place of an event, or the level above.
    Column("handling_position", BigInteger),
    Column("from_department", Text, nullable=False),
    Column("to_department", Text, nullable=False),
    # What its steps have said so far, by the names of their fields.
    Column("content", JSON, nullable=False),
    Column("record_id", Uuid, ForeignKey("assistance_records.id")),
    Column("determination_id", Uuid, ForeignKey("determinations.id")),
    Column("parent_id", Uuid, ForeignKey("matters.id")),
    # The sender's own id of it: the same one again is the same matter.
    Column("external_id", Text),
    Column("opened_on", Date, nullable=False),
    Column("due_on", Date),
    # From which day and how many working days it was counted, where it was: the calendar of a year comes later.
    Column("due_from", Date),
    Column("due_days", Integer),
    Column("closed_on", Date),
    Column("reminded_on", Date),
    Column("escalated_on", Date),
    Index("uq_matters_external", "from_department", "procedure", "external_id", unique=True),
    Index(None, "household_id"),
    Index(None, "parent_id"),
    Index(None, "identity_id", postgresql_where=text("identity_id IS NOT NULL")),
    # What help or determination it is about: no second ending of it is opened, and papers follow who was helped.
    Index(None, "record_id", postgresql_where=text("record_id IS NOT NULL")),
    Index(None, "determination_id", postgresql_where=text("determination_id IS NOT NULL")),
    # The boxes: what a department has to do, the most urgent first. The position is their key: what is open in a
    # household is found by the household.
    Index(
        "ix_matters_in",
        "procedure",
        "to_department",
        text("coalesce(due_on, '9999-12-31'::date)"),
        "id",
        postgresql_where=text("closed_on IS NULL AND position >= 0"),
    ),
    Index("ix_matters_due", "due_on", postgresql_where=text("closed_on IS NULL AND due_on IS NOT NULL")),
    Index(
        "ix_matters_counted",
        "due_from",
        "due_days",
        "due_on",
        postgresql_where=text("closed_on IS NULL AND due_days IS NOT NULL"),
    ),
    info={
        "rls": "matter",
        "writer": "from_department",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (state, household_id, person_id, position, handling_position,"
            " to_department, content, record_id, determination_id, due_on, due_from, due_days,"
            " closed_on, reminded_on, escalated_on)",
        },
        "actor": "its steps",
    },
)

matter_lines = Table(
    "matter_lines",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("matter_id", Uuid, ForeignKey("matters.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id")),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("position", BigInteger, nullable=False),
    Column("handling_position", BigInteger),
    # FULFIL what is due, ASSESS whether it is, VERIFY that it still is.
    Column("action", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("programme", Text),
    Column("needs", ARRAY(Text), nullable=False),
    Column("warning_id", Uuid),
    Column("note", Text),
    Column("due_on", Date),
    Column("answer", Text),
    Column("answer_reason", Text),
    Column("answered_on", Date),
    Column("record_id", Uuid, ForeignKey("assistance_records.id")),
    # Of an ending: what is to end besides records; to how much in fen a record is reduced, and to what a determination.
    Column("determination_id", Uuid, ForeignKey("determinations.id")),
    Column("reduced_to", BigInteger),
    Column("reduced_support", Text),
    Column("reduced_basis", Text),
    Index("uq_matter_lines", "matter_id", "n", unique=True),
    Index(None, "warning_id"),
    Index(None, "household_id"),
    Index(None, "record_id", postgresql_where=text("record_id IS NOT NULL")),
    Index(None, "determination_id", postgresql_where=text("determination_id IS NOT NULL")),
    info={
        "rls": "matter",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (household_id, person_id, position, answer, answer_reason,"
            " answered_on, record_id, reduced_to, reduced_support, reduced_basis)",
        },
        "actor": "the steps of its matter",
    },
)

matter_steps = Table(
    "matter_steps",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("matter_id", Uuid, ForeignKey("matters.id"), nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id")),
    Column("position", BigInteger, nullable=False),
    Column("handling_position", BigInteger),
    Column("step", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("due_on", Date),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    actor(),
    Index(None, "matter_id", "id"),
    Index(None, "household_id"),
    info={
        "rls": "matter",
        "writer": "department",
        "grants": {"app": "SELECT, INSERT, UPDATE (household_id, position)"},
    },
)
