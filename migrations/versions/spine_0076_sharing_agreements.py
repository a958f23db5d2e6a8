"""Sharing agreements: what each department is shown, as dated data that is asked for, decided and ended."""

import sqlalchemy as sa
from alembic import op

from migrations.department_tables import ACTOR

revision = "spine_0076"
down_revision = "spine_0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sharing_agreements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text()),
        sa.Column("scenario", sa.Text(), nullable=False),
        sa.Column("fields", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("programmes", sa.ARRAY(sa.Text())),
        sa.Column("divisions", sa.ARRAY(sa.Text())),
        sa.Column("ways", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("quota", sa.Integer()),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("granted", sa.Boolean()),
        sa.Column("decided_by", sa.Text()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("decision", sa.Text()),
        sa.Column("decided_actor_id", sa.Uuid()),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by", sa.Text()),
        sa.Column("end_reason", sa.Text()),
        sa.Column("ended_actor_id", sa.Uuid()),
        sa.Column("actor_id", sa.Uuid(), server_default=sa.text(ACTOR)),
        sa.PrimaryKeyConstraint("id", name=op.f("sharing_agreements_pkey")),
    )
    op.create_index(op.f("sharing_agreements_department_idx"), "sharing_agreements", ["department"])
    op.create_table(
        "sharing_agreement_uses",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["sharing_agreements.id"],
            name=op.f("sharing_agreement_uses_agreement_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("agreement_id", "day", name=op.f("sharing_agreement_uses_pkey")),
    )


def downgrade() -> None:
    op.drop_table("sharing_agreement_uses")
    op.drop_table("sharing_agreements")
