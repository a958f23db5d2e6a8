"""What Emergency Management knows, and the detail of its records."""

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
        "disaster",
        [
            "type code",
            "phase code",
            "happened_on date",
            "place text",
            "house_damaged code",
            "house_unsafe boolean",
            "winter_spring_need boolean",
        ],
        repeats=True,
    )
    create_records(CODE, ["disaster text", "goods text", "rebuilding_progress code"])


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_disaster_facts")
