"""The hub that is measured: `aidhub serve` as an operator starts it, and a client of it with a token."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import httpx

from benchmarks.place import Place
from benchmarks.processes import SERVERS, running
from hub.database.postgres import free_port


@dataclass(frozen=True)
class Hub:
    """A running hub."""

    process: int
    url: str
    clients: Path

    def headers(self, client: str) -> dict[str, str]:
        """The authorization of a demonstration client, good for five minutes."""
        credentials = json.loads(self.clients.read_text())[client]
        form = {"grant_type": "client_credentials", "scope": " ".join(credentials["scopes"])}
        auth = (credentials["client_id"], credentials["client_secret"])
        answer = httpx.post(f"{self.url}/oauth/token", data=form, auth=auth, timeout=60)
        return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}

    def ask(self, client: str, query: str, variables: dict[str, object]) -> dict[str, object]:
        """The data of an answer without errors."""
        body = {"query": query, "variables": variables}
        answer = httpx.post(f"{self.url}/graphql", json=body, headers=self.headers(client), timeout=60).json()
        if "errors" in answer:
            raise RuntimeError(answer["errors"])
        data: dict[str, object] = answer["data"]
        return data


UNLIMITED: Mapping[str, str] = MappingProxyType(
    {"AIDHUB_COST_PER_MINUTE": str(10**12), "AIDHUB_TOKENS_PER_MINUTE": str(10**6)}
)
"""A minute that holds whatever a client of the bench asks: it asks for as much as the hub can answer."""


@contextmanager
def serving(
    place: Place, workers: int = 1, core: str = SERVERS, limits: Mapping[str, str] = UNLIMITED
) -> Iterator[Hub]:
    """The hub on a port of its own, with these settings; it shares the PostgreSQL of the place."""
    port = free_port()
    command = [sys.executable, "-m", "hub.commands.cli", "serve", *(["--workers", str(workers)] if workers > 1 else [])]
    environment = {"AIDHUB_VAR": str(place.settings.var), "PORT": str(port), "AIDHUB_ISSUER": "", **limits}
    with running(command, environment, port, core) as process:
        yield Hub(process, f"http://127.0.0.1:{port}", place.settings.var / "demo" / "clients.json")
