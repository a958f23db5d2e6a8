"""Keys of partial indexes: who looks for the rows of a household is not led through all rows of one of them."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0057"
down_revision = "spine_0056"
branch_labels = None
depends_on = None

LIVE = "valid_to IS NULL AND superseded_at IS NULL"
PLACED = "position >= 0"
BOX = ["procedure", "to_department", sa.text("coalesce(due_on, '9999-12-31'::date)"), "id"]
# Each by its name: its table, columns, whether it is unique, which rows stand in it, and its key.
INDEXES = {
    "uq_memberships_current": ("memberships", ["person_id"], True, LIVE, PLACED),
    "uq_memberships_head": ("memberships", ["household_id"], True, f"relation = '02' AND {LIVE}", PLACED),
    "ix_matters_in": ("matters", BOX, False, "closed_on IS NULL", PLACED),
    "uq_early_warnings_open": ("early_warnings", ["household_id", "key"], True, "state <> 'CLOSED'", "key IS NOT NULL"),
    "ix_early_warnings_page": ("early_warnings", ["position", "household_id"], False, "state <> 'CLOSED'", PLACED),
    "uq_identity_joins_standing": ("identity_joins", ["from_id"], True, "undone_at IS NULL", "from_id IS NOT NULL"),
}


def upgrade() -> None:
    for name, (table, columns, unique, rows, key) in INDEXES.items():
        _replace(name, table, columns, unique, f"{rows} AND {key}")


def downgrade() -> None:
    for name, (table, columns, unique, rows, _) in INDEXES.items():
        _replace(name, table, columns, unique, rows)


def _replace(name: str, table: str, columns: list[object], unique: bool, rows: str) -> None:
    op.drop_index(name, table)
    op.create_index(name, table, columns, unique=unique, postgresql_where=sa.text(rows))
