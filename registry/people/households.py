"""Households and persons (户、人): who lives together where, as dated facts that splits and merges keep."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Table,
    Text,
    Uuid,
    false,
    func,
    text,
)

from registry.store.acting import actor
from registry.store.database import metadata
from registry.store.witnesses import NOW, Witness


def recorded() -> tuple[Column[object], Column[object]]:
    """When the register learnt it, and when something newer took its place."""
    return (
        Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
        Column("superseded_at", DateTime(timezone=True)),
    )


# The acts' own tables stand beside this one.
CORRECTED = f"EXISTS (SELECT FROM person_corrections c WHERE c.person_id = NEW.id AND c.recorded_at >= {NOW})"
MERGED = f"""EXISTS (SELECT FROM {{merges}} g
  WHERE g.duplicate_id = NEW.id AND greatest(g.merged_at, g.undone_at) >= {NOW})"""

households = Table(
    "households",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("division", Text, ForeignKey("divisions.code"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("residence", Text),
    Column("subsistence_type", Text),
    Column("hukou_type", Text),
    Column("address", Text),
    Column("per_capita_income", BigInteger),
    Column("dwelling", Text),
    Column("as_of", Date, nullable=False),
    Column("source", Text),
    Column("channel", Text, nullable=False),
    # The earliest day on which any clause could change by the passing of time alone.
    Column("recompute_on", Date),
    # Where nobody living is a member any more: derived, as targets are (registry.targets.closing).
    Column("closed_on", Date),
    Column("closed_reason", Text),
    # One household entered twice goes on as this one (registry.people.household_merges).
    Column("merged_into", Uuid, ForeignKey("households.id")),
    *recorded(),
    # For those who go through them place by place and say `position >= 0`: nobody is looked for in it by id.
    Index("ix_households_walked", "position", "id", postgresql_where=text("position >= 0")),
    Index(None, "recompute_on", postgresql_where=text("recompute_on IS NOT NULL")),
    info={
        "rls": "position",
        "witnessed": [Witness(("merged_into",), MERGED.format(merges="household_merges"))],
        "grants": {
            "app": "SELECT, INSERT, UPDATE (division, position, residence, subsistence_type, hukou_type,"
            " address, per_capita_income, dwelling, as_of, source, channel, recompute_on, closed_on,"
            " closed_reason, merged_into)",
        },
        "actor": "its versions",
    },
)

persons = Table(
    "persons",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False, unique=True),
    Column("position", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_masked", Text, nullable=False),
    Column("id_number_masked", Text, nullable=False),
    # By which kind of number they are known (policy/identity_kinds.toml).
    Column("id_kind", Text, nullable=False, server_default="ID_CARD"),
    Column("sex", Text, nullable=False),
    Column("birth_date", Date, nullable=False),
    # The person as whom this one goes on, where one human was registered twice.
    Column("merged_into", Uuid, ForeignKey("persons.id")),
    # Whether the terms by which they are found are written (registry.people.searched_persons).
    Column("searchable", Boolean, nullable=False, server_default=false()),
    # When it was recorded as it stands now (registry.people.corrections).
    *recorded(),
    Index("ix_persons_unsearchable", "id", postgresql_where=text("NOT searchable")),
    Index("ix_persons_walked", "position", "id", postgresql_where=text("position >= 0")),
    Index(None, "merged_into", postgresql_where=text("merged_into IS NOT NULL")),
    info={
        "rls": "position",
        "witnessed": [
            Witness(
                ("identity_id", "name", "name_masked", "id_number_masked", "id_kind", "sex", "birth_date"), CORRECTED
            ),
            Witness(("merged_into",), MERGED.format(merges="person_merges")),
        ],
        "grants": {
            "app": "SELECT, INSERT, UPDATE (identity_id, position, name, name_masked, id_number_masked,"
            " id_kind, sex, birth_date, merged_into, searchable, recorded_at)",
        },
        "actor": "their memberships and corrections",
    },
)

memberships = Table(
    "memberships",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("relation", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    # Why the person left without coming into another household; who moved has none.
    Column("end_reason", Text),
    *recorded(),
    actor(),
    Index(None, "household_id"),
    Index(None, "person_id"),
    # A person lives in one household at a time, and a household has one head. Neither leads to the members of a
    # household, so both have a key that nobody says (docs/adr/0025-a-page-has-one-plan.md).
    Index(
        "uq_memberships_current",
        "person_id",
        unique=True,
        postgresql_where=text("valid_to IS NULL AND superseded_at IS NULL AND position >= 0"),
    ),
    Index(
        "uq_memberships_head",
        "household_id",
        unique=True,
        postgresql_where=text("relation = '02' AND valid_to IS NULL AND superseded_at IS NULL AND position >= 0"),
    ),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, superseded_at)"},
        "instants": ("recorded_at",),
    },
)

BELONGS = """{0}.superseded_at IS NULL AND (SELECT true FROM memberships later
    WHERE later.person_id = {0}.person_id AND later.superseded_at IS NULL
      AND (later.valid_from, later.recorded_at) > ({0}.valid_from, {0}.recorded_at) LIMIT 1) IS NULL"""
"""That a membership is the person's last, which may have ended.

It is looked at person by person: of NOT EXISTS PostgreSQL may make a join of all memberships.
"""

lineage = Table(
    "lineage",
    metadata,
    # The chain of a household goes on in those its members came from: transitive, so that reading it is one join.
    Column("household_id", Uuid, ForeignKey("households.id"), primary_key=True),
    Column("ancestor_id", Uuid, ForeignKey("households.id"), primary_key=True),
    Column("person_id", Uuid, ForeignKey("persons.id"), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("until", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # Of a merge of households that was taken apart: from then on the chain goes on there no more.
    Column("undone_at", DateTime(timezone=True)),
    # Help of a household is that of those that it went on in.
    Index(None, "ancestor_id"),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, until, kind, recorded_at, undone_at)"},
        "actor": "the memberships of the move",
        "instants": ("recorded_at",),
    },
)
