"""Acting: the column of a table that says who wrote its row, filled by the database from the transaction's settings."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Column, MetaData, Table, Uuid, text

SETTING = "hub.actor"
CALLER_ACTOR = f"(NULLIF(current_setting('{SETTING}'::text, true), ''::text))::uuid"
"""Who acts in this transaction (`registry.journal.actors`), as SQL, in the words in which PostgreSQL keeps a default.

NULL where the hub acts by itself.
"""
COLUMN = "actor_id"


def actor() -> Column[object]:
    """Who wrote the row: no insert names it, so that none can forget it.

    It is no foreign key: every row of a batch would lock the one row of the actor, beside all that it does meanwhile.
    """
    return Column(COLUMN, Uuid, server_default=text(CALLER_ACTOR))


def setting(actor_id: UUID | None) -> dict[str, str]:
    """What a transaction is told of who acts in it."""
    return {SETTING: str(actor_id or "")}


def unsaid(metadata: MetaData) -> Iterator[str]:
    """The tables the application inserts into that say neither who did nor, in `info["actor"]`, where that is said."""
    return (table.name for table in metadata.sorted_tables if _inserts(table) and not _says(table))


def _inserts(table: Table) -> bool:
    grants: str = table.info.get("grants", {}).get("app", "")
    return "INSERT" in grants


def _says(table: Table) -> bool:
    return COLUMN in table.columns or bool(table.info.get("actor"))


ACT_AS = f"SELECT set_config('{SETTING}', $1, true)"
"""Whoever acts in the rest of a transaction that had begun before that was known."""
