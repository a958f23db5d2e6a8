"""Assistance records (救助帮扶记录): what was given, refused or ended, by whom, with its payments and clashes."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

from policy.catalogue import Department
from registry.people.facts import COLUMN_TYPES, SQL_TYPES
from registry.people.households import recorded
from registry.store.acting import actor
from registry.store.block_index import by_block
from registry.store.database import metadata
from registry.store.witnesses import NOW, Witness
from registry.targets.household_groups import BLOCK

TOLD = f"""EXISTS (SELECT FROM chain_links l
    WHERE l.record_id = NEW.id AND l.kind IN ('ADJUSTED', 'TERMINATED') AND l.recorded_at >= {NOW})
  OR EXISTS (SELECT FROM chain_links l WHERE l.record_id = NEW.id AND l.recorded_at >= {NOW}
    AND (l.household_id = NEW.household_id OR l.identity_id = NEW.identity_id AND l.position IS NULL))"""
"""Whether a link tells what has become of a record, which is what follows from its links."""

assistance_records = Table(
    "assistance_records",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("programme", Text, nullable=False),
    Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id")),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    # Whom the help is for: the household of a household programme, else the identity.
    Column("subject_id", Uuid, nullable=False),
    Column("position", BigInteger),
    Column("division", Text, ForeignKey("divisions.code"), nullable=False),
    Column("paying_position", BigInteger, nullable=False),
    Column("paying_block", BigInteger, Computed(f"paying_position / {BLOCK}", persisted=True), nullable=False),
    Column("status", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    # The days it stands for, the last excluded, and the name of its period (policy.periods).
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("label", Text),
    Column("amount", BigInteger),
    Column("form", Text),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("term", Text),
    Column("event", Text),
    Column("reason", Text),
    Column("second", Text),
    Column("provisional", Boolean, nullable=False, server_default="false"),
    Column("papers_due", Date),
    # The list of targets that it answers.
    Column("snapshot_id", Uuid, ForeignKey("target_snapshots.id")),
    Column("ended_on", Date),
    # Entered in error: when that was told, why, and in which batch, which says by whom.
    Column("voided_on", Date),
    Column("voided_because", Text),
    Column("voided_in", Uuid, ForeignKey("batches.id")),
    # Six digits of the paying division: within them and the department an external id is one record's.
    Column("county", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("batch_id", Uuid, ForeignKey("batches.id"), nullable=False),
    # What makes an entry a repetition of another: programme, person, paying division and period. Empty of what was
    # given a second time, and of what was voided.
    Column("period_key", Text),
    *recorded(),
    actor(),
    # The id first: by it alone a record is found, and by a department alone many are.
    Index("uq_assistance_records_external", "external_id", "department", "county", unique=True),
    Index("uq_assistance_records_period", "department", "period_key", unique=True),
    Index(None, "household_id", "happened_on"),
    Index(None, "identity_id"),
    Index(None, "subject_id"),
    Index(None, "department", "paying_position", "id"),
    # The newest first, of any county by itself: a slice is made of some. By the time they came in, since in the order
    # of ids alone the primary key would be walked through the records of all departments.
    Index(
        "ix_assistance_records_page",
        "department",
        "paying_block",
        text("recorded_at DESC"),
        text("id DESC"),
        postgresql_where=text("paying_block >= 0"),
    ),
    Index(None, "programme", "position"),
    Index(None, "batch_id", "id"),
    Index(None, "voided_in", postgresql_where=text("voided_in IS NOT NULL")),
    by_block("assistance_records"),
    info={
        "rls": "record",
        "witnessed": [
            Witness(
                (
                    *("amount", "starts", "ends", "label", "period_from", "period_to", "period_key", "reason"),
                    *("status", "ended_on", "voided_on", "voided_because", "voided_in"),
                ),
                TOLD,
            )
        ],
        "writer": "department",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (identity_id, household_id, person_id, subject_id, position,"
            " status, starts, ends, label, amount, period_from, period_to, reason, provisional,"
            " ended_on, voided_on, voided_because, voided_in, period_key)",
            "auth": "SELECT",
        },
    },
)

# Not held to the writer's department: what came back is told by finance, and stands with the payer's payments.
payments = Table(
    "payments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("record_id", Uuid, ForeignKey("assistance_records.id"), nullable=False),
    Column("position", BigInteger),
    Column("paying_position", BigInteger, nullable=False),
    Column("department", Text, nullable=False),
    # Six digits of the paying division: within them and the department an external id is one payment's.
    Column("county", Text, nullable=False),
    # PAID, or what undoes a payment: the amount is positive, the kind says whether it went out or came back.
    Column("kind", Text, nullable=False, server_default="PAID"),
    Column("paid_on", Date, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("undoes", Uuid, ForeignKey("payments.id")),
    Column("second", Text),
    Column("arrears", Text),
    Column("reason", Text),
    # The day on which finance said that it was paid out, and when it said so.
    Column("confirmed_on", Date),
    Column("confirmed_at", DateTime(timezone=True)),
    *recorded(),
    actor(),
    Index(None, "record_id", "paid_on"),
    Index("uq_payments_external", "department", "county", "external_id", unique=True),
    by_block("payments"),
    info={
        "rls": "record",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, confirmed_on, confirmed_at)", "auth": "SELECT"},
    },
)

NET = "CASE p.kind WHEN 'PAID' THEN p.amount ELSE -p.amount END"
"""What a payment line `p` adds to what has been paid, in fen."""

record_clashes = Table(
    "record_clashes",
    metadata,
    Column("record_id", Uuid, ForeignKey("assistance_records.id"), primary_key=True),
    Column("other_id", Uuid, ForeignKey("assistance_records.id"), primary_key=True),
    Column("position", BigInteger),
    Column("paying_position", BigInteger, nullable=False),
    Column("same", Text, nullable=False),
    Index(None, "other_id"),
    info={
        "rls": "record",
        "grants": {"app": "SELECT, INSERT, UPDATE (position)"},
        "actor": "its record",
    },
)

feedback_entries = Table(
    "feedback_entries",
    metadata,
    Column("department", Text, primary_key=True),
    Column("county", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("content_hash", LargeBinary, nullable=False),
    Column("record_id", Uuid, ForeignKey("assistance_records.id"), nullable=False),
    Column("link_id", Uuid, nullable=False),
    Column("batch_id", Uuid, ForeignKey("batches.id"), nullable=False),
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT"},
        "actor": "its batch",
    },
)


def detail_table(metadata: MetaData, department: Department) -> Table:
    """The typed detail of one department's records (joined-table inheritance on `assistance_records`)."""
    name = f"{department.code}_records"
    if name in metadata.tables:
        return metadata.tables[name]
    return Table(
        name,
        metadata,
        Column("id", Uuid, ForeignKey("assistance_records.id"), primary_key=True),
        Column("position", BigInteger),
        Column("paying_position", BigInteger, nullable=False),
        *(Column(detail.name, COLUMN_TYPES[detail.type]) for detail in department.details),
        info={"rls": "record", "grants": {"app": "SELECT, INSERT, UPDATE (position)"}, "actor": "its record"},
    )


def detail_columns(department: Department) -> dict[str, str]:
    """The columns of that table a report may fill: name → SQL type."""
    return {detail.name: SQL_TYPES[detail.type] for detail in department.details}
