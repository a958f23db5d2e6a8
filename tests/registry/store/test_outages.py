"""Outages: what keeps the database from answering has a code of its own."""

import psycopg
import pytest
from psycopg import errors
from psycopg_pool import PoolTimeout

from registry.store.outages import outage, went


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.DiskFull(), "DISK_FULL"),
        (errors.ReadOnlySqlTransaction(), "READ_ONLY"),
        (errors.TooManyConnections(), "TOO_MANY_CONNECTIONS"),
        (psycopg.OperationalError("FATAL:  sorry, too many clients already"), "TOO_MANY_CONNECTIONS"),
        (PoolTimeout("remaining connection slots are reserved"), "TOO_MANY_CONNECTIONS"),
        (psycopg.OperationalError("connection refused"), "UNAVAILABLE"),
        (errors.CannotConnectNow(), "UNAVAILABLE"),
        (errors.LockNotAvailable(), "UNAVAILABLE"),
        (errors.UniqueViolation(), None),
        (ValueError(), None),
    ],
)
def test_an_error_has_the_code_of_its_outage(error: Exception, code: str | None) -> None:
    assert outage(error) == code


def test_only_a_lost_connection_is_a_reason_to_ask_once_more() -> None:
    assert went(errors.AdminShutdown())
    assert went(psycopg.OperationalError("server closed the connection unexpectedly"))
    assert not went(PoolTimeout("nobody lets us in"))
    assert not went(errors.DiskFull())
