"""Trials of rules that are under way begin anew: they count of how many households nobody is warned yet."""

from alembic import op

revision = "spine_0088"
down_revision = "spine_0087"
branch_labels = None
depends_on = None

ANEW = "UPDATE jobs SET stand = NULL, done = 0 WHERE kind = 'SIMULATION' AND state IN ('WAITING', 'RUNNING')"


def upgrade() -> None:
    _begin_anew()


def downgrade() -> None:
    _begin_anew()


def _begin_anew() -> None:
    op.execute("ALTER TABLE jobs NO FORCE ROW LEVEL SECURITY")
    op.execute(ANEW)
    op.execute("ALTER TABLE jobs FORCE ROW LEVEL SECURITY")
