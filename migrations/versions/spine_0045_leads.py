"""In which categories a warned household may be determined."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0045"
down_revision = "spine_0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "early_warnings", sa.Column("categories", sa.ARRAY(sa.Text()), nullable=False, server_default=sa.text("'{}'"))
    )


def downgrade() -> None:
    op.drop_column("early_warnings", "categories")
