"""Kinds of identity: by which kind of number a person is known, and the evidence of provisional numbers."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0017"
down_revision = "spine_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("id_kind", sa.Text(), nullable=False, server_default="ID_CARD"))
    op.create_table(
        "provisional_identities",
        sa.Column("identity_id", sa.Uuid(), sa.ForeignKey("identities.id"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("guardian", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
    )
    op.create_index("provisional_identities_person_id_idx", "provisional_identities", ["person_id"])


def downgrade() -> None:
    op.drop_table("provisional_identities")
    op.drop_column("persons", "id_kind")
