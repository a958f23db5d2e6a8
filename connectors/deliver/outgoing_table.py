"""A table of another database into which a list is written: rows by their key; what is gone is marked, not removed."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    case,
    create_engine,
    false,
    func,
    insert,
    inspect,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, IntegrityError, NoSuchTableError, ProgrammingError
from sqlalchemy.pool import NullPool
from sqlalchemy.sql.dml import Insert

from connectors.deliver.cell_text import cell
from connectors.sources.database_table import driven
from policy.deliveries import TableDelivery
from registry.errors import Refusal
from registry.reference.calendar import ZONE

PATIENCE = 10
"""Seconds within which the other side lets in."""


class ListedRow(NamedTuple):
    """A row of a list: its values by column, and whether it is still in the list."""

    values: Mapping[str, Any]  # what JSON holds
    listed: bool


@dataclass
class OutgoingTable:
    """A table on the receiver's side, and what goes into it."""

    url: str = field(repr=False)  # a password stands in it
    name: str
    """With its schema, where that is not the usual one: `exchange.targets`."""
    delivery: TableDelivery
    _known: Table | None = field(default=None, init=False, repr=False, compare=False)
    """As it stood when it was last checked: to look at it for each page takes longer than to write one."""

    def check(self) -> None:
        """That it can be written, without a row; raises DELIVERY_TABLE, _COLUMNS, _KEY and _REJECTED."""
        self._known = None
        with self._open() as (connection, table):
            self._check_key(connection, table)
            ours = [table.c[name] for name in self._names]
            connection.execute(insert(table).from_select(ours, select(*ours).where(false())))
            connection.execute(update(table).where(false()).values(dict.fromkeys(self._names)))

    def write(self, rows: Sequence[ListedRow], moment: datetime.datetime) -> None:
        """Write the rows of a page as they are; the same page again changes nothing. Raises DELIVERY_KEY."""
        keys = [tuple(row.values[name] for name in self.delivery.key) for row in rows]
        if len(set(keys)) < len(keys) or any(part is None for key in keys for part in key):
            raise Refusal("DELIVERY_KEY", name=self.name, columns=", ".join(self.delivery.key))
        if rows:
            with self._open() as (connection, table):
                values = [self._values(table, row, moment) for row in rows]
                connection.execute(self._merging(table, connection.dialect.name), values)

    def mark_gone(self, moment: datetime.datetime) -> int:
        """Mark what was in the list and was not found in the pass that began at a moment; how many."""
        delivery = self.delivery
        with self._open() as (connection, table):
            deleted, seen = table.c[delivery.deleted_at], table.c[delivery.seen_at]
            unseen = or_(seen.is_(None), seen < _fitting(seen, moment))
            marks = {name: _fitting(table.c[name], moment) for name in (delivery.deleted_at, delivery.changed_at)}
            return connection.execute(update(table).where(deleted.is_(None), unseen).values(marks)).rowcount

    @property
    def _names(self) -> list[str]:
        one = self.delivery
        return [*(column.name for column in one.columns), one.deleted_at, one.seen_at, one.changed_at]

    @contextmanager
    def _open(self) -> Iterator[tuple[Connection, Table]]:
        """The table in a transaction; what the other side refuses is told without the rows that it speaks of."""
        schema, _, name = self.name.rpartition(".")
        # No text of an error may hold the values that were written.
        options: dict[str, Any] = {"poolclass": NullPool, "hide_parameters": True}
        engine = create_engine(driven(make_url(self.url)), connect_args={"connect_timeout": PATIENCE}, **options)
        try:
            with engine.begin() as connection:
                if self._known is None:
                    self._known = Table(name, MetaData(), schema=schema or None, autoload_with=connection)
                if missing := [one for one in self._names if one not in self._known.c]:
                    raise Refusal("DELIVERY_COLUMNS", name=self.name, columns=", ".join(missing))
                yield connection, self._known
        except NoSuchTableError:
            raise Refusal("DELIVERY_TABLE", name=self.name) from None
        except (DataError, IntegrityError, ProgrammingError) as error:
            raise Refusal("DELIVERY_REJECTED", name=self.name, detail=_said(error)) from None

    def _check_key(self, connection: Connection, table: Table) -> None:
        inspector = inspect(connection)
        unique: list[Sequence[str | None]] = [
            inspector.get_pk_constraint(table.name, table.schema)["constrained_columns"]
        ]
        unique += [one["column_names"] for one in inspector.get_unique_constraints(table.name, table.schema)]
        unique += [one["column_names"] for one in inspector.get_indexes(table.name, table.schema) if one["unique"]]
        if not any(set(self.delivery.key) == set(names) for names in unique):
            raise Refusal("DELIVERY_KEY", name=self.name, columns=", ".join(self.delivery.key))

    def _values(self, table: Table, row: ListedRow, moment: datetime.datetime) -> dict[str, object]:
        delivery = self.delivery
        marks = {
            delivery.deleted_at: None if row.listed else moment,
            delivery.seen_at: moment,
            delivery.changed_at: moment,
        }
        return {name: _fitting(table.c[name], value) for name, value in {**row.values, **marks}.items()}

    def _merging(self, table: Table, dialect: str) -> Insert:
        """Put in what is new and write over what is known; `changed_at` moves only with what stands beside it."""
        on_postgresql, on_mysql = postgresql.insert(table), mysql.insert(table)
        new = on_postgresql.excluded if dialect == "postgresql" else on_mysql.inserted
        delivery = self.delivery
        told = [column.name for column in delivery.columns if column.name not in delivery.key]
        was, now = table.c[delivery.deleted_at], new[delivery.deleted_at]
        other = or_(*(table.c[name].is_distinct_from(new[name]) for name in told), was.is_(None) != now.is_(None))
        # In this order: MySQL reads a column that was set before as it has become.
        written = [
            (delivery.changed_at, case((other, new[delivery.changed_at]), else_=table.c[delivery.changed_at])),
            (delivery.deleted_at, case((now.is_(None), null()), else_=func.coalesce(was, now))),
            *((name, new[name]) for name in (*told, delivery.seen_at)),
        ]
        if dialect == "postgresql":
            return on_postgresql.on_conflict_do_update(index_elements=list(delivery.key), set_=dict(written))
        return on_mysql.on_duplicate_key_update(written)


def _fitting(column: Column[Any], value: object) -> object:
    """A value as the column's type takes it: moments in the province's time where it knows no zone, lists as text."""
    try:
        kind = column.type.python_type
    except NotImplementedError:
        kind = str
    if value is None:
        return None
    if issubclass(kind, datetime.datetime):
        moment = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(str(value))
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
        return zoned if getattr(column.type, "timezone", False) else zoned.astimezone(ZONE).replace(tzinfo=None)
    if issubclass(kind, datetime.date) and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(ZONE).isoformat(" ", "seconds")
    if issubclass(kind, str) or isinstance(value, list | dict):
        return cell(value)
    return int(value) if isinstance(value, bool) and not issubclass(kind, bool) else value


def _said(error: DataError | IntegrityError | ProgrammingError) -> str:
    """Of what kind it is, by its class and its code: its words may hold what was written."""
    code = getattr(error.orig, "sqlstate", None) or next(iter(getattr(error.orig, "args", ())), "")
    return f"{type(error).__name__} {code}" if isinstance(code, int) or len(str(code)) == 5 else type(error).__name__
