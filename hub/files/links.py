"""Download links: POST /links asks for one, and whoever holds it fetches by GET /d/… what its asker may, once."""

import hashlib
import json
import re
import secrets
import uuid
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive

from auth.bearer import Bearer
from auth.grants import Grant, client_of
from hub.answering import answers
from hub.answering.bodies import WHOLE, Bodies
from hub.answering.error_masking import held_back, stopped_by
from hub.answering.granted_endpoint import GrantedEndpoint, GrantedRequest
from hub.answering.observation import seen
from hub.answering.permission import STANDING
from hub.answering.requests import GRAPHQL, JSON, json_of
from registry.errors import Refusal
from registry.identity.vault import SealBroken
from registry.journal import download_links
from registry.journal.access_log import Look, answered
from registry.journal.download_links import ATTRIBUTE, DownloadLink, Opened
from registry.store.acting import ACT_AS
from registry.store.connection import Connection
from registry.store.turns import Claim
from schema.requests.context import Hub

Answer = Callable[[GrantedRequest], Awaitable[Response]]

PREFIX = "/d/"
CODE = re.compile(r"[\w-]{43}", re.ASCII)
ERROR_FILE = re.compile(r"/files/(?P<id>[0-9a-f-]{36})/errors\.(csv|xlsx)", re.ASCII)
MINUTES, USES = (1, 30), (1, 5)
LONGEST = 64 << 10
"""Bytes of a request that a link may hold."""
PASSED_ON = ("accept", "accept-language", "x-purpose")
"""Headers of who asks for a link that go with its request."""
DIGEST = hashlib.sha256(b"link").digest()
"""What stands in the access log in the place of a document."""
NOBODY_YET = Claim("download links")
"""Who opens links, until it is known whose they are: not more of them at a time than of one client's requests."""
# Every answer says already that its type is not to be guessed.
PRIVATE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True)
class Kept:
    """A request as a link keeps it."""

    path: str
    headers: Mapping[str, str]
    body: Any  # whatever JSON holds; None for a file that is fetched


class Links:
    """Makes and opens links to what a token opens: `posted` by their paths, and the error files."""

    def __init__(
        self, hub: Hub, bearer: Bearer, bodies: Bodies, issuer: str, posted: Mapping[str, Answer], error_files: Answer
    ) -> None:
        self._hub, self._bearer, self._bodies, self._issuer = hub, bearer, bodies, issuer
        self._posted, self._error_files = posted, error_files

    async def make(self, asking: GrantedRequest) -> Response:
        """A link to what is asked for; raises BAD_LINK_REQUEST and TOO_MANY_LINKS."""
        grant = asking.grant
        with self._bodies.in_hand(grant.asker) as sent:
            kept, minutes, uses = self._wanted(asking.request, await sent.read(asking.request))
        one = DownloadLink(grant.department, grant.asker, grant.scopes, minutes, uses)
        code, sealed = secrets.token_urlsafe(32), self._hub.vault.seal_bytes(ATTRIBUTE, one.id, _text(kept))
        async with self._transaction(grant) as connection:
            until = await download_links.make(connection, one, code, sealed)
            await _log(connection, one, "link.asked", one.id, kept.path, asking.id)
        body = {"url": f"{self._issuer}{PREFIX}{code}", "expiresAt": until.isoformat(), "uses": uses}
        return Response(answers.json_text(body), 201, media_type=JSON)

    async def fetch(self, request: Request) -> Response:
        """What the link leads to, as an attachment that nobody keeps; nothing is raised."""
        if request.method != "GET":  # who looks whether something is there spends nothing
            return Response(status_code=405, headers={"Allow": "GET", **PRIVATE})
        told, request_id = seen(request), uuid.uuid4().hex
        told.request = request_id
        try:
            opened, kept = await self._opened(request.path_params["code"], request_id)
            response = await self._answered(request, opened, kept)
        except Exception as error:
            stopped = await held_back(stopped_by(error, request, request_id))
            told.outcome = stopped.code
            response = answers.answer(stopped.errors, stopped.status, GRAPHQL, stopped.headers)
        if response.status_code >= 400:
            response = _readable(request, response)
        else:
            response.headers.setdefault("Content-Disposition", "attachment")
        response.headers.update({"X-Request-Id": request_id, **PRIVATE})
        return response

    async def _opened(self, code: str, request_id: str) -> tuple[Opened, Kept]:
        """The link, one of whose uses is spent, and its request; raises LINK_GONE."""
        if not CODE.fullmatch(code):
            raise Refusal("LINK_GONE")
        async with self._hub.database.transaction(claim=NOBODY_YET) as connection:
            opened = await download_links.open_once(connection, code)
            try:
                kept = Kept(*orjson.loads(self._hub.vault.open_bytes(ATTRIBUTE, opened.id, opened.request)))
            except SealBroken:
                raise Refusal("LINK_GONE") from None
            await connection.execute("SELECT set_config('hub.department', $1, true)", [opened.department])
            await connection.execute(ACT_AS, [str(opened.actor or "")])
            await _log(connection, opened, "link.opened", opened.id, kept.path, request_id)
        return opened, kept

    async def _answered(self, request: Request, opened: Opened, kept: Kept) -> Response:
        """As the asker would be answered now; a use that brings nothing is given back."""
        answer = self._posted.get(kept.path, self._error_files)
        response = await GrantedEndpoint(self._bearer, answer)(_as_asked(request, opened, kept))
        if response.status_code >= 400:
            async with self._hub.database.transaction(claim=NOBODY_YET) as connection:
                await download_links.give_back(connection, opened.id)
        return response

    def _transaction(self, grant: Grant) -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.transaction(
            department=grant.department, actor=grant.actor_id, claim=Claim(grant.asker)
        )

    def _wanted(self, request: Request, text: bytes) -> tuple[Kept, int, int]:
        """The request that is to be kept, for how many minutes and uses; raises BAD_LINK_REQUEST."""
        wanted = json_of(text) if len(text) <= LONGEST else None
        if not isinstance(wanted, dict) or not isinstance(path := wanted.get("path"), str):
            raise Refusal("BAD_LINK_REQUEST")
        body, minutes, uses = wanted.get("body"), wanted.get("minutes", 10), wanted.get("uses", 1)
        posted = path in self._posted and isinstance(body, dict)
        fetched = ERROR_FILE.fullmatch(path) and body is None
        if not (posted or fetched) or not _within(minutes, MINUTES) or not _within(uses, USES):
            raise Refusal("BAD_LINK_REQUEST")
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        return Kept(path, headers, body), minutes, uses


