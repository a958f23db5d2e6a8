"""The sign-in pages over real HTTP and a real database, and officers before their browsers."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx
import pyotp
import pytest
from starlette.routing import Route

from auth import enrolments, officer_registration
from auth.officers import Officer
from auth.passwords import Passwords
from auth.server import AuthorizationServer
from auth.token_limits import TokenLimits
from hub.database.postgres import Server
from hub.database.roles import addresses
from hub.signin.routes import routes, sign_in_of
from registry.identity.keys import KeyRing
from registry.identity.suites import AES, Key
from registry.identity.vault import Vault
from registry.store.roles import Roles
from tests.auth.conftest import KNOWN, TESTER, Hub, hub_of
from tests.conftest import TEMPLATE, Copy, of_the_document

PASSWORD = "three lanterns by the river"
CHEAP = Passwords(mib=1)


OPENED: list[httpx.Client] = []


@dataclass
class Browser:
    """A browser with a jar of its own; forms are sent as from a page of the hub."""

    hub: Hub
    language: str = "en"
    answer: httpx.Response = field(init=False)
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        headers = {"Accept-Language": self.language, "User-Agent": "A browser"}
        self.http = httpx.Client(base_url=self.origin, headers=headers, timeout=30)
        OPENED.append(self.http)

    @property
    def origin(self) -> str:
        return self.hub.server.endpoints.issuer

    def open(self, path: str) -> httpx.Response:
        """Go to a page, wherever that leads within the hub."""
        self.answer = self._followed(self.http.get(path))
        return self.answer

    def send(self, path: str, **fields: str) -> httpx.Response:
        """Send a form, and go where that leads within the hub."""
        self.answer = self._followed(self.http.post(path, data=fields, headers={"Origin": self.origin}))
        return self.answer

    def hidden(self, name: str) -> str:
        """What a hidden field of the page holds."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.answer.text)
        assert found, self.answer.text
        return unescape(found[1])

    def code(self) -> str:
        """What the page says is wrong."""
        found = re.search(r'class="code">([A-Z_]+)<', self.answer.text)
        return found[1] if found else ""

    def session(self) -> httpx.Response:
        """Who the hub says this is."""
        return self.http.get("/session", headers={"X-Aidhub-Console": "1"})

    def sign_in(self, account: str, password: str = PASSWORD) -> httpx.Response:
        return self.send("/signin", account=account, password=password, next="/signin/account")

    def _followed(self, answer: httpx.Response) -> httpx.Response:
        while answer.is_redirect and str(answer.next_request and answer.next_request.url).startswith(self.origin):
            answer = self.http.get(answer.headers["location"])
        return answer


@dataclass
class Enrolled:
    """An officer who has taken over their account, and what their phone knows."""

    officer: Officer
    secret: str
    hub: Hub
    spent: set[str] = field(default_factory=set)

    @property
    def account(self) -> str:
        return self.officer.account

    def code(self, steps: int = 0) -> str:
        """What the phone shows so many steps from now."""
        return pyotp.TOTP(self.secret).at(int(self.hub.clock()) + 30 * steps)

    def signed_in(self) -> Browser:
        """A browser in which they have signed in with both steps."""
        browser = Browser(self.hub)
        browser.sign_in(self.account)
        self.hub.clock.ahead += 30  # the code of this step may have been taken
        browser.send("/signin/factor", code=self.code(), next="/signin/account")
        assert browser.code() == "", browser.answer.text
        return browser


Started = Callable[[str], AbstractContextManager[Hub]]


@pytest.fixture(scope="session")
def start(
    postgres: Server, template: Roles, new_database: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Started:
    """Starts a hub with its pages, known by a name or by a bare address."""
    key = Key(os.urandom(32), AES)
    vault, catalogue = Vault(KeyRing({1: key}, 1, (key,))), of_the_document()

    def pages(server: AuthorizationServer) -> Sequence[Route]:
        return routes(sign_in_of(server, vault, CHEAP), server, KNOWN, catalogue)

    def start(host: str) -> AbstractContextManager[Hub]:
        owner = postgres.owner_url(new_database(TEMPLATE))
        copy = Copy(owner, addresses(owner, template, postgres.secrets))
        return hub_of(copy, tmp_path_factory.mktemp("hub"), TokenLimits(10**6), more=pages, host=host)

    return start


@pytest.fixture(scope="package")
def pages_hub(start: Started) -> Iterator[Hub]:
    with start("127.0.0.1") as hub:
        yield hub


@pytest.fixture(scope="package")
def pages_named_hub(start: Started) -> Iterator[Hub]:
    with start("localhost") as hub:
        yield hub


@pytest.fixture
def hub(pages_hub: Hub) -> Iterator[Hub]:
    """The folder's hub, without any officer, and nobody has to wait."""
    yield from emptied(pages_hub)


@pytest.fixture
def named_hub(pages_named_hub: Hub) -> Iterator[Hub]:
    """One that browsers know by a name."""
    yield from emptied(pages_named_hub)


def emptied(hub: Hub) -> Iterator[Hub]:
    hub.execute("TRUNCATE officer_enrolments, officers, sign_in_pauses, sign_in_log CASCADE")
    hub.clock.ahead = 0
    yield hub
    while OPENED:
        OPENED.pop().close()


@pytest.fixture
def browser(hub: Hub) -> Browser:
    return Browser(hub)


def link(hub: Hub, officer: Officer, *roles: str) -> str:
    """A one-time link for an officer, who has these roles still."""
    with hub.pool.connection() as connection:
        code = enrolments.create(connection, officer.id, "a test")
        officer_registration.give_roles(connection, TESTER, officer, roles or officer.roles)
    return f"/enrol/{code}"


def enrolled(hub: Hub, *roles: str, factor: bool = True, **rest: Any) -> Enrolled:
    """An officer who has taken over their account, with or without a second factor."""
    officer, browser = hub.officer(*roles, **rest), Browser(hub)
    path = link(hub, officer)
    browser.open(path)
    found = re.search(r"<code>([A-Z2-7]{32})</code>", browser.answer.text)
    assert found, browser.answer.text
    one = Enrolled(officer, found[1], hub)
    code = one.code() if factor else ""
    browser.send(path, new=PASSWORD, again=PASSWORD, code=code, sealed=browser.hidden("sealed"))
    assert browser.code() == "", browser.answer.text
    return one
