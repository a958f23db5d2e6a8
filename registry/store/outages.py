"""Outages: whether a connection to the database was lost, and what keeps the database from answering."""

import psycopg
from psycopg_pool import PoolTimeout

GOING = (psycopg.errors.AdminShutdown, psycopg.errors.CrashShutdown, psycopg.errors.CannotConnectNow)
CODES: tuple[tuple[type[psycopg.Error], str], ...] = (
    (psycopg.errors.DiskFull, "DISK_FULL"),
    (psycopg.errors.ReadOnlySqlTransaction, "READ_ONLY"),
    (psycopg.errors.TooManyConnections, "TOO_MANY_CONNECTIONS"),
    (psycopg.errors.LockNotAvailable, "UNAVAILABLE"),
    (psycopg.errors.DeadlockDetected, "UNAVAILABLE"),
    (psycopg.errors.InsufficientResources, "UNAVAILABLE"),
    *((going, "UNAVAILABLE") for going in GOING),
)
FULL = ("too many clients", "connection slots", "too many connections")
"""A server that lets nobody in says why in words alone; these are PostgreSQL's English ones."""


def went(error: psycopg.OperationalError) -> bool:
    """Whether the connection was lost while it was used, so that another one may do."""
    return isinstance(error, GOING) or (error.sqlstate is None and not isinstance(error, PoolTimeout))


def outage(error: Exception) -> str | None:
    """The code of what keeps the database from answering; None where the error is of another kind."""
    for kind, code in CODES:
        if isinstance(error, kind):
            return code
    if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
        return "TOO_MANY_CONNECTIONS" if any(words in str(error) for words in FULL) else "UNAVAILABLE"
    return None
