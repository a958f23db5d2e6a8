"""Of who is a target no more the clauses that hold no more, in the words of the rule."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0058"
down_revision = "spine_0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("targets", sa.Column("lost", sa.ARRAY(sa.Text())))


def downgrade() -> None:
    op.drop_column("targets", "lost")
