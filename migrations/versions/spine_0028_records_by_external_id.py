"""A record is found by its external id where the county is not said."""

from alembic import op

revision = "spine_0028"
down_revision = "spine_0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _index(["department", "external_id", "county"])


def downgrade() -> None:
    _index(["department", "county", "external_id"])


def _index(columns: list[str]) -> None:
    op.drop_index("uq_assistance_records_external", table_name="assistance_records")
    op.create_index("uq_assistance_records_external", "assistance_records", columns, unique=True)
