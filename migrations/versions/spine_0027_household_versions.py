"""What was known of a household's own data is kept; of before, what is known now."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0027"
down_revision = "spine_0026"
branch_labels = None
depends_on = None

TEXTS = ("residence", "subsistence_type", "hukou_type", "address", "dwelling", "source")


def upgrade() -> None:
    op.create_table(
        "household_versions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("division", sa.Text(), sa.ForeignKey("divisions.code"), nullable=False),
        *(sa.Column(name, sa.Text()) for name in TEXTS),
        sa.Column("per_capita_income", sa.BigInteger()),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
    )
    op.create_index(
        "household_versions_household_id_as_of_id_idx", "household_versions", ["household_id", "as_of", "id"]
    )
    standing = sa.text("superseded_at IS NULL")
    op.create_index("uq_household_versions_current", "household_versions", ["household_id"], unique=True,
                    postgresql_where=standing)  # fmt: skip # what stands once
    own = f"division, {', '.join(TEXTS)}, per_capita_income, as_of, channel"
    op.execute("ALTER TABLE households NO FORCE ROW LEVEL SECURITY")
    op.execute(
        f"INSERT INTO household_versions (id, household_id, position, {own}, recorded_at)"
        f" SELECT gen_random_uuid(), id, position, {own}, recorded_at FROM households"
    )


def downgrade() -> None:
    op.drop_table("household_versions")
