"""Targets (可能符合的对象): whom a programme may have to help, by which clauses; `maintenance` keeps them true."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

from registry.store.column_types import Xid8
from registry.store.database import metadata

targets = Table(
    "targets",
    metadata,
    Column("programme", Text, nullable=False),
    # The person for a person's programme, the household for a household's.
    Column("subject_id", Uuid, nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("department", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    # MET, or UNKNOWN where a missing fact alone keeps the subject out.
    Column("certainty", Text, nullable=False),
    # Bit n is clause n of the programme.
    Column("met", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    # Which clauses held and hold no more, in the words of the rule; empty where something else ended it.
    Column("lost", ARRAY(Text)),
    # Has help of the programme, in force or given once not long ago (registry.targets.helped).
    Column("helped", Boolean, nullable=False, server_default=text("false")),
    Column("epoch", Integer, nullable=False, server_default=text("1")),
    Column("changed_xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    # Two indexes begin with the programme, and only one of them leads to a page, for `epoch >= 0` opens the other: of
    # several that lead there PostgreSQL takes any where it expects one row, and sorts all targets that come.
    PrimaryKeyConstraint("subject_id", "programme"),
    Index(
        "ix_targets_page",
        "programme",
        "certainty",
        "position",
        "subject_id",
        postgresql_where=text("until IS NULL"),
    ),
    Index(
        "ix_targets_changes",
        "programme",
        "epoch",
        "changed_xid",
        "subject_id",
        postgresql_where=text("epoch >= 0"),
    ),
    Index(None, "household_id"),
    info={
        "rls": "position",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (household_id, department, position, certainty, met, unknown,"
            " since, until, lost, helped, epoch, changed_xid)",
        },
        "actor": "nobody: derived",
    },
)
