"""A hub that runs: the real application over real HTTP, on a small invented province on 15 March 2024."""

import asyncio
import base64
import datetime
import json
import math
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import httpx
import psycopg
import uvicorn

from auth.administration import Administrator
from auth.client_registration import Application, register
from auth.clients import find
from auth.connections import connections
from auth.metadata import Endpoints
from auth.officer_registration import Entry, add, give_roles, one
from auth.scopes import defaults, scopes
from auth.signing_keys import SigningKeys
from auth.tokens import LIFE, Tokens
from connectors import discover
from hub.app import create
from hub.commands.workers import configuration
from hub.database.first_fill import PROVINCE, fill
from hub.database.keys import master_key, vault_of
from hub.population.ledger import Order
from hub.population.loading import load as load_population
from hub.settings import Settings
from policy.catalogue import Catalogue, load
from registry.identity.identity_numbers import with_check_digit
from registry.store.connection import Connection
from registry.store.database import Addresses

TODAY = datetime.date(2024, 3, 15)
HOME, ELSEWHERE = "621102000000", "620102000000"
TOWNSHIP = "621102001000"
IDENTITY = frozenset({"identity/name:read", "identity/number:read"})
READS = ("hub:read", "household/chain:read", "civil/population:read", *sorted(IDENTITY))
TWO_PERSONS = {
    "township": (TOWNSHIP, "civil/population:enter"),
    "first reviewer": (HOME, "civil/population:review"),
    "reviewer": (HOME, "civil/population:decide"),
    "reviewer elsewhere": (ELSEWHERE, "civil/population:decide"),
    "one for both": (HOME, "civil/population:enter", "civil/population:review", "civil/population:decide"),
    "registrar": (PROVINCE, "civil/sharing:decide"),
    "contact reader": (HOME, "identity/phone:read", "identity/account:read", "civil/population:write"),
}
"""Who enters what another confirms, and who decides on sharing or opens contacts: where, and with which scopes besides reading."""
OFFICERS = {
    "clerk": (TOWNSHIP, "entry_clerk", "identity_reader"),
    "approver": (HOME, "approver", "identity_reader"),
    "other approver": (HOME, "approver", "identity_reader"),
    "case worker": (HOME, "case_worker", "identity_reader"),
    "other case worker": (HOME, "case_worker"),
    "window": (HOME, "window_clerk"),
    "zhang": (PROVINCE, "supervisor", "reviewer"),
    "li": (PROVINCE, "supervisor", "reviewer"),
}
"""People who act through one client: where, and with which roles."""
ADMINISTERING = ("hub:read", "hub:officers", "hub:clients", "hub:grants", "hub:keys", "hub:audit")
ADMINISTRATORS = {role: (PROVINCE, role) for role in ("system_administrator", "security_administrator", "auditor")} | {
    "county_system": (HOME, "system_administrator"),
    "county_security": (HOME, "security_administrator"),
}
"""Who administers, through another that nobody works with."""


@dataclass(frozen=True)
class Copy:
    """A fresh copy of the migrated database: its owner's URL and those of its roles."""

    owner: str
    addresses: Addresses

    def by_owner(self, statement: str, *values: object, **named: object) -> int:
        """How many rows the owner has changed: what the application may not, and a story needs to have happened."""
        with psycopg.connect(self.owner, autocommit=True) as connection:
            return connection.execute(statement, named or values).rowcount


RENEW_AFTER = 120  # seconds; a token lives for 300


