"""Declared sources: the layouts of other people's files, as a folder's `[[source]]` and `mappings/*.csv` tell them."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from policy.declarations import Table, each, only, word
from policy.errors import BadKey, UnknownWord, WrongValue
from policy.fetching import fetching
from policy.sources import ACTS, MONTHS, TOLD, UNITS, Act, Agreement, Column, Source
from policy.standard_forms import Declaring, standard_form

CodeMapping = tuple[tuple[str, str], ...]
"""What the sender writes → what it is here: a code, true or false; null where it is no longer so, or nothing."""
Mappings = Mapping[str, CodeMapping]
COLUMN = "field heading join part codes month"
AGREEMENT = ("heading", "told")
BOOLEANS = ("true", "false")
AS_OF = ("column", "today")
FROM_TODAY = "as_of"


def read_mappings(folder: Path) -> Mappings:
    """The code lists of a folder by the names of their files: `theirs,ours,note`, a line for each word."""
    return {file.stem: _mapping(file) for file in sorted((folder / "mappings").glob("*.csv"))}


def _mapping(file: Path) -> CodeMapping:
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple((line["theirs"], line["ours"]) for line in csv.DictReader(lines))


def declared_sources(file: str, data: Table, by: Declaring, mappings: Mappings) -> tuple[Source, ...]:
    """Every `[[source]]` of a folder; one without columns has those of the standard form."""
    return each(file, data, "source", partial(_source, by=by, mappings=mappings))


def _source(where: str, table: Table, by: Declaring, mappings: Mappings) -> Source:
    act: Act = word(where, table["act"], ACTS)
    form = standard_form(act, by)
    named = replace(
        form,
        name=table["name"],
        en=table["en"],
        zh=table["zh"],
        note=table.get("note", ""),
        fetching=fetching(where, table),
    )
    if "columns" not in table:
        return named
    today = word(where, table.get("as_of", "column"), AS_OF) == "today"
    fields = _fields(form, word(where, table.get("money", "yuan"), tuple(UNITS)))
    columns = tuple(_column(where, column, fields, mappings) for column in table["columns"])
    constants = tuple((_known(where, name, fields), text) for name, text in table.get("constants", {}).items())
    _check(where, form, columns, {column.field for column, _ in constants} | ({FROM_TODAY} if today else set()))
    agreements = tuple(_agreement(where, one) for one in table.get("agreements", ()))
    return replace(
        named, columns=columns, constants=constants, agreements=agreements, as_of_today=today, unclear=frozenset()
    )


def _agreement(where: str, table: Table) -> Agreement:
    only(where, table, AGREEMENT)
    return Agreement(_headings(table["heading"]), word(where, table["told"], TOLD))


def _fields(form: Source, money: str) -> Mapping[str, Column]:
    """The columns of the form by field; amounts in what the file tells them in."""
    return {column.field: column for column in form.columns if column.type not in UNITS or column.type == money}


def _known(where: str, field: str, fields: Mapping[str, Column]) -> Column:
    if field not in fields:
        raise UnknownWord(where, f"{field!r} is no field of what is handed in: {', '.join(fields)}")
    return fields[field]


def _column(where: str, table: Table, fields: Mapping[str, Column], mappings: Mappings) -> Column:
    only(where, table, COLUMN.split())
    if missing := {"field", "heading"} - set(table):
        raise BadKey(where, f"{missing.pop()} is missing in a column")
    known = _known(where, table["field"], fields)
    return replace(
        known,
        headings=_headings(table["heading"]),
        join=tuple(table.get("join", ())),
        part=_part(where, table),
        theirs=_theirs(where, known, table["codes"], mappings) if "codes" in table else (),
        month=word(where, table.get("month", ""), MONTHS),
    )


def _headings(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _part(where: str, table: Table) -> tuple[int, int] | None:
    if "part" not in table:
        return None
    first, last = table["part"]
    if not 1 <= first <= last:
        raise WrongValue(where, f"part = {table['part']} is no stretch of characters, counted from 1")
    return first, last


def _theirs(where: str, column: Column, name: str, mappings: Mappings) -> CodeMapping:
    """What stands in `mappings/<name>.csv`; raises UnknownWord where something of it is nothing here."""
    listed = mappings[word(where, name, tuple(mappings))]
    ours = BOOLEANS if column.type == "boolean" else tuple(code.code for code in column.codes)
    for _, code in listed:
        word(f"{where} mappings/{name}.csv", code, (*ours, "null", ""))
    return listed


def _check(where: str, form: Source, columns: Iterable[Column], told: set[str]) -> None:
    """Raises WrongValue where what an item needs is told nowhere, or where the id of a record would hold ID numbers."""
    by_field = {column.field: column for column in columns}
    needed = dict.fromkeys(column.field for column in form.columns if column.needed and not column.parent)
    if missing := [field for field in needed if field not in told | set(by_field)]:
        raise WrongValue(where, f"{', '.join(missing)} is told by no column, constant or as_of")
    numbers = set(by_field["id_number"].headings) if "id_number" in by_field else set()
    for name in ("source_record_id", "external_id"):
        column = by_field.get(name)
        if column and numbers & {*column.headings, *column.join}:
            raise WrongValue(where, f"{name} is made of ID numbers, which stand nowhere in clear")
