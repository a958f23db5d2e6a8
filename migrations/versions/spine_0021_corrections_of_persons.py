"""Corrections of persons, and the lines that stood under a corrected number."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0021"
down_revision = "spine_0020"
branch_labels = None
depends_on = None

NOW = sa.text("clock_timestamp()")


def upgrade() -> None:
    op.add_column("persons", sa.Column("merged_into", sa.Uuid(), sa.ForeignKey("persons.id")))
    some = sa.text("merged_into IS NOT NULL")
    op.create_index("persons_merged_into_idx", "persons", ["merged_into"], postgresql_where=some)
    op.create_table(
        "person_corrections",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("attributes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("old_identity_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("new_identity_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("old_number_masked", sa.Text(), nullable=False),
        sa.Column("old_name", sa.Text(), nullable=False),
        sa.Column("new_name", sa.Text(), nullable=False),
        sa.Column("old_sex", sa.Text(), nullable=False),
        sa.Column("new_sex", sa.Text(), nullable=False),
        sa.Column("old_birth_date", sa.Date(), nullable=False),
        sa.Column("new_birth_date", sa.Date(), nullable=False),
        sa.Column("old_recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=NOW),
    )
    op.create_table(
        "person_correction_lines",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("correction_id", sa.Uuid(), sa.ForeignKey("person_corrections.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Uuid(), sa.ForeignKey("assistance_records.id")),
        sa.Column("entity", sa.Text()),
        sa.Column("fact_id", sa.Uuid()),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
    )
    for table, columns in (
        ("person_corrections", ("person_id", "old_identity_id")),
        ("person_correction_lines", ("correction_id", "person_id")),
    ):
        for column in columns:
            op.create_index(f"{table}_{column}_idx", table, [column])


def downgrade() -> None:
    op.drop_table("person_correction_lines")
    op.drop_table("person_corrections")
    op.drop_column("persons", "merged_into")