def _text(kept: Kept) -> bytes:
    """The request as it is sealed; raises BAD_LINK_REQUEST of what could not be read again as it was sent.

    That is an integer of more than 64 bits, half of a surrogate pair, and what is nested hundreds deep.
    """
    try:
        return orjson.dumps([kept.path, kept.headers, kept.body])
    except orjson.JSONEncodeError:
        raise Refusal("BAD_LINK_REQUEST") from None


def _within(value: object, bounds: tuple[int, int]) -> bool:
    return type(value) is int and bounds[0] <= value <= bounds[1]


def _readable(request: Request, response: Response) -> Response:
    """What is wrong as a person reads it in a browser; programs are told as anywhere else."""
    if "text/html" not in request.headers.get("accept", ""):
        return response
    errors = orjson.loads(response.body)["errors"]
    lines = (f"{error['message']} ({error['extensions']['code']})" for error in errors)
    kept = {name: response.headers[name] for name in ("Retry-After",) if name in response.headers}
    return Response("\n".join(lines), response.status_code, kept, "text/plain")


def _as_asked(request: Request, opened: Opened, kept: Kept) -> Request:
    """The kept request as its asker would send it now, without a token: the link stands in its place."""
    body = b"" if kept.body is None else orjson.dumps(kept.body)
    headers = {**kept.headers, "content-type": JSON, "content-length": str(len(body))}
    found = ERROR_FILE.fullmatch(kept.path)
    scope = {
        **request.scope,
        "method": "POST" if kept.body is not None else "GET",
        "path": kept.path,
        "raw_path": kept.path.encode(),
        "path_params": {"id": found["id"]} if found else {},
        "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        WHOLE: True,
        STANDING: (opened.client, frozenset(opened.scopes), opened.actor),
    }
    return Request(scope, _receiving(body, request.receive))


def _receiving(body: bytes, rest: Receive) -> Receive:
    """The body first, and then whether its reader has left."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else await rest()

    return receive


async def _log(
    connection: Connection, whose: DownloadLink | Opened, operation: str, id: UUID, path: str, request: str
) -> None:
    """That a link was asked for or opened; what it showed is another row, of the same request."""
    variables = json.dumps({"link": str(id), "path": path})
    look = Look(client_of(whose.client), whose.department, None, None, operation, DIGEST, variables, request)
    await answered(connection, look, [])
