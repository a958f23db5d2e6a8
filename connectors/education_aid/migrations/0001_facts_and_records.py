"""What Education knows, and the detail of its records."""

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
            "student_stage code",
            "student_in_need boolean",
            "need_level code",
            "school text",
            "freshman boolean",
            "academic_excellent boolean",
            "loan_compensation_qualified boolean",
        ],
    )
    create_records(CODE, ["school text", "semester text", "tier code"])


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_person_facts")
