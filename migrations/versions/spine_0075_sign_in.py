"""Signing in: what officers come with, their sessions, and what they let programs do."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0075"
down_revision = "spine_0074"
branch_labels = None
depends_on = None


def _instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _officer(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f(f"{table}_officer_id_fkey"))


def upgrade() -> None:
    op.add_column("oauth_clients", sa.Column("redirect_uris", sa.ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.drop_constraint(op.f("oauth_clients_credential_check"), "oauth_clients")
    op.create_check_constraint(
        op.f("oauth_clients_credential_check"),
        "oauth_clients",
        "secret_hash IS NOT NULL OR jwks IS NOT NULL"
        " OR (token_endpoint_auth_methods = '{none}' AND redirect_uris <> '{}')",
    )
    op.create_table(
        "officer_credentials",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        _instant("password_set_at"),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        _officer("officer_credentials"),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("officer_credentials_pkey")),
    )
    op.create_table(
        "officer_passkeys",
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        _instant("added_at"),
        _instant("used_at", nullable=True),
        _officer("officer_passkeys"),
        sa.PrimaryKeyConstraint("credential_id", name=op.f("officer_passkeys_pkey")),
    )
    op.create_index(op.f("officer_passkeys_officer_id_idx"), "officer_passkeys", ["officer_id"])
    op.create_table(
        "officer_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("factor", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        _instant("began_at"),
        _instant("seen_at"),
        _instant("ends_at"),
        sa.CheckConstraint("factor IN ('PASSWORD', 'TOTP', 'PASSKEY')", name=op.f("officer_sessions_factor_check")),
        _officer("officer_sessions"),
        sa.PrimaryKeyConstraint("id", name=op.f("officer_sessions_pkey")),
        sa.UniqueConstraint("hash", name=op.f("officer_sessions_hash_key")),
    )
    op.create_index(op.f("officer_sessions_officer_id_idx"), "officer_sessions", ["officer_id"])
    op.create_table(
        "sign_in_pauses",
        sa.Column("party", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _instant("last_at"),
        _instant("until"),
        sa.PrimaryKeyConstraint("party", name=op.f("sign_in_pauses_pkey")),
    )
    op.create_index(op.f("sign_in_pauses_last_at_idx"), "sign_in_pauses", ["last_at"])
    op.create_table(
        "sign_in_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        _instant("at"),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("sign_in_log_pkey")),
    )
    op.create_index(op.f("sign_in_log_officer_id_at_idx"), "sign_in_log", ["officer_id", "at"])
    op.create_table(
        "oauth_pushed_requests",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        _instant("expires_at"),
        sa.PrimaryKeyConstraint("hash", name=op.f("oauth_pushed_requests_pkey")),
    )
    op.create_index(op.f("oauth_pushed_requests_expires_at_idx"), "oauth_pushed_requests", ["expires_at"])
    op.create_table(
        "oauth_families",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("strong", sa.Boolean(), nullable=False),
        sa.Column("redirect_uri", sa.Text(), nullable=False),
        sa.Column("code_challenge", sa.Text(), nullable=False),
        _instant("began_at"),
        _instant("ends_at"),
        _instant("ended_at", nullable=True),
        _officer("oauth_families"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_clients.client_id"], name=op.f("oauth_families_client_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("oauth_families_pkey")),
    )
    op.create_index(op.f("oauth_families_officer_id_idx"), "oauth_families", ["officer_id"])
    op.create_table(
        "oauth_spent_once",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        _instant("expires_at"),
        _instant("spent_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["oauth_families.id"],
            name=op.f("oauth_spent_once_family_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("oauth_spent_once_pkey")),
    )
    op.create_index(op.f("oauth_spent_once_family_id_idx"), "oauth_spent_once", ["family_id"])


def downgrade() -> None:
    for table in (
        "oauth_spent_once",
        "oauth_families",
        "oauth_pushed_requests",
        "sign_in_log",
        "sign_in_pauses",
        "officer_sessions",
        "officer_passkeys",
        "officer_credentials",
    ):
        op.drop_table(table)
    # Who only has officers sign in cannot be a client any more.
    op.execute("ALTER TABLE oauth_clients NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM oauth_clients WHERE token_endpoint_auth_methods = '{none}'")
    op.execute("ALTER TABLE oauth_clients FORCE ROW LEVEL SECURITY")
    op.drop_constraint(op.f("oauth_clients_credential_check"), "oauth_clients")
    op.create_check_constraint(
        op.f("oauth_clients_credential_check"), "oauth_clients", "secret_hash IS NOT NULL OR jwks IS NOT NULL"
    )
    op.drop_column("oauth_clients", "redirect_uris")
