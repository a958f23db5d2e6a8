"""Facts (情况): what departments know of someone, typed and dated, one table per department and entity."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.types import TypeEngine

from policy.catalogue import Department
from registry.people.households import recorded
from registry.store.acting import actor

COLUMN_TYPES: dict[str, type[TypeEngine[Any]]] = {
    "boolean": Boolean,
    "integer": Integer,
    "fen": BigInteger,
    "code": Text,
    "date": Date,
    "text": Text,
}

SQL_TYPES = {
    "boolean": "boolean",
    "integer": "integer",
    "fen": "bigint",
    "code": "text",
    "date": "date",
    "text": "text",
}


def fact_table_name(department: str, entity: str) -> str:
    """The table in which a department's facts of an entity lie."""
    return f"{department}_{entity}_facts"


def fact_tables(metadata: MetaData, department: Department) -> list[Table]:
    """The tables a department's facts lie in, as its `department.toml` declares them."""
    entities = dict.fromkeys(fact.entity for fact in department.facts)
    return [_fact_table(metadata, department, entity) for entity in entities]


def fact_columns(department: Department, entity: str) -> dict[str, str]:
    """The columns a report of this entity may fill: name → SQL type."""
    facts = [fact for fact in department.facts if fact.entity == entity]
    ends = {"until": "date"} if any(fact.repeats for fact in facts) else {}
    return ends | {fact.name: SQL_TYPES[fact.type] for fact in facts}


def _fact_table(metadata: MetaData, department: Department, entity: str) -> Table:
    name = fact_table_name(department.code, entity)
    if name in metadata.tables:
        return metadata.tables[name]
    facts = [fact for fact in department.facts if fact.entity == entity]
    repeats = any(fact.repeats for fact in facts)
    return Table(
        name,
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False),
        # Empty while the person is not registered: the reporter is not told which.
        Column("position", BigInteger),
        Column("source_record_id", Text, nullable=False),
        Column("as_of", Date, nullable=False),
        *([Column("until", Date)] if repeats else []),
        *(Column(fact.name, COLUMN_TYPES[fact.type]) for fact in facts),
        *recorded(),
        actor(),
        # Not only the row that stands moves with the person and is read of them.
        Index(None, "identity_id"),
        # One row per person stands at a time; what repeats (an event, a payment) stands once per source record.
        Index(
            f"uq_{name}_current",
            "identity_id",
            *(["source_record_id"] if repeats else []),
            unique=True,
            postgresql_where=text("superseded_at IS NULL"),
        ),
        info={
            "rls": "position or unregistered",
            "grants": {"app": "SELECT, INSERT, UPDATE (identity_id, position, superseded_at)"},
            "instants": ("recorded_at",),
        },
    )
