"""Download links: what somebody without a token may fetch, for minutes and a few times."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0065"
down_revision = "spine_0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "download_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("request", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("download_links_pkey")),
        sa.UniqueConstraint("hash", name=op.f("download_links_hash_key")),
    )
    op.create_index(op.f("download_links_client_idx"), "download_links", ["client"])


def downgrade() -> None:
    op.drop_table("download_links")
