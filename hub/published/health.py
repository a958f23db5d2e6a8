"""Health: whether the hub runs, and whether it can answer."""

import psycopg
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from registry.errors import Refusal
from registry.journal.signing_watch import SigningWatch
from registry.store.database import Database
from registry.store.outages import outage
from registry.store.standby import Standby

# Whether it can be written as well: without a row in the access log nobody is answered.
WRITABLE = "SELECT current_setting('transaction_read_only') = 'off', pg_is_in_recovery()"


class Health:
    """Answers GET /healthz and GET /readyz, to anyone and in one line of text."""

    def __init__(self, database: Database, standby: Standby | None = None, signing: SigningWatch | None = None) -> None:
        self._database, self._standby, self._signing = database, standby, signing

    async def alive(self, _: Request) -> Response:
        """200 as long as the worker answers at all."""
        return PlainTextResponse("ok\n")

    async def ready(self, _: Request) -> Response:
        """200 when the database answers within two seconds, else 503 and what is wrong, by its code.

        It is asked on a connection that no client takes.
        """
        code = await self._trouble()
        return not_ready(Refusal(code)) if code else PlainTextResponse(f"ready{self._left_out}{self._unsigned}\n")

    async def _trouble(self) -> str | None:
        try:
            async with self._database.own.connection(timeout=2) as connection:
                row = await (await connection.execute(WRITABLE)).fetchone()
        except psycopg.Error as error:
            return outage(error) or "UNAVAILABLE"
        return None if row == (True, False) else "READ_ONLY"

    @property
    def _unsigned(self) -> str:
        """What keeps acts from being taken: reading, feedback and emergency look-ups go on without it."""
        if not (self._signing and self._signing.late):
            return ""
        return f"; AUDIT_LATE since {self._signing.at:%Y-%m-%d %H:%M}Z (审计存证未签名)"

    @property
    def _left_out(self) -> str:
        """What keeps the standby from answering: the hub is ready without it."""
        trouble = self._standby.trouble if self._standby else None
        return f"; the standby is left out: {trouble} (备库暂不使用)" if trouble else ""


def not_ready(refusal: Refusal) -> Response:
    """503 and one line: the code, and what it means."""
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    return PlainTextResponse(f"not ready: {refusal.code}. {refusal.en} {refusal.zh}\n", 503, headers)
