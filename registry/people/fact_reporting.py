"""Reporting of facts (数据共享): what a department knows enters as a dated row; what was known stays known."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.errors import Refusal
from registry.people.current_facts import FactRow, current_facts, replace
from registry.people.facts import fact_table_name
from registry.people.person_locks import LockedPerson
from registry.store.connection import Connection
from registry.store.database import new_id


@dataclass(frozen=True)
class Report:
    """One person's facts of one entity, as of a day. What is not in `values` stays as it was."""

    item: int
    entity: str
    repeats: bool
    person: LockedPerson
    source_record_id: str
    as_of: datetime.date
    values: Mapping[str, object]


Key = tuple[str, UUID, str]
"""What stands once: an entity of a person, and where it repeats, of one source record."""


async def report(
    connection: Connection, department: str, columns: Mapping[str, Mapping[str, str]], reports: Sequence[Report]
) -> dict[int, Refusal | bool]:
    """Take in facts; per item whether anything changed, or why not. `columns` are each entity's, name → SQL type.

    A report older than what stands is refused (OLDER_THAN_KNOWN), since newer knowledge must not be lost to it; of a
    refused item nothing is taken in.
    """
    before: dict[Key, FactRow] = {}
    tables = {entity: fact_table_name(department, entity) for entity in dict.fromkeys(r.entity for r in reports)}
    for entity, table in tables.items():
        of_entity = [report for report in reports if report.entity == entity]
        identities = [report.person.identity for report in of_entity]
        for row in await current_facts(connection, table, columns[entity], identities):
            before[_key(entity, row.identity, row.source_record_id, of_entity[0].repeats)] = row
    after = dict(before)
    outcomes = {item: _take_in(after, of_item) for item, of_item in _items(reports).items()}
    for entity, table in tables.items():
        new = {key: row for key, row in after.items() if key[0] == entity and row is not before.get(key)}
        replaced = [before[key].id for key in new if key in before]
        await replace(connection, table, columns[entity], replaced, list(new.values()))
    return outcomes


def _items(reports: Sequence[Report]) -> dict[int, list[Report]]:
    items: dict[int, list[Report]] = {}
    for report in reports:
        items.setdefault(report.item, []).append(report)
    return items


def _take_in(standing: dict[Key, FactRow], reports: Sequence[Report]) -> Refusal | bool:
    """One item against what stands after those before it."""
    for report in reports:
        row = standing.get(_key_of(report))
        if row and report.as_of < row.as_of:
            return Refusal("OLDER_THAN_KNOWN", "asOf", value=row.as_of)
    changed = False
    for report in reports:
        key, person = _key_of(report), report.person
        row = standing.get(key)
        values = {**(row.values if row else {}), **report.values}
        if row is None or (row.as_of, row.values) != (report.as_of, values):
            standing[key] = FactRow(
                new_id(), person.identity, person.position, report.source_record_id, report.as_of, values
            )
            changed = True
    return changed


def _key_of(report: Report) -> Key:
    return _key(report.entity, report.person.identity, report.source_record_id, report.repeats)


def _key(entity: str, identity: UUID, source_record_id: str, repeats: bool) -> Key:
    return entity, identity, source_record_id if repeats else ""
