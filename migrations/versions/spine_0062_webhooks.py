"""Webhooks: addresses that are told what stands in the outbox, how each stands, and what it could not deliver."""

import sqlalchemy as sa
from alembic import op

from registry.store.column_types import Xid8

revision = "spine_0062"
down_revision = "spine_0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("former_secret", sa.LargeBinary()),
        sa.Column("former_until", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("webhooks_pkey")),
        sa.UniqueConstraint("client", "url", name=op.f("webhooks_client_url_key")),
    )
    op.create_table(
        "webhook_stands",
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("topics", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cursor_xid", Xid8(), nullable=False),
        sa.Column("cursor_id", sa.Uuid(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True)),
        *(sa.Column(name, sa.Text()) for name in ("failure", "failure_en", "failure_zh")),
        sa.Column("disabled_at", sa.DateTime(timezone=True)),
        sa.Column("delivered", sa.BigInteger(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True)),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("taken_until", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name=op.f("webhook_stands_webhook_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("webhook_id", name=op.f("webhook_stands_pkey")),
    )
    op.create_table(
        "webhook_dead_letters",
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("outbox_id", sa.Uuid(), nullable=False),
        sa.Column("changed_xid", Xid8(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("died_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("replay_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name=op.f("webhook_dead_letters_webhook_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("webhook_id", "outbox_id", name=op.f("webhook_dead_letters_pkey")),
    )


def downgrade() -> None:
    for table in ("webhook_dead_letters", "webhook_stands", "webhooks"):
        op.drop_table(table)


NOW = sa.text("clock_timestamp()")