@dataclass
class Asker:
    """A client with its token, which it renews as a client does that works for longer than one lives."""

    http: httpx.Client
    renew: Callable[[], str]
    renewed: float = -math.inf
    current: str = ""

    @property
    def token(self) -> str:
        if time.monotonic() - self.renewed > RENEW_AFTER:
            self.current, self.renewed = self.renew(), time.monotonic()
        return self.current

    def post(self, query: str, variables: Any = None, **headers: str) -> httpx.Response:
        asked = {"Authorization": f"Bearer {self.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        return self.http.post("/graphql", json={"query": query, "variables": variables or {}}, headers=asked)

    def every(self, query: str, variables: Any = None) -> list[Any]:
        """The nodes of all pages of a list, asked with `$after`: other stories have put many on it."""
        nodes, after, more = [], None, True
        while more:
            (page,) = self.ask(query, {**(variables or {}), "after": after}).values()
            nodes += page["nodes"]
            more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
        return nodes

    def ask(self, query: str, variables: Any = None, **headers: str) -> Any:
        """The data of an answer without errors."""
        body = self.post(query, variables, **headers).json()
        assert "errors" not in body, body["errors"]
        return body["data"]

    def refused(self, query: str, variables: Any = None, **headers: str) -> list[str]:
        """The codes of an answer that is refused."""
        return [error["extensions"]["code"] for error in self.post(query, variables, **headers).json()["errors"]]


@dataclass
class Running:
    """The hub, its clients by name, and the owner's way into its database."""

    url: str
    http: httpx.Client
    owner: str
    catalogue: Catalogue
    askers: dict[str, Asker] = field(default_factory=dict)
    numbers: int = 0
    born: Counter[str] = field(default_factory=Counter)
    given: set[str] = field(default_factory=set)
    ending: Callable[[str, float], str] = field(default=lambda _token, _left: "")
    """A token like this one that ends in so many seconds."""

    def __getitem__(self, name: str) -> Asker:
        return self.askers[name]

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.owner, autocommit=True) as connection:
            return connection.execute(statement, values).fetchall()

    def number(self, born: str = "20100901") -> str:
        """An ID number nobody holds: the invented population's begin at 100, and a day has 99 of the others.

        Each day of birth is counted by itself: many of one day do not make the children of another day younger.
        """
        self.numbers += 1
        while True:
            later, place = divmod(self.born[born], 99)
            self.born[born] += 1
            day = datetime.date.fromisoformat(born) + datetime.timedelta(days=later)
            number = with_check_digit(f"629901{day:%Y%m%d}{place + 1:03}")
            if number not in self.given:
                self.given.add(number)
                return number


PERSONS = 400


@contextmanager
def running(copy: Copy, folder: Path, persons: int = PERSONS, **limits: Any) -> Iterator[Running]:
    """Populate, register the clients, serve."""
    populate(copy, folder, persons)
    with served(copy, folder, persons, **limits) as hub:
        yield hub


def populate(copy: Copy, folder: Path, persons: int = PERSONS) -> None:
    """Fill the database and invent its people; the keys stand in the folder."""
    catalogue = load(discover())
    settings = _settings(copy, folder, persons, 1)
    fill(settings, copy.addresses, catalogue)
    asyncio.run(_populate(settings, copy, catalogue, persons))


