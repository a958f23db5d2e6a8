"""An external id is one record's within the department and the county that pays, not within the province."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0023"
down_revision = "spine_0022"
branch_labels = None
depends_on = None

TABLES = ("assistance_records", "feedback_entries")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("county", sa.Text()))
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE assistance_records SET county = left(division, 6)")
    op.execute("""UPDATE feedback_entries e SET county = r.county
      FROM assistance_records r WHERE r.id = e.record_id""")
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.alter_column(table, "county", nullable=False)
    _identify(["department", "county", "external_id"])


def downgrade() -> None:
    _identify(["department", "external_id"])
    for table in TABLES:
        op.drop_column(table, "county")


def _identify(columns: list[str]) -> None:
    op.drop_index("uq_assistance_records_external", table_name="assistance_records")
    op.create_index("uq_assistance_records_external", "assistance_records", columns, unique=True)
    op.drop_constraint("feedback_entries_pkey", "feedback_entries", type_="primary")
    op.create_primary_key("feedback_entries_pkey", "feedback_entries", columns)
