"""Deliveries (对外交付): which lists of the graph go out to a department's own systems, and in what shape."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Literal

from policy.declarations import Table, each, only, word
from policy.errors import Duplicate, WrongValue
from policy.vocabulary import words

List = Literal["targets", "changes", "referrals"]
LISTS = ("targets", "changes", "referrals")
OF_A_PROGRAMME = ("targets", "changes")
"""The lists of which each programme has its own."""
USUAL = 24 * 60
"""Minutes from one delivery to the next, where nothing is said."""
HEAD = ("name", "en", "zh", "mode", "note")
MARKS = ("deleted_at", "seen_at", "changed_at")


@dataclass(frozen=True)
class Delivery:
    """One of a department's deliveries; where it goes, and on whose behalf, the operator's own file says."""

    name: str
    en: str
    zh: str
    note: str


@dataclass(frozen=True)
class TableColumn:
    """One column of a table that goes out, and which field of the graph stands in it."""

    name: str
    field: str
    """As it is reached from the list's node: `household.number`."""


@dataclass(frozen=True)
class TableDelivery(Delivery):
    """A list written into a table of another database (库表交换), a row for each of its nodes."""

    list: List
    programme: str
    """Its full code; "" of a list that is not of a programme."""
    certainty: str
    every_minutes: int
    purpose: str
    """What names and numbers in clear are read for; "" where none are."""
    key: tuple[str, ...]
    """The columns by which a row is known again."""
    columns: tuple[TableColumn, ...]
    deleted_at: str
    """The column that says since when a row is in the list no more; it is never removed."""
    seen_at: str
    """The column of the pass in which a row was last found in the list."""
    changed_at: str
    """The column of the moment at which a row was last written otherwise than it stood."""


def deliveries(file: str, data: Table, programmes: Mapping[str, str]) -> Mapping[str, Delivery]:
    """Every `[[delivery]]` of a folder, by name; programmes are full codes by their codes in it. Raises Duplicate."""
    listed = each(file, data, "delivery", partial(_delivery, programmes=programmes))
    found = {one.name: one for one in listed}
    if len(found) < len(listed):
        raise Duplicate(f"{file} [[delivery]]", "two of one name")
    return found


def _delivery(where: str, table: Table, programmes: Mapping[str, str]) -> Delivery:
    return MODES[word(where, table["mode"], tuple(MODES))](where, table, programmes)


def _table(where: str, table: Table, programmes: Mapping[str, str]) -> TableDelivery:
    only(where, table, (*HEAD, *(field.name for field in fields(TableDelivery))))
    listed = word(where, table["list"], LISTS)
    if (listed in OF_A_PROGRAMME) != ("programme" in table):
        raise WrongValue(where, f"{listed} {'without' if listed in OF_A_PROGRAMME else 'with'} a programme")
    columns = tuple(_column(where, column) for column in table["columns"])
    marks = {mark: str(table.get(mark, mark)) for mark in MARKS}
    names = [*(column.name for column in columns), *marks.values()]
    if twice := {name for name in names if names.count(name) > 1}:
        raise Duplicate(where, f"two columns {', '.join(sorted(twice))}")
    key = tuple(word(where, name, tuple(column.name for column in columns)) for name in table["key"])
    if not key or not table.get("every_minutes", USUAL) >= 1:
        raise WrongValue(where, "no key, or no minute between two deliveries")
    return TableDelivery(
        name=table["name"],
        en=table["en"],
        zh=table["zh"],
        note=table.get("note", ""),
        list=listed,
        programme=programmes[word(where, table["programme"], tuple(programmes))] if "programme" in table else "",
        certainty=word(where, table.get("certainty", "MET"), ("MET", "UNKNOWN")),
        every_minutes=table.get("every_minutes", USUAL),
        purpose=word(where, table["purpose"], words("purpose")) if "purpose" in table else "",
        key=key,
        columns=columns,
        **marks,
    )


def _column(where: str, table: Table) -> TableColumn:
    only(where, table, ("column", "field"))
    return TableColumn(table["column"], table["field"])


MODES = {"table": _table}
"""How each mode is read."""
