"""A hub's OAuth endpoints over real HTTP and a real database, and clients that ask them."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey
from psycopg_pool import ConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth import client_registration, clients, external_issuers, officer_registration, signed_actors, signing_keys
from auth.administration import Administrator
from auth.authentication import ASSERTION_TYPE
from auth.client_keys import new_key
from auth.client_registration import Application, Credentials
from auth.connections import connections
from auth.errors import Unauthorized
from auth.metadata import Endpoints
from auth.officer_registration import Entry
from auth.officers import Officer
from auth.routes import routes
from auth.scopes import scopes
from auth.server import AuthorizationServer
from auth.token_limits import TokenLimits
from hub.database.postgres import Server
from hub.database.roles import addresses
from registry.errors import Refusal
from registry.identity.master_key import MasterKey
from registry.store.roles import Roles
from tests.conftest import TEMPLATE, Copy

DEPARTMENTS = ("civil_affairs", "housing", "health", "finance")
KNOWN = scopes(DEPARTMENTS)
CONSOLE = (*sorted(name for name in KNOWN if "/" in name and "account" not in name), "hub:audit", "hub:read")
"""All that a program may hold through which officers work."""
TESTER = Administrator.at_the_machine("a test")
HOUSING = ("hub:read", "housing/targets:read", "housing/feedback:write")


More = Callable[[AuthorizationServer], Sequence[Route]]


@dataclass
class Clock:
    """A clock that a test may move."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class Party:
    """A registered client, as its own program sees itself."""

    credentials: Credentials
    key: ECKey
    token_url: str

    @property
    def client_id(self) -> str:
        return self.credentials.client_id

    @property
    def secret(self) -> str:
        return str(self.credentials.client_secret)

    def assertion(self, header: Mapping[str, Any] | None = None, **claims: Any) -> str:
        """A signed assertion; a claim given as None is left out."""
        now = int(time.time())
        ordinary = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.token_url,
            "jti": f"j-{time.time_ns()}",
            "iat": now,
            "exp": now + 60,
        }
        stated = {name: value for name, value in {**ordinary, **claims}.items() if value is not None}
        return jwt.encode({"alg": "ES256", **(header or {})}, stated, self.key, algorithms=["ES256"])

    def form(self, assertion: str | None = None, **fields: str) -> dict[str, str]:
        return {
            "grant_type": "client_credentials",
            "scope": "hub:read",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion or self.assertion(),
            **fields,
        }


@dataclass
class Hub:
    """The running endpoints, and what an administrator does behind them."""

    server: AuthorizationServer
    http: httpx.Client
    pool: ConnectionPool
    master: MasterKey
    clock: Clock
    owner: str = field(repr=False)

    def register(self, *granted: str, secret: bool = False, department: str = "housing", **rest: Any) -> Party:
        key = ECKey.import_key(new_key())
        application = Application(
            department=department,
            divisions=rest.pop("divisions", ["620102000000"]),
            scopes=granted or HOUSING,
            approved_by="a test",
            jwks=rest.pop("jwks", {"keys": [key.as_dict(private=False)]}),
            secret=secret,
            **rest,
        )
        with self.pool.connection() as connection:
            credentials = client_registration.register(connection, application, KNOWN)
        return Party(credentials, key, self.server.endpoints.token)

    def token(self, party: Party, scope: str = "hub:read") -> str:
        answer = self.http.post("/oauth/token", data=party.form(scope=scope))
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["access_token"]
        return token

    def officer(self, *roles: str, account: str = "zhang", department: str = "civil_affairs", **rest: Any) -> Officer:
        """A new officer of these roles."""
        entry = Entry(
            account,
            rest.pop("name", "张某"),
            department,
            rest.pop("divisions", ["620102000000"]),
            rest.pop("valid_from", date(2020, 1, 1)),
            rest.pop("valid_to", None),
        )
        with self.pool.connection() as connection:
            officer = officer_registration.add(connection, TESTER, entry, DEPARTMENTS)
            officer_registration.give_roles(connection, TESTER, officer, roles)
            return officer_registration.one(connection, account)

    def officers_token(self, officer: Officer, *scopes: str, through: Party | None = None) -> str:
        """A token that says these scopes, for an officer who signed in through a client."""
        client_id = (through or self.register(*CONSOLE, divisions=["620000000000"])).client_id
        with self.pool.connection() as connection:
            client = clients.find(connection, client_id)
        assert client
        return self.server.tokens.mint(client, scopes or CONSOLE, officer)

    def me(self, token: str, **headers: str) -> httpx.Response:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.get("/me", headers={"Authorization": f"Bearer {token}", **said})

    def disable(self, officer: Officer) -> None:
        """As an administrator does."""
        with self.pool.connection() as connection:
            officer_registration.disable(connection, TESTER, officer)
        self.server.bearer.forget(str(officer.id))

    def events(self, account: str) -> list[str]:
        """What the log of signing in says of an account, in its order."""
        of = "SELECT event FROM sign_in_log JOIN officers o ON o.id = officer_id WHERE account = %s ORDER BY sign_in_log.id"
        return [event for (event,) in self.rows(of, account)]

    def rows(self, statement: str, *params: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.owner, autocommit=True) as connection:
            return connection.execute(statement, params).fetchall()

    def execute(self, statement: str, *params: object) -> None:
        with psycopg.connect(self.owner, autocommit=True) as connection:
            connection.execute(statement, params)


