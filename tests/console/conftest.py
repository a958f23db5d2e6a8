"""The console in a real browser, before a whole hub; what no page may do is looked at after each story."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from hub.console import building
from registry.errors import Refusal
from tests import signed_in
from tests.conftest import NPM
from tests.console.desk import Desk
from tests.hub_running import HOME, Running

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
AXE = NPM / "node_modules" / "axe-core" / "axe.min.js"
OFFICE = {"width": 1366, "height": 768}
"""The screen of an office's computer."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The console, built once; another process of the tests waits for who builds it."""
    cache = building.PROJECT / "var" / "node"
    try:
        building.prepare(cache, print)
    except Refusal as refusal:
        pytest.skip(refusal.en)  # no package index within reach: it is said which
    building.build(cache, print)  # what cannot be built then is broken


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the stories of a file: Playwright runs a loop as long as it lives, beside which no other may run."""
    if not CHROMIUM:
        pytest.skip("there is no Chromium on this machine (Debian: apt install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        # Its sandbox needs what containers and root do not have; it opens pages of our own alone.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module", autouse=True)
def closing() -> Iterator[None]:
    yield
    while signed_in.OPENED:
        signed_in.OPENED.pop().close()


Seat = Callable[..., Desk]


@pytest.fixture
def seat(hub: Running, chromium: Browser, built: None) -> Iterator[Seat]:
    """Puts an officer before a browser: by account and roles, of a department and its divisions."""
    desks = list[Desk]()

    def sit(account: str, *roles: str, language: str = "zh-CN", **where: object) -> Desk:
        context = chromium.new_context(base_url=hub.url, locale=language, viewport=OFFICE, timezone_id="Asia/Shanghai")
        desk = Desk.at(context, hub.url, AXE.read_text() if AXE.exists() else "")
        desks.append(desk)
        if account:
            where.setdefault("divisions", [HOME])
            desk.take(cookies(hub, account, *roles, **where))
        return desk

    yield sit
    for desk in desks:
        desk.leave()


KNOWN: dict[tuple[str, str], tuple[object, dict[str, str]]] = {}
"""Sessions that stories of one hub share, and of what office: taking over an account and signing in takes seconds."""


def cookies(hub: Running, account: str, *roles: str, **where: object) -> dict[str, str]:
    """The session of an account that took its office in an earlier story, or takes it here with these roles."""
    office = set(roles), where
    if (hub.url, account) not in KNOWN:
        session = signed_in.signed_in(hub, account, *roles, **where)  # type: ignore[arg-type]
        KNOWN[hub.url, account] = office, dict(session.cookies)
    known, found = KNOWN[hub.url, account]
    assert known == office or not roles, f"another story gave {account} another office: choose another account"
    return found