@contextmanager
def served(copy: Copy, folder: Path, persons: int = PERSONS, **limits: Any) -> Iterator[Running]:
    """Serve what is populated, and register the clients."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        settings = _settings(copy, folder, persons, listener.getsockname()[1], **limits)
        application = create(settings, copy.addresses, lambda: TODAY)
        server = uvicorn.Server(configuration(settings, application, timeout_graceful_shutdown=1))
        listener.listen(128)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with httpx.Client(base_url=settings.issuer, timeout=30) as http:
                while not server.started:
                    time.sleep(0.02)
                hub = Running(settings.issuer, http, copy.owner, load(discover()))
                _register(hub, settings, copy)
                hub.ending = partial(_ending, settings, copy)
                yield hub
        finally:
            server.should_exit = True
            thread.join()


def _settings(copy: Copy, folder: Path, persons: int, port: int, **limits: Any) -> Settings:
    # Receivers of webhooks are served by the tests themselves.
    near: dict[str, Any] = {"webhook_networks": (ip_network("127.0.0.1/32"),), "webhook_http": True}
    wide: dict[str, Any] = {
        "cost_per_minute": 10**12,
        "tokens_per_minute": 10**6,
        "password_mib": 1,
        **near,
        **limits,
    }
    return Settings(copy.owner, "any", port, persons, folder, f"http://127.0.0.1:{port}", 4, **wide)


async def _populate(settings: Settings, copy: Copy, catalogue: Catalogue, persons: int) -> None:
    with psycopg.connect(copy.addresses.vault) as connection:
        vault = vault_of(connection, master_key(settings))
    owner = await Connection.connect(copy.owner, autocommit=True, cursor_factory=psycopg.AsyncRawCursor)
    async with owner:
        await load_population(owner, Order(persons, 1), vault, catalogue, TODAY)
        await owner.execute("ANALYZE")


def done(nodes: list[dict[str, Any]]) -> list[str]:
    """What was done, by links of a chain; the cross-check warns whenever it gets round to it."""
    return [node["kind"] for node in nodes if node["kind"] != "WARNED"]


def _register(hub: Running, settings: Settings, copy: Copy) -> None:
    wanted = {code: (code, PROVINCE) for code in hub.catalogue.departments}
    wanted |= {f"{code} here": (code, HOME) for code in ("civil_affairs", "education_aid", "housing")}
    wanted |= {f"{code} elsewhere": (code, ELSEWHERE) for code in ("civil_affairs", "education_aid", "finance")}
    with psycopg.connect(copy.addresses.auth) as connection:
        for name, (department, division) in wanted.items():
            own = {"hub:webhooks"} if name.endswith(" here") else frozenset[str]()
            granted = sorted(defaults(department) | own | (IDENTITY if department != "finance" else frozenset()))
            known = scopes(hub.catalogue.departments)
            application = Application(department, [division], granted, "a test", secret=True)
            client = register(connection, application, known)
            connection.commit()
            asks = partial(token, hub, client.client_id, str(client.client_secret))
            hub.askers[name] = Asker(hub.http, partial(asks, granted))
            if name == "civil_affairs elsewhere":
                hub.askers["supervisor there"] = Asker(hub.http, partial(asks, ["hub:read", "civil/supervise:read"]))
            if name == "civil_affairs here":
                hub.askers["supervisor here"] = Asker(hub.http, partial(asks, ["hub:read", "civil/supervise:read"]))
        for name, (division, *granted) in TWO_PERSONS.items():
            application = Application("civil_affairs", [division], [*READS, *granted], "a test", secret=True)
            client = register(connection, application, known)
            asks = partial(token, hub, client.client_id, str(client.client_secret))
            hub.askers[name] = Asker(hub.http, partial(asks, [*READS, *granted]))
        _register_officers(hub, connection, settings, copy)
        client = register(connection, Application("housing", [PROVINCE], ["hub:read"], "a test", secret=True), known)
        connection.commit()
        reads = partial(token, hub, client.client_id, str(client.client_secret), ["hub:read"])
        hub.askers["reader"] = Asker(hub.http, reads)
    hub.askers["nobody"] = Asker(hub.http, lambda: "nothing")


def _register_officers(hub: Running, connection: psycopg.Connection, settings: Settings, copy: Copy) -> None:
    """Officers who have signed in, and the programs through which: those who work, and those who administer."""
    by, known = Administrator.at_the_machine("a test"), scopes(hub.catalogue.departments)
    besides = {"civil/population:enter", "civil/population:review", "civil/population:decide"}
    besides |= {"household/subject:read"}
    working = sorted(defaults("civil_affairs") | IDENTITY | besides)
    for officers, granted in ((OFFICERS, working), (ADMINISTRATORS, list(ADMINISTERING))):
        application = Application("civil_affairs", [PROVINCE], granted, "a test", secret=True)
        console = register(connection, application, known)
        for name, (division, *roles) in officers.items():
            account = name.replace(" ", "-")
            entry = Entry(account, "张某", "civil_affairs", [division], TODAY)
            give_roles(connection, by, add(connection, by, entry, hub.catalogue.departments), roles)
            signed_in = partial(_minted, settings, copy, console.client_id, granted, LIFE, account)
            hub.askers[name] = Asker(hub.http, signed_in)
    hub.askers["program"] = Asker(hub.http, partial(token, hub, console.client_id, str(console.client_secret), granted))


def _ending(settings: Settings, copy: Copy, token: str, left: float) -> str:
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return _minted(settings, copy, claims["client_id"], claims["scope"].split(), left)


def _minted(
    settings: Settings, copy: Copy, client_id: str, wanted: list[str], left: float, account: str | None = None
) -> str:
    """A token that ends in so many seconds, of an officer who has signed in where one is named."""
    with connections(copy.addresses.auth) as pool, pool.connection() as connection:
        keys = SigningKeys(pool, master_key(settings), time.time)
        tokens = Tokens(Endpoints(settings.issuer), keys.current, lambda: time.time() - LIFE + left)
        client = find(connection, client_id)
        assert client is not None
        return tokens.mint(client, wanted, one(connection, account) if account else None)


def token(hub: Running, client: str, secret: str, wanted: list[str]) -> str:
    form = {"grant_type": "client_credentials", "scope": " ".join(wanted)}
    answer = hub.http.post("/oauth/token", data=form, auth=(client, secret))
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["access_token"]
    return found