@pytest.fixture
def hub(copy: Copy, tmp_path: Path) -> Iterator[Hub]:
    with hub_of(copy, tmp_path, TokenLimits(10**6)) as hub:
        yield hub


@pytest.fixture(scope="module")
def lasting_hub(
    postgres: Server, template: Roles, new_database: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hub]:
    """A hub for all stories of a module."""
    owner = postgres.owner_url(new_database(TEMPLATE))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    with hub_of(copy, tmp_path_factory.mktemp("hub"), TokenLimits(10**6)) as hub:
        yield hub


@pytest.fixture
def officers_hub(lasting_hub: Hub) -> Hub:
    """The module's hub, without any officer; its clients, whose ids are new for each story, stay."""
    lasting_hub.clock.ahead = 0
    lasting_hub.execute("TRUNCATE officer_enrolments, officers CASCADE")
    return lasting_hub


@contextmanager
def hub_of(
    copy: Copy,
    tmp_path: Path,
    limits: TokenLimits,
    issuers: Path | None = None,
    more: More = lambda _: (),
    host: str = "127.0.0.1",
) -> Iterator[Hub]:
    """The endpoints on a port of their own, with `more` of them, and a client; `issuers` is a file of external ones."""
    clock, master = Clock(), MasterKey.create(tmp_path / "master.key")
    with _socket() as listening, connections(copy.addresses.auth, 8) as pool:
        issuer = f"http://{host}:{listening.getsockname()[1]}"
        endpoints = Endpoints(issuer)
        external = tuple(external_issuers.declared(issuers, endpoints.resource, KNOWN)) if issuers else ()
        server = AuthorizationServer(pool, master, endpoints, KNOWN, clock, external)
        with pool.connection() as connection:
            signing_keys.create(connection, master, clock())
        with _serving(server, limits, listening, more), httpx.Client(base_url=issuer, timeout=30) as http:
            hub = Hub(server, http, pool, master, clock, copy.owner)
            _divisions(hub)
            yield hub


def _divisions(hub: Hub) -> None:
    for code, lo, hi in [
        ("620000000000", 620000000000, 630000000000),
        ("620102000000", 620102000000, 620103000000),
        ("620103000000", 620103000000, 620104000000),
        ("620502000000", 620502000000, 620503000000),
    ]:
        hub.execute(
            """
            INSERT INTO divisions (code, name, level, lo, hi, valid_from)
            VALUES (%s, 'x', 'county', %s, %s, '2020-01-01')
            """,
            code,
            lo,
            hi,
        )


def _me(server: AuthorizationServer) -> Route:
    """What any resource of the hub does first."""

    async def endpoint(request: Request) -> Response:
        try:
            token, signed = request.headers.get("authorization"), request.headers.get(signed_actors.HEADER)
            named = await server.bearer.named(token, signed) if signed else None
            grant = await server.bearer.grant(token, named)
        except Refusal as refusal:
            challenge = {"WWW-Authenticate": refusal.challenge} if isinstance(refusal, Unauthorized) else {}
            return JSONResponse({"code": refusal.code}, refusal.status, challenge)
        return JSONResponse(json.loads(json.dumps(asdict(grant) | {"multirange": grant.multirange}, default=_plain)))

    return Route("/me", endpoint)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, frozenset) else str(value)


@contextmanager
def _socket() -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        yield listening


@contextmanager
def _serving(server: AuthorizationServer, limits: TokenLimits, listening: socket.socket, more: More) -> Iterator[None]:
    app = Starlette(routes=[*more(server), *routes(server, limits, lambda *_: None), _me(server)])
    http = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=http.run, kwargs={"sockets": [listening]})
    thread.start()
    while not http.started:
        time.sleep(0.01)
    try:
        yield
    finally:
        http.should_exit = True
        thread.join()
