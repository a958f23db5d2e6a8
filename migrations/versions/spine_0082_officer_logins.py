"""Officer logins: under which name an identity provider outside of the hub knows an officer."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0082"
down_revision = "spine_0081"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "officer_logins",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("officer_logins_officer_id_fkey")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("officer_logins_pkey")),
    )
    op.create_index(op.f("officer_logins_officer_id_idx"), "officer_logins", ["officer_id"])


def downgrade() -> None:
    op.drop_table("officer_logins")
