"""Documents are kept by their hash, to which the access log points."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0079"
down_revision = "spine_0078"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False, server_default=sa.text("gen_random_uuid()")),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")),
        sa.PrimaryKeyConstraint("id", name=op.f("documents_pkey")),
        sa.UniqueConstraint("hash", name=op.f("documents_hash_key")),
    )


def downgrade() -> None:
    op.drop_table("documents")
