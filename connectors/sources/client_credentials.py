"""Client credentials (OAuth 2.0, RFC 6749 4.4) for interfaces of others: a token is fetched and kept while it lasts."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from connectors.sources.secret import Secret
from registry.errors import Refusal

SPARE = 30
"""Seconds before its end from which a token is no longer used."""
USUAL = 300
"""Seconds for which one is good that does not say it."""
Sent = Callable[[httpx.Request], Any]
"""Sends a request, and gives what the JSON of its answer holds."""


@dataclass(frozen=True)
class ClientCredentials:
    """As whom a token is asked, and where."""

    url: str
    client_id: str
    secret: Secret
    scope: str = ""
    in_body: bool = False
    """Told in the body, as some servers want it, not in the header."""

    def request(self, client: httpx.Client) -> httpx.Request:
        """What asks for a token."""
        form = {"grant_type": "client_credentials", **({"scope": self.scope} if self.scope else {})}
        if self.in_body:
            form |= {"client_id": self.client_id, "client_secret": self.secret.value()}
            return client.build_request("POST", self.url, data=form)
        request = client.build_request("POST", self.url, data=form)
        return next(httpx.BasicAuth(self.client_id, self.secret.value()).auth_flow(request))


class Token:
    """A token as long as it lasts."""

    def __init__(self, credentials: ClientCredentials, client: httpx.Client, sent: Sent) -> None:
        self._credentials, self._client, self._sent = credentials, client, sent
        self._header, self._until = "", 0.0

    def header(self) -> str:
        """What `Authorization` says; raises SOURCE_SIGN_IN where none is given."""
        if time.monotonic() >= self._until:
            self._header, self._until = self._new()
        return self._header

    def drop(self) -> None:
        """It was refused: another is asked for the next time."""
        self._until = 0.0

    def _new(self) -> tuple[str, float]:
        asked = time.monotonic()
        answer = self._sent(self._credentials.request(self._client))
        if not isinstance(answer, Mapping) or not isinstance(answer.get("access_token"), str):
            raise Refusal("SOURCE_SIGN_IN", name=httpx.URL(self._credentials.url).host)
        # Numbers are read as they were written.
        lasts = str(answer.get("expires_in") or USUAL).partition(".")[0]
        seconds = int(lasts) if lasts.isdecimal() and len(lasts) < 10 else USUAL
        return f"Bearer {answer['access_token']}", asked + max(seconds - SPARE, 1)
