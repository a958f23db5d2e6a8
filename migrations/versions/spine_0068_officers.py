"""Officers: the people who act, with their roles, their time and who stands in for them."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0068"
down_revision = "spine_0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "officers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("divisions", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("administration", sa.Text(), nullable=True),
        sa.Column("roles", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("resting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        sa.Column("deputy_from", sa.Date(), nullable=True),
        sa.Column("deputy_to", sa.Date(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.CheckConstraint("account ~ '^[a-z][a-z0-9._-]{1,63}$'", name=op.f("officers_account_check")),
        sa.CheckConstraint(
            "administration IN ('work', 'system', 'security', 'audit')", name=op.f("officers_administration_check")
        ),
        sa.CheckConstraint("(administration IS NULL) = (cardinality(roles) = 0)", name=op.f("officers_roles_check")),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("officers_validity_check")),
        sa.CheckConstraint(
            "num_nulls(deputy_id, deputy_from, deputy_to) IN (0, 3) AND deputy_from <= deputy_to AND deputy_id <> id",
            name=op.f("officers_deputy_check"),
        ),
        sa.ForeignKeyConstraint(["deputy_id"], ["officers.id"], name=op.f("officers_deputy_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("officers_pkey")),
        sa.UniqueConstraint("account", name=op.f("officers_account_key")),
    )
    op.create_index(
        op.f("officers_deputy_id_idx"), "officers", ["deputy_id"], postgresql_where=sa.text("deputy_id IS NOT NULL")
    )
    op.create_table(
        "officer_enrolments",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("officer_enrolments_officer_id_fkey")),
        sa.PrimaryKeyConstraint("hash", name=op.f("officer_enrolments_pkey")),
    )
    op.create_index(op.f("officer_enrolments_officer_id_idx"), "officer_enrolments", ["officer_id"])


def downgrade() -> None:
    op.drop_table("officer_enrolments")
    op.drop_table("officers")
