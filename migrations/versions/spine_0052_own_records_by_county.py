"""One's own records by county: an index in which the newest of each county stand first."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0052"
down_revision = "spine_0051"
branch_labels = None
depends_on = None

NEWEST_FIRST = ["department", "paying_block", sa.text("recorded_at DESC"), sa.text("id DESC")]


def upgrade() -> None:
    block = sa.Computed("paying_position / 1000000", persisted=True)
    op.add_column("assistance_records", sa.Column("paying_block", sa.BigInteger(), block, nullable=False))
    page = sa.text("paying_block >= 0")
    op.create_index("ix_assistance_records_page", "assistance_records", NEWEST_FIRST, postgresql_where=page)
    _find_by("external_id", "department", "county")


def downgrade() -> None:
    _find_by("department", "external_id", "county")
    op.drop_index("ix_assistance_records_page", "assistance_records")
    op.drop_column("assistance_records", "paying_block")


def _find_by(*columns: str) -> None:
    op.drop_index("uq_assistance_records_external", "assistance_records")
    op.create_index("uq_assistance_records_external", "assistance_records", columns, unique=True)
