"""The tables of a department's first migration.

Never changed, but for what all tables of facts have since: a later migration alters what this one made.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

TYPES = {
    "boolean": sa.Boolean,
    "integer": sa.Integer,
    "fen": sa.BigInteger,
    "code": sa.Text,
    "date": sa.Date,
    "text": sa.Text,
}

ACTOR = "nullif(current_setting('hub.actor', true), '')::uuid"
"""Who acts in the transaction that writes a row."""


def create_facts(code: str, entity: str, columns: Sequence[str], repeats: bool = False) -> None:
    """`<code>_<entity>_facts`, with `columns` as `name type`."""
    table = f"{code}_{entity}_facts"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("identity_id", sa.Uuid(), sa.ForeignKey("identities.id"), nullable=False),
        sa.Column("position", sa.BigInteger()),
        sa.Column("source_record_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        *([sa.Column("until", sa.Date())] if repeats else []),
        *(_column(column) for column in columns),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.text("clock_timestamp()"),
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True)),
        # The spine gives it to the tables that are there (spine_0069); what comes later has it from the beginning.
        *([sa.Column("actor_id", sa.Uuid(), server_default=sa.text(ACTOR))] if _has_actors() else []),
    )
    op.create_index(f"{table}_identity_id_idx", table, ["identity_id"])
    op.create_index(
        f"uq_{table}_current",
        table,
        ["identity_id", *(["source_record_id"] if repeats else [])],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def create_records(code: str, columns: Sequence[str]) -> None:
    """`<code>_records`, the detail of the department's assistance records."""
    op.create_table(
        f"{code}_records",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("assistance_records.id"), primary_key=True),
        sa.Column("position", sa.BigInteger()),
        sa.Column("paying_position", sa.BigInteger(), nullable=False),
        *(_column(column) for column in columns),
    )


def _column(column: str) -> sa.Column[object]:
    name, kind = column.split()
    return sa.Column(name, TYPES[kind]())


def _has_actors() -> bool:
    return bool(sa.inspect(op.get_bind()).has_table("actors"))
