"""Lines of an ending say to what a determination is reduced."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0051"
down_revision = "spine_0050"
branch_labels = None
depends_on = None

COLUMNS = ("reduced_support", "reduced_basis")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("matter_lines", sa.Column(column, sa.Text()))


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_column("matter_lines", column)
