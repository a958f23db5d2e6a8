"""Authentication: which client is asking, by its signed assertion or, where allowed, by its secret."""

import base64
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from psycopg_pool import ConnectionPool

from auth import assertions, clients
from auth.clients import PUBLIC, Client
from auth.errors import InvalidToken
from auth.metadata import Endpoints
from auth.requests import FormRequest
from registry.errors import Refusal
from registry.reference.calendar import today

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CLIENT_ID = re.compile(r"[a-z0-9_-]{1,100}")


class Authentication:
    """Finds the client behind a request; whatever is wrong, the answer is the same."""

    def __init__(
        self,
        pool: ConnectionPool,
        endpoints: Endpoints,
        clock: Callable[[], float],
        shut_out: Callable[[str], None],
    ) -> None:
        """`shut_out` is told of a client that is found disabled or expired."""
        self._pool, self._endpoints, self._clock, self._shut_out = pool, endpoints, clock, shut_out

    def client(self, request: FormRequest) -> Client:
        """The client that sent the request; raises CLIENT_NOT_AUTHENTICATED and TWO_AUTHENTICATIONS."""
        signed = "client_assertion" in request.fields or "client_assertion_type" in request.fields
        if signed + ("client_secret" in request.fields) + (request.authorization is not None) > 1:
            raise Refusal("TWO_AUTHENTICATIONS")
        try:
            if signed:
                client = self._by_assertion(request)
            elif "client_secret" in request.fields or request.authorization is not None:
                client = self._by_secret(request)
            else:
                # It proves nothing: what it brings, a code or a token, has to be proof enough.
                client = self.named(request.fields.get("client_id"), PUBLIC)
        except (InvalidToken, ValueError):
            raise _unknown() from None
        if request.fields.get("client_id", client.client_id) != client.client_id:
            raise _unknown()
        return client

    def _by_assertion(self, request: FormRequest) -> Client:
        if request.fields.get("client_assertion_type") != ASSERTION_TYPE:
            raise InvalidToken
        assertion = request.fields.get("client_assertion", "")
        client = self.named(_subject(assertion), "private_key_jwt")
        audiences = {self._endpoints.issuer, self._endpoints.token, request.uri}
        with self._pool.connection() as connection:
            request.named = assertions.accept(connection, client, assertion, audiences, self._clock())
        return client

    def _by_secret(self, request: FormRequest) -> Client:
        if "client_secret" in request.fields:
            secret = request.fields["client_secret"]
            client = self.named(request.fields.get("client_id"), "client_secret_post")
        else:
            name, secret = _basic(request.authorization)
            client = self.named(name, "client_secret_basic")
        if not client.has_secret(secret):
            raise InvalidToken
        return client

    def named(self, client_id: object, method: str | None = None) -> Client:
        """The active client of this id, which may authenticate by this method; raises InvalidToken."""
        if not isinstance(client_id, str) or not CLIENT_ID.fullmatch(client_id):
            raise InvalidToken
        with self._pool.connection() as connection:
            client = clients.find(connection, client_id)
        if client is None or (method and method not in client.token_endpoint_auth_methods):
            raise InvalidToken
        if not client.active(today(self._clock())):
            self._shut_out(client.client_id)
            raise InvalidToken
        return client


def claimed(request: FormRequest) -> str:
    """The id of the client that a request says it is of; empty where what it says could be none."""
    try:
        if "client_assertion" in request.fields:
            name = _subject(request.fields["client_assertion"])
        elif request.authorization is not None:
            name, _ = _basic(request.authorization)
        else:
            name = request.fields.get("client_id")
    except (InvalidToken, ValueError):
        return ""
    return name if isinstance(name, str) and CLIENT_ID.fullmatch(name) else ""


def _basic(authorization: str | None) -> tuple[str, str]:
    """Client and secret of an Authorization header (RFC 6749 §2.3.1); raises InvalidToken and ValueError."""
    scheme, _, credentials = (authorization or "").partition(" ")
    if scheme.lower() != "basic":
        raise InvalidToken
    pair = base64.b64decode(credentials.strip(), validate=True).decode()
    name, _, secret = (unquote_plus(part, errors="strict") for part in pair.partition(":"))
    return name, secret


def _subject(assertion: str) -> Any:  # whatever the sender wrote; it only says whose keys to try
    try:
        payload = assertion.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["sub"]
    except Exception as error:  # IndexError, ValueError, TypeError, KeyError, RecursionError …
        raise InvalidToken from error


def _unknown() -> Refusal:
    # One text for all: which of it is wrong helps only who is guessing.
    return Refusal("CLIENT_NOT_AUTHENTICATED")
