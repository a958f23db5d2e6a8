"""What Rural Revitalization knows, and the detail of its records."""

from pathlib import Path

from alembic import op

from migrations.department_tables import create_facts, create_records

CODE = Path(__file__).resolve().parents[1].name

revision = f"{CODE}_0001"
down_revision = None
branch_labels = (CODE,)
depends_on = "spine_0001"


def upgrade() -> None:
    create_facts(
        CODE,
        "household",
        ["risk_status code", "monitored_kind code", "main_risk code", "monitored_since date"],
    )
    create_records(CODE, ["measure code", "risk_status_after code", "responsible text"])


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_household_facts")
