"""Requests to an interface that answers in JSON: held to its address, a rate, a time and a length, and asked again."""

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import tenacity

from connectors.sources.client_credentials import ClientCredentials, Token
from connectors.sources.json_answers import FAILING, Bounds, json_of
from connectors.sources.pauses import Busy, again, pause
from connectors.sources.secret import Secret
from registry.errors import Refusal

TRIES = 4
MOST_REDIRECTS = 3
CONNECT_SECONDS = 10.0
HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "aidhub"}
"""Nothing packed: what a page unpacks to could not be held to its length before it is there."""


@dataclass(frozen=True)
class JsonRequests:
    """How an interface is asked."""

    url: str
    parameters: Mapping[str, str]
    """What is asked beside pages and marks, always the same."""
    header: str = "Authorization"
    secret: Secret | None = None
    """What that header says."""
    credentials: ClientCredentials | None = None
    per_second: float = 5
    seconds: float = 60
    """Within which a page is there to its end."""
    most_bytes: int = 16 << 20
    ca_file: Path | None = None
    tries: int = TRIES

    @property
    def host(self) -> str:
        """How it is called in what is told."""
        return httpx.URL(self.url).host

    @contextmanager
    def opened(self) -> Iterator["Asking"]:
        """A conversation; proxies and passwords of who runs the hub are not used."""
        trusted = ssl.create_default_context(cafile=self.ca_file)
        timeout = httpx.Timeout(self.seconds, connect=CONNECT_SECONDS)
        with httpx.Client(headers=HEADERS, timeout=timeout, verify=trusted, trust_env=False) as client:
            yield Asking(self, client)


class Asking:
    """A conversation with an interface, one request after the other."""

    def __init__(self, how: JsonRequests, client: httpx.Client) -> None:
        self._how, self._client, self._next = how, client, 0.0
        self._token = Token(how.credentials, client, self._sent) if how.credentials else None

    def page(self, parameters: Mapping[str, str]) -> Any:
        """What the JSON of an answer holds, numbers as they were written.

        Raises SOURCE_STATUS, SOURCE_BUSY, SOURCE_SIGN_IN, SOURCE_REDIRECT, SOURCE_LONG, SOURCE_SLOW, SOURCE_ANSWER.
        """
        url = httpx.URL(self._how.url).copy_merge_params({**self._how.parameters, **parameters})
        trying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(again),
            stop=tenacity.stop_after_attempt(self._how.tries),
            wait=pause,
            reraise=True,
        )
        try:
            return trying(self._asked, url)
        except Busy as busy:
            code = "SOURCE_STATUS" if busy.status >= FAILING else "SOURCE_BUSY"
            raise Refusal(code, name=self._how.host, status=busy.status) from None

    def _asked(self, url: httpx.URL) -> Any:
        try:
            return self._sent(self._request(url))
        except Refusal as refusal:
            if self._token is None or refusal.code != "SOURCE_SIGN_IN":
                raise
            self._token.drop()  # it may have been taken back before its end
            return self._sent(self._request(url))

    def _request(self, url: httpx.URL) -> httpx.Request:
        request = self._client.build_request("GET", url)
        if self._token:
            request.headers["Authorization"] = self._token.header()
        elif self._how.secret:
            request.headers[self._how.header] = self._how.secret.value()
        return request

    def _sent(self, request: httpx.Request) -> Any:
        """Its answer, following it within the address that was named only."""
        for _ in range(MOST_REDIRECTS + 1):
            self._wait_for_turn()
            until = time.monotonic() + self._how.seconds
            response = self._client.send(request, stream=True)
            try:
                if not response.next_request:
                    return json_of(response, Bounds(self._how.most_bytes, self._how.seconds, until))
                on = response.next_request
            finally:
                response.close()
            if _place(on.url) != _place(request.url):
                raise Refusal("SOURCE_REDIRECT", name=request.url.host, value=on.url.host)
            request = on
        raise Refusal("SOURCE_REDIRECT", name=request.url.host, value=request.url.host)

    def _wait_for_turn(self) -> None:
        time.sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + 1 / self._how.per_second


def _place(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
