"""The connections of the authorization server to its tables."""

from psycopg_pool import ConnectionPool


def connections(address: str, size: int = 8) -> ConnectionPool:
    """The pool the server works on, as the `auth` role; open it before the first request."""
    return ConnectionPool(
        address,
        min_size=1,
        max_size=size,
        timeout=5,
        # An assertion is spent even if the request then fails: each statement stands alone.
        kwargs={"autocommit": True},
        # After a restart of the database the first request would meet a dead connection.
        check=ConnectionPool.check_connection,
        open=False,
    )
