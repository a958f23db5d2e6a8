"""Partitions of the access log: a month each, made ahead, and listed when their term is over; none is ever deleted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import psycopg
from psycopg import sql

from registry.journal.access_log import access_log
from registry.store.roles import Roles
from registry.store.row_security import guard_partition

AHEAD = 2
"""Months beyond the present one for which there is a place already."""


class Partition(NamedTuple):
    """A part of the log."""

    name: str
    until: datetime | None
    """Before which moment its rows lie; None of the default, which takes those that have no other place."""
    rows: int
    """About how many rows there are."""
    size: int
    """Bytes, with the indexes."""


def listed(connection: psycopg.Connection) -> list[Partition]:
    """The partitions in the order of time, that for all others last."""
    rows = connection.execute(LIST).fetchall()
    return [Partition(name, until and until.astimezone(UTC), *counted) for name, until, *counted in rows]


def make_ahead(connection: psycopg.Connection, roles: Roles, now: datetime) -> list[str]:
    """Make the months that are missing, as the owner; the names of those that were made.

    A month of which rows lie in the default already stays there. Raises LockNotAvailable where the log is held for
    longer than two seconds: nobody who answers waits longer for this.
    """
    made = []
    connection.execute("SET lock_timeout = '2s'")
    for month in missing(connection, now):
        try:
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub partitions'))")
                made += _make(connection, roles, month)
        except psycopg.errors.CheckViolation:
            continue
    return made


def missing(connection: psycopg.Connection, now: datetime) -> Iterator[datetime]:
    """The months that are to be made: up to AHEAD, from where the partitions end."""
    row = connection.execute(REACHED).fetchone()
    month = row[0].astimezone(UTC) if row and row[0] else _first(now)
    while month <= _later(_first(now), AHEAD):
        yield month
        month = _later(month, 1)


def past_term(partitions: list[Partition], months: int, now: datetime) -> list[Partition]:
    """Those whose youngest row is older than so many months."""
    return [one for one in partitions if one.until and _later(one.until, months) <= now]


def _make(connection: psycopg.Connection, roles: Roles, month: datetime) -> list[str]:
    name = f"access_log_{month:%Y_%m}"
    if connection.execute("SELECT to_regclass(%s)", [name]).fetchone() != (None,):
        return []
    # Made apart and guarded before it is put in its place: to make it there would hold all who read or write the log.
    part = sql.Identifier(name)
    connection.execute(sql.SQL("CREATE TABLE {} (LIKE access_log INCLUDING DEFAULTS)").format(part))
    guard_partition(connection, name, access_log, roles)
    connection.execute(
        sql.SQL("ALTER TABLE access_log ATTACH PARTITION {} FOR VALUES FROM ({}) TO ({})").format(
            part, *(sql.Literal(moment.isoformat()) for moment in (month, _later(month, 1)))
        )
    )
    return [name]


def _first(now: datetime) -> datetime:
    utc = now.astimezone(UTC)
    return datetime(utc.year, utc.month, 1, tzinfo=UTC)


def _later(month: datetime, months: int) -> datetime:
    years, rest = divmod(month.month - 1 + months, 12)
    return month.replace(year=month.year + years, month=rest + 1)


UNTIL = r"""substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz"""
PARTS = "pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'access_log'::regclass"

REACHED = f"SELECT max({UNTIL}) FROM {PARTS}"

LIST = f"""SELECT c.relname, {UNTIL} AS until, greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid)
FROM {PARTS} ORDER BY until NULLS LAST"""
