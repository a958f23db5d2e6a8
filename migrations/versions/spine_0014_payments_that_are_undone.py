"""Every payment has an id of its own, and may be undone by another line.

Payments that came several to an entry had its external id in common: they are numbered.
"""

import sqlalchemy as sa
from alembic import op

revision = "spine_0014"
down_revision = "spine_0013"
branch_labels = None
depends_on = None

OPTIONAL = {"second": sa.Text, "arrears": sa.Text, "reason": sa.Text, "confirmed_on": sa.Date}


def upgrade() -> None:
    op.add_column("payments", sa.Column("department", sa.Text()))
    op.add_column("payments", sa.Column("county", sa.Text()))
    op.add_column("payments", sa.Column("kind", sa.Text(), nullable=False, server_default="PAID"))
    op.add_column("payments", sa.Column("undoes", sa.Uuid(), sa.ForeignKey("payments.id")))
    for name, kind in OPTIONAL.items():
        op.add_column("payments", sa.Column(name, kind()))
    op.execute("ALTER TABLE payments NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE assistance_records NO FORCE ROW LEVEL SECURITY")
    op.execute("""UPDATE payments p SET department = r.department, county = left(r.division, 6),
        external_id = CASE WHEN n.several > 1 THEN p.external_id || '#' || n.place ELSE p.external_id END
      FROM assistance_records r, (
        SELECT id, row_number() OVER same AS place, count(*) OVER (PARTITION BY record_id, external_id) AS several
        FROM payments WINDOW same AS (PARTITION BY record_id, external_id ORDER BY id)) n
      WHERE r.id = p.record_id AND n.id = p.id""")
    op.execute("ALTER TABLE payments FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE assistance_records FORCE ROW LEVEL SECURITY")
    op.alter_column("payments", "department", nullable=False)
    op.alter_column("payments", "county", nullable=False)
    op.create_index("uq_payments_external", "payments", ["department", "county", "external_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_payments_external", table_name="payments")
    for name in (*reversed(OPTIONAL), "undoes", "kind", "county", "department"):
        op.drop_column("payments", name)
