"""What Health knows, and the detail of its records."""

from pathlib import Path

from alembic import op

from migrations.department_tables import create_facts, create_records

CODE = Path(__file__).resolve().parents[1].name

revision = f"{CODE}_0001"
down_revision = None
branch_labels = (CODE,)
depends_on = "spine_0001"


def upgrade() -> None:
    create_facts(CODE, "person", ["serious_illness boolean", "disease_group code"])
    create_facts(CODE, "event", ["kind code", "happened_on date", "place text"], repeats=True)
    create_records(CODE, ["hospital text", "case_number text", "paid_by_fund fen", "paid_on date"])


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_event_facts")
    op.drop_table(f"{CODE}_person_facts")
