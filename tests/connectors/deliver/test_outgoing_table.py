"""Outgoing tables: what a list holds is written by its key, what is gone is marked, in PostgreSQL and in MySQL."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from connectors.deliver.outgoing_table import ListedRow, OutgoingTable
from hub.database.postgres import Server
from policy.deliveries import TableColumn, TableDelivery
from registry.errors import Refusal
from registry.reference.calendar import ZONE
from tests.connectors.sources.test_database_table import run

TARGETS = """CREATE TABLE targets (target_id varchar(80) PRIMARY KEY, number varchar(20), since date, categories varchar(200),
  amount bigint, certain smallint, told varchar(40), deleted_at timestamp NULL, seen_at timestamp NULL, changed_at timestamp NULL)"""
FIELDS = ("target_id", "number", "since", "categories", "amount", "certain", "told")
DELIVERY = TableDelivery(
    name="targets",
    en="",
    zh="",
    note="",
    list="targets",
    programme="",
    certainty="MET",
    every_minutes=1,
    purpose="",
    key=("target_id",),
    columns=tuple(TableColumn(name, name) for name in FIELDS),
    deleted_at="deleted_at",
    seen_at="seen_at",
    changed_at="changed_at",
)
FIRST = datetime(2026, 11, 28, 2, 0, 0, tzinfo=ZONE)
ROW = {
    "target_id": "h1",
    "number": "0001",
    "since": "2026-01-02",
    "categories": ["低保", "边缘"],
    "amount": 12,
    "certain": True,
    "told": "2026-11-28T00:00:00Z",
}


@pytest.fixture(params=["postgresql", "mysql"])
def address(request: pytest.FixtureRequest, postgres: Server, new_database: Callable[[], str]) -> str:
    """A receiver's database with an empty table."""
    if request.param == "mysql":
        found: str = request.getfixturevalue("mysql")
        run(found, "DROP TABLE IF EXISTS targets")
    else:
        found = postgres.owner_url(new_database())
    run(found, TARGETS)
    return found


def listed(*keys: str, **other: Any) -> list[ListedRow]:
    return [ListedRow({**ROW, "target_id": key, **other}, True) for key in keys]


def stands(address: str, columns: str = "target_id, deleted_at, seen_at, changed_at") -> list[tuple[Any, ...]]:
    url = make_url(address)
    driver = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql"}[url.get_backend_name()]
    engine = create_engine(url.set(drivername=driver))
    with engine.begin() as connection:
        found = [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM targets ORDER BY 1"))]
    engine.dispose()
    return found


def local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def test_a_row_holds_what_the_list_does_as_the_types_of_the_table_have_it(address: str) -> None:
    OutgoingTable(address, "targets", DELIVERY).write(listed("h1"), FIRST)
    (row,) = stands(address, ", ".join(FIELDS))
    assert row == ("h1", "0001", datetime(2026, 1, 2).date(), "低保、边缘", 12, 1, "2026-11-28T00:00:00Z")  # noqa: DTZ001
    assert stands(address) == [("h1", None, local(FIRST), local(FIRST))]


def test_the_same_again_is_seen_and_not_changed_and_what_is_other_is(address: str) -> None:
    table, second = OutgoingTable(address, "targets", DELIVERY), FIRST + timedelta(minutes=1)
    table.write(listed("h1", "h2"), FIRST)
    table.write([*listed("h1"), *listed("h2", amount=None)], second)
    assert stands(address) == [
        ("h1", None, local(second), local(FIRST)),
        ("h2", None, local(second), local(second)),
    ]
    table.write([*listed("h1"), *listed("h2", amount=None)], second + timedelta(minutes=1))
    assert [row[3] for row in stands(address)] == [local(FIRST), local(second)]


def test_what_is_gone_is_marked_and_stays_and_comes_back(address: str) -> None:
    table = OutgoingTable(address, "targets", DELIVERY)
    moments = [FIRST + timedelta(minutes=n) for n in range(4)]
    table.write(listed("h1", "h2"), moments[0])
    assert table.mark_gone(moments[0]) == 0
    table.write(listed("h1"), moments[1])
    assert (table.mark_gone(moments[1]), table.mark_gone(moments[1])) == (1, 0)
    table.write(listed("h1"), moments[2])
    assert table.mark_gone(moments[2]) == 0
    assert stands(address)[1] == ("h2", local(moments[1]), local(moments[0]), local(moments[1]))
    table.write(listed("h2"), moments[3])
    assert stands(address)[1] == ("h2", None, local(moments[3]), local(moments[3]))


def test_a_change_that_says_it_ended_is_marked_once(address: str) -> None:
    table, second = OutgoingTable(address, "targets", DELIVERY), FIRST + timedelta(minutes=1)
    table.write(listed("h1"), FIRST)
    table.write([ListedRow(ROW, False)], second)
    table.write([ListedRow(ROW, False)], second + timedelta(minutes=1))
    assert stands(address) == [("h1", local(second), local(second + timedelta(minutes=1)), local(second))]


def test_two_rows_of_one_key_or_of_none_are_refused_and_nothing_is_written(address: str) -> None:
    table = OutgoingTable(address, "targets", DELIVERY)
    for rows in (listed("h1", "h1"), [*listed("h1"), ListedRow({**ROW, "target_id": None}, True)]):
        with pytest.raises(Refusal, match="DELIVERY_KEY"):
            table.write(rows, FIRST)
    assert stands(address) == []


def test_a_table_is_tried_without_a_row(address: str) -> None:
    table = OutgoingTable(address, "targets", DELIVERY)
    table.check()
    assert stands(address) == []
    with pytest.raises(Refusal, match=r"DELIVERY_KEY.*number"):
        replace(table, delivery=replace(DELIVERY, key=("number",))).check()
    with pytest.raises(Refusal, match=r"DELIVERY_TABLE.*nothing"):
        replace(table, name="nothing").check()
    other = (*DELIVERY.columns, TableColumn("address", "household.address"))
    with pytest.raises(Refusal, match=r"DELIVERY_COLUMNS.*address, gone"):
        replace(table, delivery=replace(DELIVERY, columns=other, deleted_at="gone")).check()


def test_what_the_table_refuses_is_told_without_what_was_written(address: str) -> None:
    table = OutgoingTable(address, "targets", DELIVERY)
    with pytest.raises(Refusal, match=r"DELIVERY_REJECTED.*DataError") as refused:
        table.write(listed("h1", number="629901194506180019" * 3), FIRST)
    assert "629901" not in str(refused.value)
    assert refused.value.__suppress_context__
    assert stands(address) == []


def test_its_address_is_not_shown() -> None:
    assert "secret" not in repr(OutgoingTable("postgresql://a:secret@h/d", "t", DELIVERY))
