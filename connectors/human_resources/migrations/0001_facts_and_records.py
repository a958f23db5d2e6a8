"""What Human Resources and Social Security knows, and the detail of its records."""

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
            "employed boolean",
            "registered_unemployed boolean",
            "unemployed_since date",
            "job_intent boolean",
            "hired_by_enterprise boolean",
            "startup_intent boolean",
            "hard_to_employ_recognised boolean",
            "market_job_failed boolean",
        ],
    )
    create_records(CODE, ["service text", "employer text", "employed_on date", "post_until date"])


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_person_facts")
