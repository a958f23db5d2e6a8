"""Identities of a number with a name, aliases of identities, and the queue of names that do not match."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0013"
down_revision = "spine_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("identities", sa.Column("number_id", sa.Uuid(), sa.ForeignKey("identities.id")))
    op.add_column("identities", sa.Column("name", sa.Text()))
    op.add_column("identities", sa.Column("alias_of", sa.Uuid(), sa.ForeignKey("identities.id")))
    for column in ("number_id", "alias_of"):
        some = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"identities_{column}_idx", "identities", [column], postgresql_where=some)
    op.create_table(
        "identity_joins",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("from_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("to_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_because", sa.Text()),
    )
    standing = sa.text("undone_at IS NULL")
    op.create_index("uq_identity_joins_standing", "identity_joins", ["from_id"], unique=True, postgresql_where=standing)
    op.create_table(
        "mismatches",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("reported_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False, unique=True),
        sa.Column("identity_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("reported_name", sa.Text(), nullable=False),
        sa.Column("departments", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("clock_timestamp()")),
        sa.Column("state", sa.Text(), nullable=False, server_default="OPEN"),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text()),
    )
    op.create_index("mismatches_identity_id_idx", "mismatches", ["identity_id"])
    waiting = sa.text("state IN ('OPEN', 'UNKNOWN')")
    op.create_index("ix_mismatches_open", "mismatches", ["position", "id"], postgresql_where=waiting)


def downgrade() -> None:
    op.drop_table("mismatches")
    op.drop_table("identity_joins")
    for column in ("alias_of", "name", "number_id"):
        op.drop_column("identities", column)
