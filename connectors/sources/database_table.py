"""A table of a front-end database (前置库), read in ranges of its key within one transaction, as CSV."""

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, create_engine, func, select, tuple_
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.pool import NullPool

from connectors.sources.origin import Unit
from registry.errors import Refusal

RANGE = 5_000
"""Rows that are read at a time."""
OVERLAP = datetime.timedelta(minutes=10)
"""How far behind the last mark is read again: who commits late writes an earlier moment. What is known is replayed."""
DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mysql+pymysql"}


@dataclass(frozen=True)
class DatabaseTable:
    """A table or view with a key; with a watermark, the column of the moment at which a row was last written."""

    url: str
    table: str
    key: Sequence[str]
    watermark: str = ""

    def units(self, since: str) -> Iterator[Unit]:
        """One, of what was written behind the mark; raises SOURCE_COLUMNS for what the table has not."""
        with self._open() as (connection, table):
            missing = [name for name in (*self.key, self.watermark) if name and name not in table.columns]
            if missing:
                raise Refusal("SOURCE_COLUMNS", name=self.table, columns=", ".join(missing))
            newest = connection.scalar(select(func.max(table.columns[self.watermark]))) if self.watermark else None
            mark = str(newest) if newest is not None else ""
            if not self.watermark or mark != since:
                yield Unit(f"{self.table}.csv", mark, since)

    def content(self, unit: Unit) -> Iterator[bytes]:
        """Its heading, and its rows in the order of the key."""
        with self._open() as (connection, table):
            columns = list(table.columns)
            yield _lines([[column.name for column in columns]])
            key = [table.columns[name] for name in self.key]
            last: Sequence[Any] | None = None
            while rows := connection.execute(
                select(*columns)
                .where(*self._written(table, unit), *([tuple_(*key) > tuple_(*last)] if last else []))
                .order_by(*key)
                .limit(RANGE)
            ).all():
                yield _lines([[_text(value) for value in row] for row in rows])
                last = [rows[-1]._mapping[column] for column in key]

    def put_away(self, unit: Unit) -> None:
        """Nothing: its rows are the sender's."""

    @contextmanager
    def _open(self) -> Iterator[tuple[Connection, Table]]:
        engine = create_engine(_driven(make_url(self.url)), poolclass=NullPool, isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            try:
                table = Table(self.table, MetaData(), autoload_with=connection)
            except NoSuchTableError:
                raise Refusal("SOURCE_TABLE", name=self.table) from None
            yield connection, table

    def _written(self, table: Table, unit: Unit) -> list[ColumnElement[bool]]:
        """The rows up to the unit's mark, and a little behind the last one."""
        if not self.watermark or not unit.mark:
            return []
        column = table.columns[self.watermark]
        since = [column >= _moment(column, unit.since, OVERLAP)] if unit.since else []
        return [column <= _moment(column, unit.mark), *since]


def _moment(column: Column[Any], mark: str, earlier: datetime.timedelta = datetime.timedelta()) -> object:
    """A mark as the column's type has it; a number of versions has no overlap."""
    if column.type.python_type is int:
        return int(mark)
    moment = datetime.datetime.fromisoformat(mark) - earlier
    return moment.date() if column.type.python_type is datetime.date else moment


def _driven(url: URL) -> URL:
    """The address under the driver that the hub has for it; raises SOURCE_DATABASE for any other kind."""
    driver = DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise Refusal("SOURCE_DATABASE", value=url.get_backend_name(), codes=", ".join(DRIVERS))
    return url.set(drivername=driver)


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _text(value: Any) -> str:  # what a driver gives
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return str(int(value)) if isinstance(value, bool) else str(value)
