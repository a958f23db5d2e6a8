"""What Disabled Persons' Federation knows, and the detail of its records."""

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
            "disabled boolean",
            "disability_type code",
            "disability_grade integer",
            "certificate_valid_until date",
        ],
    )
    create_records(CODE, ["service code", "provider text", "completed_on date"])


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_person_facts")
