"""What Housing and Urban-Rural Development knows, and the detail of its records."""

from pathlib import Path

from alembic import op

from migrations.department_tables import create_facts, create_records

CODE = Path(__file__).resolve().parents[1].name

revision = f"{CODE}_0001"
down_revision = None
branch_labels = (CODE,)
depends_on = "spine_0001"


def upgrade() -> None:
    create_facts(CODE, "housing", ["difficulty boolean", "danger_grade code", "graded_on date", "floor_area integer"])
    create_records(
        CODE,
        [
            "mode code",
            "danger_grade_before code",
            "started_on date",
            "completed_on date",
            "inspected_on date",
        ],
    )


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_housing_facts")
