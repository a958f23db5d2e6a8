"""Reporting of facts (数据共享): what a department knows enters as a dated row; what was known stays known."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.errors import Refusal
from registry.people.facts import fact_table_name
from registry.people.households import Held
from registry.store.connection import Connection
from registry.store.database import new_id


@dataclass(frozen=True)
class Report:
    """One person's facts of one entity, as of a day. What is not in `values` stays as it was."""

    item: int
    entity: str
    repeats: bool
    person: Held
    source_record_id: str
    as_of: datetime.date
    values: Mapping[str, object]


@dataclass(frozen=True)
class Row:
    """The row that stands."""

    id: UUID
    identity: UUID
    position: int | None
    source_record_id: str
    as_of: datetime.date
    values: Mapping[str, object]


Key = tuple[str, UUID, str]
"""What stands once: an entity of a person, and where it repeats, of one source record."""


async def report(
    connection: Connection, department: str, columns: Mapping[str, Sequence[str]], reports: Sequence[Report]
) -> dict[int, Refusal | bool]:
    """Take in facts; per item whether anything changed, or why not. `columns` are each entity's, as `name type`.

    A report older than what stands is refused (OLDER_THAN_KNOWN), since newer knowledge must not be lost to it; of a
    refused item nothing is taken in.
    """
    entities = dict.fromkeys(report.entity for report in reports)
    before: dict[Key, Row] = {}
    for entity in entities:
        before |= await _standing(
            connection, fact_table_name(department, entity), _names(columns[entity]), reports, entity
        )
    after = dict(before)
    outcomes = {item: _take_in(after, those) for item, those in _items(reports).items()}
    for entity in entities:
        new = {key: row for key, row in after.items() if key[0] == entity and row is not before.get(key)}
        superseded = [before[key].id for key in new if key in before]
        await _write(connection, fact_table_name(department, entity), columns[entity], superseded, list(new.values()))
    return outcomes


def _items(reports: Sequence[Report]) -> dict[int, list[Report]]:
    items: dict[int, list[Report]] = {}
    for one in reports:
        items.setdefault(one.item, []).append(one)
    return items


def _take_in(standing: dict[Key, Row], reports: Sequence[Report]) -> Refusal | bool:
    """One item against what stands after those before it."""
    for one in reports:
        known = standing.get(_key(one))
        if known and one.as_of < known.as_of:
            return Refusal("OLDER_THAN_KNOWN", "asOf", value=known.as_of)
    changed = False
    for one in reports:
        known = standing.get(_key(one))
        values = {**(known.values if known else {}), **one.values}
        if known is None or (known.as_of, known.values) != (one.as_of, values):
            person = one.person
            standing[_key(one)] = Row(
                new_id(), person.identity, person.position, one.source_record_id, one.as_of, values
            )
            changed = True
    return changed


def _key(one: Report) -> Key:
    return one.entity, one.person.identity, one.source_record_id if one.repeats else ""


def _names(columns: Sequence[str]) -> list[str]:
    return [column.split()[0] for column in columns]


async def _standing(
    connection: Connection, table: str, names: Sequence[str], reports: Sequence[Report], entity: str
) -> dict[Key, Row]:
    those = [report for report in reports if report.entity == entity]
    rows = await connection.execute(
        f"SELECT id, identity_id, position, source_record_id, as_of, {', '.join(names)} FROM {table}"
        " WHERE identity_id = ANY($1) AND superseded_at IS NULL",
        [[report.person.identity for report in those]],
        prepare=True,
    )
    found = {}
    for id, identity, position, source, as_of, *values in await rows.fetchall():
        key = (entity, identity, source if those[0].repeats else "")
        found[key] = Row(id, identity, position, source, as_of, dict(zip(names, values, strict=True)))
    return found


async def _write(
    connection: Connection, table: str, columns: Sequence[str], superseded: Sequence[UUID], rows: Sequence[Row]
) -> None:
    if not rows:
        return
    names = _names(columns)
    values = [
        (row.id, row.identity, row.position, row.source_record_id, row.as_of, *(row.values.get(n) for n in names))
        for row in rows
    ]
    await connection.execute(
        _supersede(table, columns), [superseded, *(list(column) for column in zip(*values, strict=True))], prepare=True
    )


def _supersede(table: str, columns: Sequence[str]) -> str:
    """Old and new rows say the same instant: at every instant exactly one was known."""
    types = ["uuid", "uuid", "bigint", "text", "date", *(column.split()[1] for column in columns)]
    arrays = ", ".join(f"${n}::{type}[]" for n, type in enumerate(types, 2))
    names = ", ".join(_names(columns))
    return f"""WITH instant AS MATERIALIZED (SELECT clock_timestamp() AS at),
was AS (
  UPDATE {table} t SET superseded_at = instant.at FROM instant WHERE t.id = ANY($1::uuid[]) RETURNING t.id)
INSERT INTO {table} (id, identity_id, position, source_record_id, as_of, {names}, recorded_at)
SELECT n.*, instant.at FROM instant, unnest({arrays}) n WHERE (SELECT count(*) FROM was) >= 0"""
