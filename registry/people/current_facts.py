"""Current facts: the rows of a department's fact tables that stand, read and replaced; what was known stays known."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id


@dataclass(frozen=True)
class FactRow:
    """The row that stands."""

    id: UUID
    identity: UUID
    position: int | None
    source_record_id: str
    as_of: datetime.date
    values: Mapping[str, object]


async def current_facts(
    connection: Connection, table: str, columns: Mapping[str, str], identities: Sequence[UUID]
) -> list[FactRow]:
    """The rows of these identities that stand in a fact table; `columns` are its own, name → SQL type."""
    statement = (
        f"SELECT id, identity_id, position, source_record_id, as_of, {', '.join(columns)} FROM {table}"
        " WHERE identity_id = ANY($1) AND superseded_at IS NULL"
    )
    return await connection.fetch(_reader(columns), statement, [list(identities)])


async def facts_anew(
    connection: Connection, statement: str, values: Sequence[object], table: str, columns: Mapping[str, str]
) -> list[FactRow]:
    """Facts that a statement finds, each under an id of its own, to be written again.

    `{table}` and `{columns}` of the statement are filled in; it brings identity, position, source and day before them,
    from a row `r`.
    """
    read = _reader(columns)
    text = statement.format(table=table, columns=", ".join(f"r.{name}" for name in columns))
    return await connection.fetch(lambda *found: read(new_id(), *found), text, values)


def _reader(columns: Mapping[str, str]) -> Callable[..., FactRow]:
    """How a row with these columns is read: its own five first, the values after them."""
    names = list(columns)

    def row(
        id: UUID, identity: UUID, position: int | None, source: str, as_of: datetime.date, *values: object
    ) -> FactRow:
        return FactRow(id, identity, position, source, as_of, dict(zip(names, values, strict=True)))

    return row


async def replace(
    connection: Connection, table: str, columns: Mapping[str, str], replaced: Sequence[UUID], rows: Sequence[FactRow]
) -> None:
    """Let `rows` stand from now on, and no more the rows of the ids in `replaced`."""
    if not rows and not replaced:
        return
    new = _rows(columns)
    # Old and new rows say the same instant: at every instant exactly one was known.
    statement = f"""WITH instant AS MATERIALIZED (SELECT clock_timestamp() AS at),
replaced AS (
  UPDATE {table} t SET superseded_at = instant.at FROM instant WHERE t.id = ANY($1::uuid[]) RETURNING t.id)
INSERT INTO {table} ({new.names}, recorded_at)
SELECT fact.*, instant.at FROM instant, {new.unnest("fact", first=2)} WHERE (SELECT count(*) FROM replaced) >= 0"""
    await connection.execute(statement, [list(replaced), *new.arrays(rows)], prepare=True)


async def keep_late(connection: Connection, table: str, columns: Mapping[str, str], rows: Sequence[FactRow]) -> None:
    """Keep what came later than something newer: superseded as it comes, once for the same content."""
    if not rows:
        return
    new = _rows(columns)
    same = " AND ".join(
        f"t.{name} IS NOT DISTINCT FROM fact.{name}" for name in ("source_record_id", "as_of", *columns)
    )
    statement = f"""INSERT INTO {table} ({new.names}, recorded_at, superseded_at)
SELECT fact.*, instant.at, instant.at
FROM (SELECT clock_timestamp() AS at OFFSET 0) instant, {new.unnest("fact")}
WHERE (SELECT true FROM {table} t WHERE t.identity_id = fact.identity_id AND {same} LIMIT 1) IS NULL"""
    await connection.execute(statement, new.arrays(rows), prepare=True)


def _rows(columns: Mapping[str, str]) -> Rows[FactRow]:
    """The columns of a fact table as arrays."""
    return Rows[FactRow](
        id=("uuid", lambda row: row.id),
        identity_id=("uuid", lambda row: row.identity),
        position=("bigint", lambda row: row.position),
        source_record_id=("text", lambda row: row.source_record_id),
        as_of=("date", lambda row: row.as_of),
        **{name: (type, _value(name)) for name, type in columns.items()},
    )


def _value(name: str) -> Callable[[FactRow], object]:
    return lambda row: row.values.get(name)
