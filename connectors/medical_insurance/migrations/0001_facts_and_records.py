"""What Medical Insurance knows, and the detail of its records."""

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
            "insured_type code",
            "insured_place text",
            "inpatient_designated boolean",
            "outpatient_chronic_special boolean",
            "treated_at_insured_place_or_referred_in_province boolean",
            "selfpay_after_triple fen",
        ],
    )
    create_records(
        CODE, ["insurance_year integer", "settlement_number text", "treated_on date", "cost_within_scope fen"]
    )


def downgrade() -> None:
    op.drop_table(f"{CODE}_records")
    op.drop_table(f"{CODE}_person_facts")
