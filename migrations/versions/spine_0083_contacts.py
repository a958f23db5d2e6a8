"""Telephones and accounts of persons come in as dated data; their numbers lie in the vault."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0083"
down_revision = "spine_0082"
branch_labels = None
depends_on = None

CALLER_ACTOR = "(NULLIF(current_setting('hub.actor'::text, true), ''::text))::uuid"
NOW = sa.text("clock_timestamp()")


def upgrade() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("tail_id", sa.Uuid(), sa.ForeignKey("identities.id")),
        sa.Column("masked", sa.Text(), nullable=False),
        sa.Column("bank", sa.Text()),
        sa.Column("holder", sa.Text()),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=NOW),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        sa.Column("actor_id", sa.Uuid(), server_default=sa.text(CALLER_ACTOR)),
    )
    for column in ("person_id", "number_id"):
        op.create_index(op.f(f"contacts_{column}_idx"), "contacts", [column])
    tails = sa.text("tail_id IS NOT NULL")
    op.create_index(op.f("contacts_tail_id_idx"), "contacts", ["tail_id"], postgresql_where=tails)
    current = sa.text("valid_to IS NULL AND superseded_at IS NULL AND position >= 0")
    op.create_index("uq_contacts_current", "contacts", ["person_id", "kind"], unique=True, postgresql_where=current)


def downgrade() -> None:
    op.drop_table("contacts")
    op.execute("DELETE FROM vault WHERE attribute IN ('phone', 'account')")
    op.execute("DELETE FROM identities WHERE kind IN ('PHONE', 'PHONE_TAIL', 'ACCOUNT')")
