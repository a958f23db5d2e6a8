"""Two who may be one person, until somebody decides; what the number of a report tells of its bearer."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0060"
down_revision = "spine_0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    now = sa.text("clock_timestamp()")
    op.create_table(
        "identity_candidates",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("probability", sa.SmallInteger(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, server_default="OPEN"),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False, server_default=now),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("department", sa.Text()),
        sa.Column("client", sa.Text()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text()),
        sa.UniqueConstraint("person_id", "other_id"),
    )
    waiting = sa.text("state = 'OPEN'")
    op.create_index("ix_identity_candidates_open", "identity_candidates", ["position", "id"], postgresql_where=waiting)
    # Of what was reported before nobody knows it: the numbers of those whom nobody has registered are not kept.
    op.add_column("identities", sa.Column("birth_date", sa.Date()))
    op.add_column("identities", sa.Column("sex", sa.Text()))


def downgrade() -> None:
    op.drop_column("identities", "sex")
    op.drop_column("identities", "birth_date")
    op.drop_table("identity_candidates")
