"""Interfaces and unions: a row of one of several types becomes JSON by its kind."""

from __future__ import annotations

import re

from planner.object_writer import ObjectWriter
from planner.query import Constant, Json, Query, constant, inset
from planner.selection import SelectedField
from planner.shape import Choice, Kind

Selections = dict[str, list[SelectedField]]
"""What is selected of each concrete type."""


def chosen(writer: ObjectWriter, choice: Choice, selected: SelectedField, row: str, parent: str) -> Json:
    """CASE by the kind of the row. Kinds of which nothing of their own is selected fall to the ELSE."""
    selections = {name: writer.fields(name, selected) for name in choice.types}
    other = choice.otherwise
    cases = [
        f"WHEN {Constant(code).sql} THEN {_kind(writer, kind, selections[kind.type], row, parent)}"
        for code, kind in choice.kinds.items()
        if other is None or not _alike(writer, kind.type, other, selections)
    ]
    rest = writer.concrete(other, selections[other], row, parent) if other else constant("null")
    if not cases:
        return rest
    of = writer.on(selected, row, parent).sql(choice.of)
    return Json((f"CASE {of}\n" + inset("\n".join([*cases, f"ELSE {rest.sql}"])) + "\nEND",))


def _alike(writer: ObjectWriter, type_name: str, other: str, selections: Selections) -> bool:
    mine, theirs = writer.shape(type_name), writer.shape(other)
    return len(selections[type_name]) == len(selections[other]) and all(
        a.key == b.key and a.nodes == b.nodes and a.name != "__typename" and mine[a.name] == theirs[a.name]
        for a, b in zip(selections[type_name], selections[other], strict=True)
    )


def _kind(writer: ObjectWriter, kind: Kind, fields: list[SelectedField], row: str, parent: str) -> str:
    json = writer.concrete(kind.type, fields, row, parent)
    if kind.detail is None:
        return json.sql
    from_ = kind.detail.from_.format(row=row)
    if not re.search(rf"\b{from_.split()[-1]}\b", json.sql):  # nothing of the detail is selected
        return json.sql
    where = tuple(condition.format(row=row, parent=row) for condition in kind.detail.where)
    return Query((json.sql,), (from_,), where).or_null.sql
