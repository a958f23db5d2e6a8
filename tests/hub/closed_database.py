"""A database that lets nobody in, for as long as a block lasts."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import conninfo_to_dict

from hub.database.postgres import Server


@contextmanager
def closed(postgres: Server, url: str) -> Iterator[None]:
    """Whoever was in it is ended, and nobody comes in until the block ends."""
    name = str(conninfo_to_dict(url)["dbname"])
    with psycopg.connect(postgres.owner_url("postgres"), autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())
