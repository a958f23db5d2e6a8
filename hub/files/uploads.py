"""Uploads: POST /files takes a file in, piece by piece and sealed, and answers the import that works through it."""

import asyncio
from contextlib import AbstractAsyncContextManager, suppress
from datetime import UTC
from email.message import Message
from functools import partial

import psycopg
from anyio import CancelScope
from starlette.requests import Request
from starlette.responses import Response

from auth.grants import Grant
from connectors.ingest.imports import Imports
from connectors.ingest.kept_files import Transaction, hand_over, keep
from hub.answering import answers
from hub.answering.bodies import Bodies, Body
from hub.answering.granted_endpoint import GrantedRequest
from hub.answering.permission import require_actor
from hub.answering.requests import JSON
from registry.errors import Refusal
from registry.journal import jobs, uploads
from registry.journal.import_files import PIECE
from registry.journal.imports import Import, Known
from registry.redaction import cut, hidden
from registry.store.connection import Connection
from registry.store.turns import Claim
from schema.requests.context import Hub

LONGEST_NAME = 200
SWITCHES = {"true": True, "1": True, "false": False, "0": False}


class Uploads:
    """Answers POST /files."""

    def __init__(self, hub: Hub, imports: Imports, bodies: Bodies, mib: int, seconds: int) -> None:
        self._hub, self._imports, self._bodies = hub, imports, bodies
        self._most, self._seconds = mib << 20, seconds

    async def answer(self, asking: GrantedRequest) -> Response:
        """The import, 202, or 200 where the same was handed in before."""
        one = self._asked(asking.request, asking.grant)
        transaction = partial(self._transaction, asking.grant)
        async with transaction() as connection:
            await jobs.permit_one_more(connection, one.client)
        with self._bodies.in_hand(one.client) as sent:
            known = await self._taken(asking.request, sent, one, transaction)
        id = known.id if known else one.id
        body: dict[str, object] = {"import": str(id), "known": bool(known), "errors": f"/files/{id}/errors.csv"}
        if known:  # what it says of the import came of it then
            body["receivedAt"] = known.received_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return Response(answers.json_text(body), 200 if known else 202, media_type=JSON)

    def _asked(self, request: Request, grant: Grant) -> Import:
        """What is handed in, before any of it is read.

        Raises UNKNOWN_SOURCE, MISSING_SCOPE, CONTENT_TYPE and CONTENT_ENCODING.
        """
        asked = request.query_params
        source = self._imports.source(grant.department, asked.get("source", "feedback"))
        act = self._imports.act(grant.department, source)
        act.permit(grant)
        require_actor(grant)
        if request.headers.get("content-type", "").startswith("multipart/"):
            raise Refusal("CONTENT_TYPE", type="application/octet-stream")
        if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise Refusal("CONTENT_ENCODING")
        name = asked.get("name") or _named(request.headers.get("content-disposition", ""))
        return Import(
            department=grant.department,
            client=grant.asker,
            source=source.name,
            act=source.act,
            scope=act.scope,
            scopes=sorted(grant.scopes),
            name=hidden(cut(_shown(name.replace("\\", "/").rpartition("/")[2]), LONGEST_NAME)) or "file",
            check_only=_switch(asked.get("check", "false"), "check"),
            digest=b"",
            bytes=0,
        )

    async def _taken(self, request: Request, sent: Body, one: Import, transaction: Transaction) -> Known | None:
        """Keep the file and ask for its job, unless the same was handed in before."""
        again = _switch(request.query_params.get("again", "false"), "again")
        try:
            async with asyncio.timeout(self._seconds):
                pieces = sent.pieces(request, PIECE, self._most)
                whole = await keep(transaction, self._hub.vault, one, pieces)
        except BaseException as error:
            await self._drop(one, transaction)
            if isinstance(error, TimeoutError):
                raise Refusal("BODY_TOO_SLOW", seconds=self._seconds) from None
            raise
        async with transaction() as connection:
            return await hand_over(connection, whole, again)

    async def _drop(self, one: Import, transaction: Transaction) -> None:
        """Keep nothing of it; what cannot be taken out now is forgotten in an hour."""
        with CancelScope(shield=True), suppress(psycopg.Error, Refusal):
            async with transaction() as connection:
                await uploads.drop(connection, one.id)

    def _transaction(self, grant: Grant) -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.transaction(
            department=grant.department, actor=grant.actor_id, claim=Claim(grant.asker)
        )


def _named(disposition: str) -> str:
    """The name of a file as its sender's header has it (RFC 6266); none where the header makes no sense."""
    header = Message()
    header["content-disposition"] = disposition
    try:
        return header.get_filename() or ""
    except (TypeError, ValueError, LookupError):  # email raises them at parts out of order and odd character sets
        return ""


def _shown(name: str) -> str:
    """The name, a blank for what cannot be shown: PostgreSQL takes no NUL, and no half of a surrogate pair."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())


def _switch(text: str, name: str) -> bool:
    if text not in SWITCHES:
        raise Refusal("BAD_BOOLEAN", name, name=name)
    return SWITCHES[text]
