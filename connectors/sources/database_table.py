"""A table of a front-end database (前置库), read in the order of its key within one transaction, as CSV."""

import csv
import datetime
import decimal
import io
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Connection, DateTime, MetaData, Table, create_engine, func, or_, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.pool import NullPool

from connectors.sources.origin import Unit
from registry.errors import Refusal

AT_ONCE = 5_000
"""Rows that are read at a time, by a cursor of the server."""
LOCAL: ColumnElement[datetime.datetime] = func.localtimestamp(type_=DateTime())
OVERLAP = datetime.timedelta(minutes=10)
"""How far behind the last mark is read again: who commits late writes an earlier moment. What is known is replayed."""
DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mysql+pymysql"}


@dataclass(frozen=True)
class DatabaseTable:
    """A table or view, and the columns by which it is ordered: then the same rows are the same file.

    With a watermark, the column of the moment at which a row was last written, what was written since is read.
    """

    url: str = field(repr=False)
    """It may hold a password."""
    table: str
    key: Sequence[str]
    watermark: str = ""

    def units(self, since: str) -> Iterator[Unit]:
        """One, of what was written behind the mark; raises SOURCE_COLUMNS for what the table has not."""
        with self._open() as (connection, table):
            missing = [name for name in (*self.key, self.watermark) if name and name not in table.columns]
            if missing:
                raise Refusal("SOURCE_COLUMNS", name=self.table, columns=", ".join(missing))
            mark, unmarked = self._newest(connection, table)
            if not self.watermark or mark != since or unmarked:
                yield Unit(f"{self.table}.csv", mark, since)

    def content(self, unit: Unit) -> Generator[bytes]:
        """Its heading, and its rows in the order of the key."""
        with self._open() as (connection, table):
            columns = list(table.columns)
            yield _lines([[column.name for column in columns]])
            wanted = (
                select(*columns)
                .where(*self._written(table, unit))
                .order_by(*(table.columns[name] for name in self.key))
            )
            for rows in connection.execution_options(yield_per=AT_ONCE).execute(wanted).partitions():
                yield _lines([[_text(value) for value in row] for row in rows])

    def put_away(self, unit: Unit) -> None:
        """Nothing: its rows are the sender's."""

    @contextmanager
    def _open(self) -> Iterator[tuple[Connection, Table]]:
        engine = create_engine(driven(make_url(self.url)), poolclass=NullPool, isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            try:
                table = Table(self.table, MetaData(), autoload_with=connection)
            except NoSuchTableError:
                raise Refusal("SOURCE_TABLE", name=self.table) from None
            yield connection, table

    def _newest(self, connection: Connection, table: Table) -> tuple[str, bool]:
        """The last mark, not beyond today where somebody's clock is wrong, and whether there are rows without any."""
        if not self.watermark:
            return "", False
        column = table.columns[self.watermark]
        unmarked = select(column).where(column.is_(None)).limit(1)
        newest = connection.scalar(select(func.max(column)))
        if isinstance(newest, datetime.datetime):
            now = datetime.datetime.now(newest.tzinfo) if newest.tzinfo else connection.scalar(select(LOCAL))
            newest = min(newest, cast(datetime.datetime, now))
        return "" if newest is None else str(newest), connection.execute(unmarked).first() is not None

    def _written(self, table: Table, unit: Unit) -> list[ColumnElement[bool]]:
        """The rows from a little before the last mark on, and those without any."""
        if not self.watermark or not unit.since:
            return []
        column = table.columns[self.watermark]
        return [or_(column >= _moment(column, unit.since), column.is_(None))]


def _moment(column: Column[Any], mark: str) -> object:
    """A mark as the column's type has it, days and moments with the overlap, versions and texts as they are."""
    kind = column.type.python_type
    if kind in (int, float, decimal.Decimal):
        return decimal.Decimal(mark)
    if not issubclass(kind, datetime.date):
        return mark
    moment = datetime.datetime.fromisoformat(mark) - OVERLAP
    return moment if issubclass(kind, datetime.datetime) else moment.date()


def driven(url: URL) -> URL:
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
