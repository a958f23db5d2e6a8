"""Under which number facts came in, of persons to whom another number was joined."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0033"
down_revision = "spine_0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "joined_reports",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("identity_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("named_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("position", sa.BigInteger()),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("source_record_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")
        ),
    )
    op.create_index("joined_reports_identity_id_idx", "joined_reports", ["identity_id"])
    _index(None)


def downgrade() -> None:
    _index(sa.text("undone_at IS NULL"))
    op.drop_table("joined_reports")


def _index(where: sa.TextClause | None) -> None:
    op.drop_index("identity_joins_to_id_idx", table_name="identity_joins")
    op.create_index("identity_joins_to_id_idx", "identity_joins", ["to_id"], postgresql_where=where)
