"""Identity providers outside of the hub: a real one (oidc-provider), and one that publishes whatever a story needs."""

import json
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.auth.conftest import Hub
from tests.conftest import NPM

PORTAL, PASSWORD = "housing-portal", "a password that the provider alone knows"
CEILING = ["hub:read", "housing/targets:read"]


def new_key(kid: str = "k1") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


@dataclass
class Provider:
    """An issuer at work; a story that holds its key can sign what the issuer never would."""

    iss: str
    key: RSAKey

    def token(self, audience: str, scope: str = "hub:read", client: str = PORTAL) -> str:
        """What the provider itself answers a program that asks it for a token for the hub."""
        form = {"grant_type": "client_credentials", "scope": scope, "resource": audience}
        answer = httpx.post(f"{self.iss}/token", data=form, auth=(client, PASSWORD))
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["access_token"]
        return token

    def fetches(self) -> int:
        """How often its keys were fetched."""
        return int(httpx.get(f"{self.iss}/fetches").json()["fetches"])

    def signed(self, hub: Hub, header: Mapping[str, Any] | None = None, /, **claims: Any) -> str:
        """A token signed with its key; a claim or field given as None is left out."""
        now = int(hub.clock())
        ordinary = {
            "iss": self.iss,
            "aud": hub.server.endpoints.resource,
            "sub": PORTAL,
            "client_id": PORTAL,
            "scope": "hub:read housing/targets:read",
            "iat": now,
            "exp": now + 300,
        }
        fields = {"alg": "RS256", "typ": "at+jwt", "kid": "k1", **(header or {})}
        stated = {name: value for name, value in {**ordinary, **claims}.items() if value is not None}
        kept = {name: value for name, value in fields.items() if value is not None}
        return jwt.encode(kept, stated, self.key, algorithms=["RS256", "PS256"])

    def declaration(self, more: str = "") -> str:
        """What lets the hub believe it, as it stands in the file."""
        return f"""[[issuer]]
iss = "{self.iss}"
algs = ["RS256"]
departments = ["housing"]
scope_ceiling = {json.dumps(CEILING)}
{more}
"""

    def declared(self, folder: Path) -> Path:
        """The file that lets the hub believe it alone."""
        file = folder / "issuers.toml"
        file.write_text(self.declaration())
        return file


@contextmanager
def oidc_provider(node: str, *clients: str, **claims: Mapping[str, Any]) -> Iterator[Provider]:
    """oidc-provider with these clients, whose tokens say these claims besides; ended with the block at the latest."""
    port, key = free_port(), new_key()
    given = {
        "port": port,
        "key": key.as_dict(private=True),
        "clients": [{"client_id": client, "client_secret": PASSWORD} for client in clients],
        "claims": claims,
    }
    with subprocess.Popen(
        [node, "identity_provider.mjs"],
        cwd=NPM,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(given))
        process.stdin.close()
        try:
            assert process.stdout.readline() == "ready\n"
            yield Provider(f"http://127.0.0.1:{port}", key)
        finally:
            process.kill()


@dataclass
class Publisher(Provider):
    """Publishes what it is given, and counts who asks."""

    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    """Status and body by path."""
    asked: list[str] = field(default_factory=list)

    def publishes(self, *keys: Mapping[str, Any]) -> None:
        self.answers["/.well-known/openid-configuration"] = 200, {"issuer": self.iss, "jwks_uri": f"{self.iss}/jwks"}
        self.answers["/jwks"] = 200, {"keys": list(keys)}

    def fetches(self) -> int:
        return self.asked.count("/jwks")


@contextmanager
def publisher(key: RSAKey) -> Iterator[Publisher]:
    """An issuer of our own making, which publishes its one key until it is told otherwise."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked.append(self.path)
            status, body = issuer.answers.get(self.path, (404, {}))
            told = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", body["to"])
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        issuer = Publisher(f"http://127.0.0.1:{server.server_port}", key)
        issuer.publishes(key.as_dict(private=False))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield issuer
        finally:
            server.shutdown()
            thread.join()


def portal(hub: Hub, *scopes: str, client: str = PORTAL, **rest: Any) -> None:
    """A client of the hub that its issuer knows by the same id."""
    party = hub.register(*scopes, **rest)
    hub.execute("UPDATE oauth_clients SET client_id = %s WHERE client_id = %s", client, party.client_id)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
