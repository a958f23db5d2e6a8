"""Reporting of facts (数据共享): what a department knows enters as a dated row; what was known stays known."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.connection import Connection
from registry.database import new_id
from registry.errors import Refusal
from registry.facts import fact_table_name
from registry.households import Held


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
    as_of: datetime.date
    values: Mapping[str, object]


async def report(
    connection: Connection, department: str, columns: Mapping[str, Sequence[str]], reports: Sequence[Report]
) -> dict[int, Refusal | bool]:
    """Take in facts; per item whether anything changed, or why not. `columns` are each entity's, as `name type`.

    A report older than what stands is refused (OLDER_THAN_KNOWN), since newer knowledge must not be lost to it.
    """
    outcomes: dict[int, Refusal | bool] = {}
    for entity in dict.fromkeys(report.entity for report in reports):
        those = [report for report in reports if report.entity == entity]
        await _report(connection, department, columns[entity], those, outcomes)
    return outcomes


async def _report(
    connection: Connection,
    department: str,
    columns: Sequence[str],
    reports: Sequence[Report],
    outcomes: dict[int, Refusal | bool],
) -> None:
    table = fact_table_name(department, reports[0].entity)
    repeats = reports[0].repeats
    names = [column.split()[0] for column in columns]
    standing = await _standing(connection, table, names, repeats, reports)
    superseded: list[UUID] = []
    written: dict[tuple[UUID, str], Sequence[object]] = {}
    for one in reports:
        key = (one.person.identity, one.source_record_id if repeats else "")
        known = standing.get(key)
        if known and one.as_of < known.as_of:
            outcomes[one.item] = Refusal("OLDER_THAN_KNOWN", "asOf", value=known.as_of)
            continue
        values = {**(known.values if known else {}), **one.values}
        same = known is not None and values == known.values and one.as_of == known.as_of
        outcomes[one.item] = outcomes.get(one.item) is True or not same
        if same:
            continue
        row = Row(new_id(), one.as_of, values)
        if known and key not in written:
            superseded.append(known.id)
        written[key] = (
            row.id, one.person.identity, one.person.position, one.source_record_id, one.as_of,
            *(values.get(name) for name in names),
        )  # fmt: skip # in the order of the columns
        standing[key] = row
    if written:
        await connection.execute(
            f"UPDATE {table} SET superseded_at = clock_timestamp() WHERE id = ANY($1)",
            [superseded],
            prepare=True,
        )
        await connection.execute(
            _insert(table, columns), [list(c) for c in zip(*written.values(), strict=True)], prepare=True
        )


async def _standing(
    connection: Connection, table: str, names: Sequence[str], repeats: bool, reports: Sequence[Report]
) -> dict[tuple[UUID, str], Row]:
    key = "source_record_id" if repeats else "''"
    rows = await connection.execute(
        f"SELECT identity_id, {key}, id, as_of, {', '.join(names)} FROM {table}"
        " WHERE identity_id = ANY($1) AND superseded_at IS NULL",
        [[report.person.identity for report in reports]],
        prepare=True,
    )
    return {
        (identity, source): Row(id, as_of, dict(zip(names, values, strict=True)))
        for identity, source, id, as_of, *values in await rows.fetchall()
    }


def _insert(table: str, columns: Sequence[str]) -> str:
    types = ["uuid", "uuid", "bigint", "text", "date", *(column.split()[1] for column in columns)]
    arrays = ", ".join(f"${n}::{type}[]" for n, type in enumerate(types, 1))
    names = ", ".join(column.split()[0] for column in columns)
    return (
        f"INSERT INTO {table} (id, identity_id, position, source_record_id, as_of, {names})"
        f" SELECT * FROM unnest({arrays})"
    )
