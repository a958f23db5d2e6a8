"""Persons are found by terms: their names, how these are read, and the ends of their numbers."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0085"
down_revision = "spine_0084"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("searchable", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_persons_unsearchable", "persons", ["id"], postgresql_where=sa.text("NOT searchable"))
    op.create_table(
        "search_terms",
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("persons.id"), primary_key=True),
        sa.Column("term", sa.LargeBinary(), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_search_terms_page", "search_terms", ["term", "position", "person_id"])


def downgrade() -> None:
    op.drop_table("search_terms")
    op.drop_index("ix_persons_unsearchable", "persons")
    op.drop_column("persons", "searchable")
