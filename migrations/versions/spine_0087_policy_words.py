"""The policy in words: the document's sentences, what carries them out, facts and codes by name."""

import sqlalchemy as sa
from alembic import op

revision = "spine_0087"
down_revision = "spine_0086"
branch_labels = None
depends_on = None

TABLES = (
    "document_sentences",
    "document_duties",
    "document_carriers",
    "declared_facts",
    "declared_codes",
    "programme_parameters",
)


def text(*names: str, key: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, primary_key=key) for name in names]


def number(name: str, key: bool = False, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=nullable, primary_key=key, autoincrement=False)


def texts(name: str) -> sa.Column[list[str]]:
    return sa.Column(name, sa.ARRAY(sa.Text()), nullable=False)


def upgrade() -> None:
    op.create_table("document_sentences", number("n", key=True), *text("section", "cites", "text"))
    op.create_table(
        "document_duties",
        number("n", key=True),
        number("sentence"),
        *text("quote"),
        texts("fields"),
        *text("en", "zh", "office_en", "office_zh"),
    )
    op.create_table(
        "document_carriers",
        number("n", key=True),
        number("sentence", nullable=True),
        number("duty", nullable=True),
        *text("kind", "code", "en", "zh"),
        texts("quotes"),
    )
    op.create_table("declared_facts", *text("fact", key=True), *text("type", "en", "zh"))
    op.create_table("declared_codes", *text("fact", "code", key=True), *text("en", "zh"))
    op.create_table("programme_parameters", *text("programme", "parameter", key=True))
    op.add_column("catalogue_state", sa.Column("words_hash", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("catalogue_state", "words_hash")
    for table in TABLES:
        op.drop_table(table)
