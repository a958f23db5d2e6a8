"""What Civil Affairs knows, and the detail of its records."""

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
        "person",
        [
            "deceased_on date",
            "self_care code",
            "labour_ability boolean",
            "elderly_assessed boolean",
            "orphan_or_unattended boolean",
        ],
    )
    create_facts(
        CODE,
        "household",
        ["per_capita_income_after_cost fen", "months_over_standard integer", "means_checked_on date"],
    )
    create_facts(
        CODE,
        "event",
        ["kind code", "urgency code", "severity code", "happened_on date", "place text"],
        repeats=True,
    )
    create_records(CODE, ["persons_covered integer", "monthly_standard fen", "cause text", "provider text"])


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_event_facts")
    op.drop_table(f"{CODE}_household_facts")
    op.drop_table(f"{CODE}_person_facts")
