"""Tables of front-end databases, PostgreSQL's and MySQL's: all of them, or what was written since the last time."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from connectors.sources import database_table
from connectors.sources.database_table import DatabaseTable
from connectors.sources.origin import Unit
from hub.database.postgres import Server
from registry.errors import Refusal

INSURED = """CREATE TABLE insured (psn_no varchar(20) NOT NULL, year int NOT NULL, psn_name varchar(50), paid decimal(12, 2),
  born date, written timestamp(6) NOT NULL, PRIMARY KEY (psn_no, year))"""
PUT = "INSERT INTO insured VALUES (:no, :year, :name, :paid, :born, :written)"


@pytest.fixture(params=["postgresql", "mysql"])
def address(request: pytest.FixtureRequest, postgres: Server, new_database: Callable[[], str]) -> str:
    """An empty front-end database."""
    if request.param == "mysql":
        found: str = request.getfixturevalue("mysql")
        run(found, "DROP TABLE IF EXISTS insured")
    else:
        found = postgres.owner_url(new_database())
    run(found, INSURED)
    return found


ROW = {
    "no": "0001",
    "year": 2026,
    "name": "王甲",
    "paid": "12.50",
    "born": "1970-01-02",
    "written": "2026-11-28 02:00:00",
}


def run(address: str, statement: str, *rows: dict[str, Any]) -> None:
    drivers = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql"}
    url = make_url(address)
    engine = create_engine(url.set(drivername=drivers[url.get_backend_name()]))
    with engine.begin() as connection:
        connection.execute(text(statement), list(rows) or None)
    engine.dispose()


def put(address: str, *numbers: int, written: str = "2026-11-28 02:00:00") -> None:
    run(address, PUT, *({"no": f"{n:04}", "year": 2026, "name": "王甲", "paid": "12.50", "born": "1970-01-02", "written": written} for n in numbers))  # fmt: skip


def table(address: str, **other: Any) -> DatabaseTable:
    return DatabaseTable(address, **{"table": "insured", "key": ("psn_no", "year"), "watermark": "written", **other})


def rows(source: DatabaseTable, unit: Unit) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(source.content(unit)).decode(), newline="")))


def test_a_table_is_a_file_with_its_columns_as_headings(address: str) -> None:
    put(address, 1)
    (unit,) = table(address).units("")
    assert unit.name == "insured.csv"
    assert rows(table(address), unit) == [
        {"psn_no": "0001", "year": "2026", "psn_name": "王甲", "paid": "12.50", "born": "1970-01-02", "written": "2026-11-28 02:00:00"}
    ]  # fmt: skip


def test_it_is_read_some_rows_at_a_time_and_none_twice(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_table, "AT_ONCE", 3)
    put(address, *range(10))
    (unit,) = table(address).units("")
    assert [row["psn_no"] for row in rows(table(address), unit)] == [f"{n:04}" for n in range(10)]


def test_the_next_time_only_what_was_written_since_is_read(address: str) -> None:
    put(address, 1, 2, written="2026-11-27 02:00:00")
    put(address, 3, written="2026-11-28 02:00:00")
    (first,) = table(address).units("")
    put(address, 4, written="2026-11-29 02:00:00")
    (second,) = table(address).units(first.mark)
    assert [row["psn_no"] for row in rows(table(address), second)] == ["0003", "0004"]
    assert list(table(address).units(second.mark)) == []


def test_who_commits_late_is_read_the_next_time(address: str) -> None:
    put(address, 1, written="2026-11-28 02:05:00")
    (first,) = table(address).units("")
    put(address, 2, written="2026-11-28 02:04:59")
    put(address, 3, written="2026-11-28 02:06:00")
    (second,) = table(address).units(first.mark)
    assert [row["psn_no"] for row in rows(table(address), second)] == ["0001", "0002", "0003"]


def test_no_row_is_passed_over_where_the_key_names_several_or_is_empty(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_table, "AT_ONCE", 3)
    put(address, *range(10))
    run(address, "UPDATE insured SET psn_name = NULL WHERE psn_no > '0004'")
    assert [len(rows(table(address, key=key), Unit("insured.csv", ""))) for key in (("year",), ("psn_name",))] == [
        10,
        10,
    ]


def test_rows_without_a_moment_are_read_every_time(address: str) -> None:
    run(address, "ALTER TABLE insured ADD changed timestamp NULL")
    put_as = table(address, watermark="changed")
    run(address, PUT.replace("VALUES", "(psn_no, year, psn_name, paid, born, written) VALUES"), ROW)
    (unit,) = put_as.units("")
    assert len(rows(put_as, unit)) == 1
    run(address, "UPDATE insured SET changed = '2026-11-01 02:00:00'")
    (unit,) = put_as.units(unit.mark)
    assert list(put_as.units(unit.mark)) == []


def test_a_moment_that_lies_ahead_does_not_keep_others_from_being_read(address: str) -> None:
    put(address, 1, written="2037-01-01 02:00:00")
    (first,) = table(address).units("")
    assert first.mark < "2037"
    put(address, 2, written="2036-01-01 02:00:00")
    (second,) = table(address).units("2026-01-01 00:00:00")
    assert [row["psn_no"] for row in rows(table(address), second)] == ["0001", "0002"]


@pytest.mark.parametrize("watermark", ["psn_no", "year", "paid", "born"])
def test_versions_texts_and_days_are_marks_as_well(address: str, watermark: str) -> None:
    put(address, 1)
    source = table(address, watermark=watermark)
    (first,) = source.units("")
    assert list(source.units(first.mark)) == []
    run(address, PUT, {**ROW, "no": "0002", "year": 2027, "paid": "13.00", "born": "1970-02-02"})
    (second,) = source.units(first.mark)
    assert "0002" in [row["psn_no"] for row in rows(source, second)]


def test_without_a_watermark_all_of_it_is_read_every_time(address: str) -> None:
    put(address, 1, 2)
    source = table(address, watermark="")
    assert [len(rows(source, unit)) for unit in source.units("")] == [2]
    assert [len(rows(source, unit)) for unit in source.units("anything")] == [2]


def test_an_empty_table_has_nothing_to_read(address: str) -> None:
    assert list(table(address).units("")) == []


def test_what_the_table_has_not_is_named(address: str) -> None:
    with pytest.raises(Refusal, match="psn_id, changed"):
        list(table(address, key=("psn_id",), watermark="changed").units(""))
    with pytest.raises(Refusal, match="no table or view persons"):
        list(table(address, table="persons").units(""))


def test_only_databases_that_were_tried_are_read() -> None:
    with pytest.raises(Refusal, match="oracle"):
        list(table("oracle://reader@10.0.0.1/exchange").units(""))
