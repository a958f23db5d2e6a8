"""Emergency lookups: who looked whom up outside their own divisions, and why; the home county reads it."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0006"
down_revision = "spine_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lookups",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("identity_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("household_id", sa.Uuid(), sa.ForeignKey("households.id")),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id")),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Text(), sa.ForeignKey("divisions.code"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("client", "department", "reason", "note")),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
    )
    op.create_index(op.f("lookups_position_id_idx"), "lookups", ["position", "id"])
    op.create_index(op.f("lookups_client_happened_on_idx"), "lookups", ["client", "happened_on"])
    op.create_index(op.f("lookups_household_id_idx"), "lookups", ["household_id"])


def downgrade() -> None:
    op.drop_table("lookups")
