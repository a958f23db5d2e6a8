"""A record that was entered in error is kept, with when that was told, why, and in which batch."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0019"
down_revision = "spine_0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assistance_records", sa.Column("voided_on", sa.Date()))
    op.add_column("assistance_records", sa.Column("voided_because", sa.Text()))
    op.add_column("assistance_records", sa.Column("voided_in", sa.Uuid(), sa.ForeignKey("batches.id")))
    voided = sa.text("voided_in IS NOT NULL")
    op.create_index("assistance_records_voided_in_idx", "assistance_records", ["voided_in"], postgresql_where=voided)


def downgrade() -> None:
    for name in ("voided_in", "voided_because", "voided_on"):
        op.drop_column("assistance_records", name)
