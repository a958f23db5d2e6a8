"""Round trips: what is written into a standard form, in whatever file, is the item that was meant."""

import csv
import io
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from connectors import discover
from connectors.ingest.mapping import Mapping
from connectors.sources.files import read_file
from policy.catalogue import load
from policy.sources import Column, Source
from registry.identity.identity_numbers import with_check_digit
from schema.fields.naming import camel_path
from tests.connectors.patience import patient
from tests.connectors.sources.workbooks import workbook

CATALOGUE = load(discover())
FORMS = [
    one.sources[name] for one in CATALOGUE.departments.values() for name in ("feedback", "facts") if name in one.sources
]
WORDS = st.text(st.characters(whitelist_categories=("Lo", "Lu", "Ll")), min_size=1, max_size=10)
Cell = tuple[str, Any]
"""What is written, and the value that is meant."""


def cells(column: Column) -> st.SearchStrategy[Cell]:
    """Cells of a column in the ways in which people write them, with what they mean."""
    match column.type:
        case "code" | "programme":
            return st.sampled_from(column.codes).flatmap(
                lambda code: st.sampled_from([code.zh, code.code, code.en]).map(lambda text: (text, code.code))
            )
        case "date":
            forms = st.sampled_from(
                ["{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}"]
            )
            days = st.dates(date(1950, 1, 1), date(2040, 1, 1))
            return st.tuples(forms, days).map(lambda both: (both[0].format(both[1]), both[1].isoformat()))
        case "yuan":
            return st.integers(0, 10**12).flatmap(
                lambda fen: st.sampled_from(["", ","]).map(lambda sign: (f"{fen // 100:{sign}}.{fen % 100:02}", fen))
            )
        case "boolean":
            return st.sampled_from([("是", True), ("否", False)])
        case "integer":
            return st.integers(0, 10**6).map(lambda number: (str(number), number))
        case "id_number":
            bodies = st.tuples(st.dates(date(1930, 1, 1), date(2024, 1, 1)), st.integers(1, 899))
            return bodies.map(lambda body: with_check_digit(f"629901{body[0]:%Y%m%d}{body[1]:03}")).flatmap(
                lambda number: st.sampled_from([number, number.lower(), f"{number[:6]} {number[6:]}"]).map(
                    lambda text: (text, number)
                )
            )
        case "division":
            return st.sampled_from([("620502", "620502000000"), ("620502104203", "620502104203")])
        case _:
            return WORDS.map(lambda text: (text, text))


def told(source: Source) -> st.SearchStrategy[tuple[list[Column], list[list[Cell | None]]]]:
    """A form with some of its columns in some order, and rows in which what need not be told may be empty."""
    usual = [column for column in source.columns if column.type != "fen" and "without_hearing" not in column.field]

    def rows(columns: list[Column]) -> st.SearchStrategy[tuple[list[Column], list[list[Cell | None]]]]:
        each = [cells(one) if one.needed else st.none() | cells(one) for one in columns]
        return st.tuples(st.just(columns), st.lists(st.tuples(*each).map(list), min_size=1, max_size=5))

    return st.permutations(usual).flatmap(rows)


def items(columns: list[Column], rows: list[list[Cell | None]]) -> list[dict[str, Any]]:
    """What the rows mean, flat."""
    return [
        {camel_path(column.field): cell[1] for column, cell in zip(columns, row, strict=True) if cell} for row in rows
    ]


def flat(item: Any, before: str = "") -> dict[str, Any]:
    """An item by the paths of its values."""
    found = {}
    for name, value in item.items():
        if isinstance(value, dict):
            found |= flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            found |= flat(value[0], f"{before}{name}[0].")
        else:
            found[f"{before}{name}"] = value
    return found


def read(source: Source, name: str, content: bytes) -> list[dict[str, Any]]:
    mapping = Mapping(source)
    found = [mapping.item(row) for row in read_file(name, io.BytesIO(content), mapping.layout)]
    return [flat(item) for item in found if item is not None]


FORM = st.sampled_from(FORMS).flatmap(lambda source: st.tuples(st.just(source), told(source)))


@patient()
@given(FORM, st.sampled_from(["utf-8-sig", "gb18030"]))
def test_a_form_as_csv(form: tuple[Source, tuple[list[Column], list[list[Cell | None]]]], encoding: str) -> None:
    source, (columns, rows) = form
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.heading for column in columns])
    writer.writerows([[cell[0] if cell else "" for cell in row] for row in rows])
    assert read(source, "form.csv", text.getvalue().encode(encoding)) == _told(source, columns, rows)


@patient(30)
@given(FORM)
def test_a_form_as_a_workbook(form: tuple[Source, tuple[list[Column], list[list[Cell | None]]]]) -> None:
    source, (columns, rows) = form
    table = [[column.heading for column in columns], *([cell[0] if cell else None for cell in row] for row in rows)]
    assert read(source, "form.xlsx", workbook([["2026年报送表"], *table])) == _told(source, columns, rows)


def _told(source: Source, columns: list[Column], rows: list[list[Cell | None]]) -> list[dict[str, Any]]:
    """Rows of facts that tell none are no items."""
    found = items(columns, rows)
    return [one for one in found if source.act == "feedback" or any("." in path for path in one)]
