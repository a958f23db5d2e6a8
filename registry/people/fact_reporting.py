"""Reporting of facts (数据共享): what a department knows enters as a dated row; what was known stays known."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from registry.people.current_facts import FactRow, current_facts, keep_late, replace
from registry.people.facts import fact_table_name
from registry.people.joined_reports import JoinedReport, joined, remember, spelled
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
    carried: bool = False
    """It stands under a joined identity, with which it came along."""


Key = tuple[str, UUID, str]
"""What stands once: an entity of a person, and where it repeats, of one source record."""


@dataclass(frozen=True)
class Older:
    """Something newer is known already: what was reported is kept in the history, and changes nothing of today."""

    known: datetime.date


Taken = Older | bool
"""Whether an item changed what stands, or that it is older in part or as a whole."""


class Change(NamedTuple):
    """A row that stands from now on, of whose household, and the one that it replaces."""

    entity: str
    household: UUID | None
    before: FactRow | None
    after: FactRow


@dataclass(frozen=True)
class Reported:
    """What became of a report: of each item by its number, and what stands otherwise now."""

    outcomes: dict[int, Taken]
    changes: list[Change]

    @property
    def news(self) -> list[tuple[str, FactRow]]:
        """The rows, by entity, that say something new: not what was only told again as of a later day."""
        return [(c.entity, c.after) for c in self.changes if c.before is None or c.before.values != c.after.values]


async def report(
    connection: Connection, department: str, columns: Mapping[str, Mapping[str, str]], reports: Sequence[Report]
) -> Reported:
    """Take in facts; what became of them. `columns` are each entity's, name → SQL type.

    Newer knowledge is not lost to an older report: that one goes into the history, superseded as it comes.
    """
    before: dict[Key, FactRow] = {}
    tables = {entity: fact_table_name(department, entity) for entity in dict.fromkeys(r.entity for r in reports)}
    for entity, table in tables.items():
        of_entity = [report for report in reports if report.entity == entity]
        identities = [report.person.identity for report in of_entity]
        for row in await current_facts(connection, table, columns[entity], identities):
            before[_key(entity, row.identity, row.source_record_id, of_entity[0].repeats)] = row
    after = dict(before)
    late: list[tuple[str, FactRow]] = []
    outcomes = {item: _take_in(after, late, of_item) for item, of_item in _items(reports).items()}
    for entity, table in tables.items():
        new = {key: row for key, row in after.items() if key[0] == entity and row is not before.get(key)}
        replaced = [before[key].id for key in new if key in before]
        await replace(connection, table, columns[entity], replaced, list(new.values()))
        await keep_late(connection, table, columns[entity], [row for of, row in late if of == entity])
    several = await joined(connection, [report.person.identity for report in reports])
    await remember(connection, [_joined(department, r) for r in reports if r.person.identity in several])
    homes = {report.person.identity: report.person.household for report in reports}
    changed = ((key, row) for key, row in after.items() if row is not before.get(key))
    return Reported(outcomes, [Change(key[0], homes[row.identity], before.get(key), row) for key, row in changed])


async def report_anew(
    connection: Connection,
    department: str,
    columns: Mapping[str, Mapping[str, str]],
    base: Mapping[Key, FactRow],
    reports: Sequence[Report],
    identity: UUID,
) -> None:
    """Let of one person what `base` says stand, and what these reports made of it, in place of what stands now.

    Both speak of the entities of `columns`, and of this person alone; the history keeps what stood.
    """
    after = dict(base)
    for of_item in _items(reports).values():
        _take_in(after, [], of_item)
    for entity, of_entity in columns.items():
        table = fact_table_name(department, entity)
        rows = [row for key, row in after.items() if key[0] == entity]
        stands = await current_facts(connection, table, of_entity, [identity])
        stood, said = [_said(row) for row in stands], [_said(row) for row in rows]
        replaced = [row.id for row in stands if _said(row) not in said]
        await replace(connection, table, of_entity, replaced, [row for row in rows if _said(row) not in stood])


def _said(row: FactRow) -> tuple[str, datetime.date, Mapping[str, object]]:
    """What a row says, whenever it was written."""
    return row.source_record_id, row.as_of, row.values


def _joined(department: str, report: Report) -> JoinedReport:
    person = report.person
    return JoinedReport(
        person.identity, person.named_by, person.position, department, report.entity, report.source_record_id,
        report.as_of, spelled(report.values), report.carried,
    )  # fmt: skip # in the order of its fields


def key_of(entity: str, row: FactRow, repeats: bool) -> Key:
    """What a row stands for."""
    return _key(entity, row.identity, row.source_record_id, repeats)


def _items(reports: Sequence[Report]) -> dict[int, list[Report]]:
    items: dict[int, list[Report]] = {}
    for report in reports:
        items.setdefault(report.item, []).append(report)
    return items


def _take_in(standing: dict[Key, FactRow], late: list[tuple[str, FactRow]], reports: Sequence[Report]) -> Taken:
    """One item against what stands after those before it; what is older is added to `late`, with its entity."""
    changed, older = False, None
    for report in reports:
        key, row = _key_of(report), standing.get(_key_of(report))
        if row and report.as_of < row.as_of:
            late.append((report.entity, _row(report, report.values)))
            older = Older(row.as_of)
            continue
        values = {**(row.values if row else {}), **report.values}
        if row is None or (row.as_of, row.values) != (report.as_of, values):
            standing[key] = _row(report, values)
            changed = True
    return older or changed


def _row(report: Report, values: Mapping[str, object]) -> FactRow:
    person = report.person
    return FactRow(new_id(), person.identity, person.position, report.source_record_id, report.as_of, values)


def _key_of(report: Report) -> Key:
    return _key(report.entity, report.person.identity, report.source_record_id, report.repeats)


def _key(entity: str, identity: UUID, source_record_id: str, repeats: bool) -> Key:
    return entity, identity, source_record_id if repeats else ""
