"""The register, the vault, the access log and the authorization server, as they first stood."""

import sqlalchemy as sa
from alembic import op

from registry.store.column_types import Xid8

revision = "spine_0001"
down_revision = None
branch_labels = ("spine",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("xid", sa.Text(), server_default=sa.text("pg_current_xact_id()::text"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("purpose_note", sa.Text(), nullable=True),
        sa.Column("operation", sa.Text(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("variables", sa.Text(), nullable=True),
        sa.Column("attributes", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("subjects", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=True),
        postgresql_partition_by="RANGE (at)",
    )
    op.create_index(op.f("access_log_at_idx"), "access_log", ["at"], unique=False)
    op.create_index(op.f("access_log_client_at_idx"), "access_log", ["client", "at"], unique=False)
    op.create_table(
        "batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("replayed", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column(
            "received_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("batches_pkey")),
    )
    op.create_index(op.f("batches_department_id_idx"), "batches", ["department", "id"], unique=False)
    op.create_table(
        "catalogue_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("catalogue_state_pkey")),
    )
    op.create_table(
        "categories",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("categories_pkey")),
    )
    op.create_table(
        "departments",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("departments_pkey")),
    )
    op.create_table(
        "divisions",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("lo", sa.BigInteger(), nullable=False),
        sa.Column("hi", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("divisions_pkey")),
    )
    op.create_index(op.f("divisions_lo_hi_idx"), "divisions", ["lo", "hi"], unique=False)
    op.create_index(op.f("divisions_parent_idx"), "divisions", ["parent"], unique=False)
    op.create_table(
        "identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="ID_CARD", nullable=False),
        sa.Column("index", sa.LargeBinary(), nullable=False),
        sa.Column("next_index", sa.LargeBinary(), nullable=True),
        sa.Column(
            "first_seen", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("identities_pkey")),
        sa.UniqueConstraint("index", name=op.f("identities_index_key")),
        sa.UniqueConstraint("next_index", name=op.f("identities_next_index_key")),
    )
    op.create_table(
        "index_keys",
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("current_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("version", name=op.f("index_keys_pkey")),
    )
    op.create_table(
        "programme_clauses",
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("n", sa.SmallInteger(), nullable=False),
        sa.Column("branch", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "n", name=op.f("programme_clauses_pkey")),
    )
    op.create_table(
        "programme_exclusions",
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("same", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "other", name=op.f("programme_exclusions_pkey")),
    )
    op.create_table(
        "programmes",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("categories", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("residence", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("department_decides", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("alternatives", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("absence", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("programmes_pkey")),
    )
    op.create_index(op.f("programmes_department_idx"), "programmes", ["department"], unique=False)
    op.create_table(
        "vault",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attribute", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("vault_pkey")),
    )
    op.create_table(
        "vault_keys",
        sa.Column("id", sa.SmallInteger(), nullable=False),
        sa.Column("suite", sa.SmallInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("vault_keys_pkey")),
    )
    op.create_table(
        "households",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("residence", sa.Text(), nullable=True),
        sa.Column("subsistence_type", sa.Text(), nullable=True),
        sa.Column("hukou_type", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("per_capita_income", sa.BigInteger(), nullable=True),
        sa.Column("dwelling", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recompute_on", sa.Date(), nullable=True),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("households_division_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("households_pkey")),
        sa.UniqueConstraint("number", name=op.f("households_number_key")),
    )
    op.create_index(op.f("households_position_id_idx"), "households", ["position", "id"], unique=False)
    op.create_index(
        op.f("households_recompute_on_idx"),
        "households",
        ["recompute_on"],
        unique=False,
        postgresql_where=sa.text("recompute_on IS NOT NULL"),
    )
    op.create_table(
        "parameters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("lo", sa.BigInteger(), nullable=False),
        sa.Column("hi", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("boolean", sa.Boolean(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("codes", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("parameters_division_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("parameters_pkey")),
    )
    op.create_index(op.f("parameters_name_idx"), "parameters", ["name"], unique=False)
    op.create_table(
        "persons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_masked", sa.Text(), nullable=False),
        sa.Column("id_number_masked", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["identity_id"], ["identities.id"], name=op.f("persons_identity_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("persons_pkey")),
        sa.UniqueConstraint("identity_id", name=op.f("persons_identity_id_key")),
    )
    op.create_index(op.f("persons_position_id_idx"), "persons", ["position", "id"], unique=False)
    op.create_table(
        "assistance_records",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("paying_position", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("term", sa.Text(), nullable=True),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("second", sa.Text(), nullable=True),
        sa.Column("provisional", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("papers_due", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("period_key", sa.Text(), nullable=True),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("assistance_records_batch_id_fkey")),
        sa.ForeignKeyConstraint(["division"], ["divisions.code"], name=op.f("assistance_records_division_fkey")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("assistance_records_household_id_fkey")),
        sa.ForeignKeyConstraint(["identity_id"], ["identities.id"], name=op.f("assistance_records_identity_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("assistance_records_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("assistance_records_pkey")),
    )
    op.create_index(
        op.f("assistance_records_department_paying_position_id_idx"),
        "assistance_records",
        ["department", "paying_position", "id"],
        unique=False,
    )
    op.create_index(
        op.f("assistance_records_household_id_happened_on_idx"),
        "assistance_records",
        ["household_id", "happened_on"],
        unique=False,
    )
    op.create_index(op.f("assistance_records_identity_id_idx"), "assistance_records", ["identity_id"], unique=False)
    op.create_index(
        op.f("assistance_records_programme_position_idx"), "assistance_records", ["programme", "position"], unique=False
    )
    op.create_index(op.f("assistance_records_subject_id_idx"), "assistance_records", ["subject_id"], unique=False)
    op.create_index("uq_assistance_records_external", "assistance_records", ["department", "external_id"], unique=True)
    op.create_index("uq_assistance_records_period", "assistance_records", ["department", "period_key"], unique=True)
    op.create_table(
        "determinations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=True),
        sa.Column("cites", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("determinations_household_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("determinations_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("determinations_pkey")),
    )
    op.create_index(op.f("determinations_household_id_idx"), "determinations", ["household_id"], unique=False)
    op.create_index(op.f("determinations_person_id_idx"), "determinations", ["person_id"], unique=False)
    op.create_index(
        "uq_determinations_open",
        "determinations",
        ["person_id", "category"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL AND superseded_at IS NULL"),
    )
    op.create_table(
        "lineage",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("ancestor_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.ForeignKeyConstraint(["ancestor_id"], ["households.id"], name=op.f("lineage_ancestor_id_fkey")),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("lineage_household_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("lineage_person_id_fkey")),
        sa.PrimaryKeyConstraint("household_id", "ancestor_id", "person_id", name=op.f("lineage_pkey")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("memberships_household_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("memberships_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("memberships_pkey")),
    )
    op.create_index(op.f("memberships_household_id_idx"), "memberships", ["household_id"], unique=False)
    op.create_index(op.f("memberships_person_id_idx"), "memberships", ["person_id"], unique=False)
    op.create_index(
        "uq_memberships_current",
        "memberships",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL AND superseded_at IS NULL"),
    )
    op.create_table(
        "reach",
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("reach_household_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("reach_person_id_fkey")),
    )
    op.create_index(
        "ix_reach_page",
        "reach",
        ["department", "position", "household_id"],
        unique=False,
        postgresql_where=sa.text("person_id IS NULL"),
    )
    op.create_index(
        "uq_reach",
        "reach",
        ["household_id", "department", "person_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "targets",
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("epoch", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("changed_xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("targets_household_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("targets_person_id_fkey")),
        sa.PrimaryKeyConstraint("programme", "subject_id", name=op.f("targets_pkey")),
    )
    op.create_index("ix_targets_changes", "targets", ["programme", "epoch", "changed_xid", "subject_id"], unique=False)
    op.create_index(
        "ix_targets_page",
        "targets",
        ["programme", "certainty", "position", "subject_id"],
        unique=False,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_index(op.f("targets_household_id_idx"), "targets", ["household_id"], unique=False)
    op.create_table(
        "chain_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("paying_position", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("determination_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["determination_id"], ["determinations.id"], name=op.f("chain_links_determination_id_fkey")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["households.id"], name=op.f("chain_links_household_id_fkey")),
        sa.ForeignKeyConstraint(["identity_id"], ["identities.id"], name=op.f("chain_links_identity_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("chain_links_person_id_fkey")),
        sa.ForeignKeyConstraint(["record_id"], ["assistance_records.id"], name=op.f("chain_links_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("chain_links_pkey")),
    )
    op.create_index(
        op.f("chain_links_household_id_happened_on_id_idx"),
        "chain_links",
        ["household_id", "happened_on", "id"],
        unique=False,
    )
    op.create_index(
        op.f("chain_links_identity_id_idx"),
        "chain_links",
        ["identity_id"],
        unique=False,
        postgresql_where=sa.text("position IS NULL"),
    )
    op.create_index(
        op.f("chain_links_person_id_happened_on_id_idx"),
        "chain_links",
        ["person_id", "happened_on", "id"],
        unique=False,
    )
    op.create_table(
        "feedback_entries",
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("feedback_entries_batch_id_fkey")),
        sa.ForeignKeyConstraint(["record_id"], ["assistance_records.id"], name=op.f("feedback_entries_record_id_fkey")),
        sa.PrimaryKeyConstraint("department", "external_id", name=op.f("feedback_entries_pkey")),
    )
    op.create_table(
        "payments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("paying_position", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["assistance_records.id"], name=op.f("payments_record_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("payments_pkey")),
    )
    op.create_index(op.f("payments_record_id_paid_on_idx"), "payments", ["record_id", "paid_on"], unique=False)
    op.create_table(
        "record_clashes",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("paying_position", sa.BigInteger(), nullable=False),
        sa.Column("same", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["assistance_records.id"], name=op.f("record_clashes_other_id_fkey")),
        sa.ForeignKeyConstraint(["record_id"], ["assistance_records.id"], name=op.f("record_clashes_record_id_fkey")),
        sa.PrimaryKeyConstraint("record_id", "other_id", name=op.f("record_clashes_pkey")),
    )
    op.create_index(op.f("record_clashes_other_id_idx"), "record_clashes", ["other_id"], unique=False)
    # A row that no partition was made for in time is kept all the same.
    op.execute("CREATE TABLE access_log_default PARTITION OF access_log DEFAULT")


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


TABLES = (
    "record_clashes",
    "payments",
    "feedback_entries",
    "chain_links",
    "targets",
    "reach",
    "memberships",
    "lineage",
    "determinations",
    "assistance_records",
    "persons",
    "parameters",
    "households",
    "vault_keys",
    "vault",
    "programmes",
    "programme_exclusions",
    "programme_clauses",
    "index_keys",
    "identities",
    "divisions",
    "departments",
    "categories",
    "catalogue_state",
    "batches",
    "access_log",
)
