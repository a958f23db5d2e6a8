"""Health: whether the hub runs, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from registry.store.database import Database


class Health:
    """Answers GET /healthz and GET /readyz, to anyone and in one line of text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def alive(self, _: Request) -> Response:
        """200 as long as the worker answers at all."""
        return PlainTextResponse("ok\n")

    async def ready(self, _: Request) -> Response:
        """200 when the database answers within two seconds, else 503; on a connection that no client takes."""
        try:
            async with self._database.own.connection(timeout=2) as connection:
                await connection.execute("SELECT 1")
        except Exception:
            return PlainTextResponse("the database does not answer\n", 503)
        return PlainTextResponse("ready\n")
