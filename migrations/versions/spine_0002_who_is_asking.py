"""Who is asking: clients, their spent assertions, revoked tokens and the keys that sign tokens."""

import sqlalchemy as sa
from alembic import op

import auth.tables  # noqa: F401  (the guards that follow a migration read the metadata)

revision = "spine_0002"
down_revision = "spine_0001"
branch_labels = None
depends_on = None

TABLES = ("oauth_revoked", "oauth_keys", "oauth_clients", "oauth_assertions")


def upgrade() -> None:
    op.create_table(
        "oauth_assertions",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("jti", sa.Text(), nullable=False),
        sa.Column("exp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "jti", name=op.f("oauth_assertions_pkey")),
    )
    op.create_index(op.f("oauth_assertions_exp_idx"), "oauth_assertions", ["exp"], unique=False)
    op.create_table(
        "oauth_clients",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("divisions", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("purposes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=True),
        sa.Column("jwks", sa.Text(), nullable=True),
        sa.Column("token_endpoint_auth_methods", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.CheckConstraint("secret_hash IS NOT NULL OR jwks IS NOT NULL", name=op.f("oauth_clients_credential_check")),
        sa.PrimaryKeyConstraint("client_id", name=op.f("oauth_clients_pkey")),
    )
    op.create_table(
        "oauth_keys",
        sa.Column("kid", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('next', 'active', 'retired')", name=op.f("oauth_keys_status_check")),
        sa.PrimaryKeyConstraint("kid", name=op.f("oauth_keys_pkey")),
    )
    op.create_index(
        "uq_oauth_keys_status",
        "oauth_keys",
        ["status"],
        unique=True,
        postgresql_where=sa.text("status <> 'retired'"),
    )
    op.create_table(
        "oauth_revoked",
        sa.Column("jti", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("exp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("jti", name=op.f("oauth_revoked_pkey")),
    )
    op.create_index(op.f("oauth_revoked_client_id_idx"), "oauth_revoked", ["client_id"], unique=False)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
