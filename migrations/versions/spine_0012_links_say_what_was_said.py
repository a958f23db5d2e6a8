"""A link says what was said of the help then: its status, amount, period and term.

Links made before keep their commitment, which does not speak of these: they stay empty there.
"""

import sqlalchemy as sa
from alembic import op

revision = "spine_0012"
down_revision = "spine_0011"
branch_labels = None
depends_on = None

SAID = {"status": sa.Text, "amount": sa.BigInteger, "period_from": sa.Date, "period_to": sa.Date, "term": sa.Text}


def upgrade() -> None:
    for name, kind in SAID.items():
        op.add_column("chain_links", sa.Column(name, kind()))
    changes = sa.text("kind IN ('ADJUSTED', 'TERMINATED')")
    op.create_index("chain_links_record_id_idx", "chain_links", ["record_id"], postgresql_where=changes)


def downgrade() -> None:
    op.drop_index("chain_links_record_id_idx", table_name="chain_links")
    for name in reversed(SAID):
        op.drop_column("chain_links", name)
