"""What Finance knows, and the detail of its records."""

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
        "payment",
        [
            "batch_no text",
            "programme_number text",
            "period text",
            "amount fen",
            "paid boolean",
            "paid_on date",
            "failure_reason text",
        ],
        repeats=True,
    )
    create_records(CODE, [])


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_payment_facts")
