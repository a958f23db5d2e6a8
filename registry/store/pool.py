"""Pools: a connection that is handed out was alive a moment ago, and who gets none is told why."""

import select
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from registry.store.connection import Connection

# Statements are small and kept: compiling one to machine code, because its cost was guessed too high, takes longer.
SESSION = (
    "-c TimeZone=UTC -c DateStyle=ISO -c jit=off"
    " -c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
)
PATIENCE = 5.0
"""Seconds that a caller waits for a connection."""
TIRED = 10.0
"""Seconds after which a broken connection is no longer tried for in growing pauses: the next caller begins anew."""


class Pool(AsyncConnectionPool[Connection]):
    """Connections of one role; to find a dead one costs a look at its socket and no round trip."""

    def __init__(self, address: str, connections: int, least: int = 1, kind: type[Connection] | None = None) -> None:
        self.unreached: psycopg.Error | None = None
        """What kept the last try from the database, None since one has come through."""
        super().__init__(
            make_conninfo(address, options=f"{conninfo_to_dict(address).get('options') or ''} {SESSION}".strip()),
            connection_class=_telling(self, kind or Connection),
            # Placeholders are $1, as in every statement of the registry and the planner.
            kwargs={"autocommit": True, "cursor_factory": psycopg.AsyncRawCursor},
            min_size=least,
            max_size=connections,
            timeout=PATIENCE,
            reconnect_timeout=TIRED,
            open=False,
        )

    async def getconn(self, timeout: float | None = None) -> Connection:  # noqa: ASYNC109 - psycopg's own signature
        """One that is alive, to be given back by `putconn`; raises PoolTimeout with what keeps the database away.

        psycopg's own `check` asks the server each time, and pauses after each that is dead.
        """
        while True:
            try:
                connection = await super().getconn(timeout)
            except PoolTimeout as late:
                raise PoolTimeout(str(self.unreached or late)) from self.unreached
            if alive(connection):
                return connection
            await connection.close()
            await self.putconn(connection)


def alive(connection: psycopg.AsyncConnection[Any]) -> bool:
    """Whether an idle connection stands: what its server said last, or that it hung up, lies in the socket."""
    if connection.closed:
        return False
    socket = select.poll()
    socket.register(connection.fileno(), select.POLLIN)
    try:
        # Once for its last words and once for the end of them; whatever else it says by itself (a notice) is no end.
        for _ in range(3):
            if not socket.poll(0):
                return True
            connection.pgconn.consume_input()
    except psycopg.OperationalError:
        return False
    return not connection.closed


def _telling(pool: Pool, kind: type[Connection]) -> type[Connection]:
    """The class of this pool's connections: the pool hears whether a new one has come to stand."""

    class Told(kind):  # type: ignore[misc, valid-type] # of the kind that the pool is given
        @classmethod
        async def connect(cls, *args: Any, **options: Any) -> Any:  # whatever the pool gives psycopg's own class
            try:
                connection = await super().connect(*args, **options)
            except psycopg.Error as error:
                pool.unreached = error
                raise
            pool.unreached = None
            return connection

    return Told
