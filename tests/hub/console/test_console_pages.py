"""The console's pages: built or not, for who has signed in, under headers beneath which nothing foreign runs."""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence

import pytest
from starlette.routing import Route

from auth.server import AuthorizationServer
from auth.token_limits import TokenLimits
from hub.console.built import Built
from hub.console.console_pages import ConsolePages
from hub.console.routes import FOLDER
from hub.database.postgres import Server
from hub.database.roles import addresses
from hub.signin.frame import Frame
from hub.signin.pages import Pages
from hub.signin.routes import routes, sign_in_of
from registry.identity.keys import KeyRing
from registry.identity.suites import AES, Key
from registry.identity.vault import Vault
from registry.store.roles import Roles
from tests.auth.conftest import KNOWN, Hub, hub_of
from tests.conftest import TEMPLATE, Copy, of_the_document
from tests.hub.signin.conftest import CHEAP, Browser, enrolled

INDEX = (
    '<!doctype html><meta name="csp-nonce" content=""><script type="module" src="/console/assets/index-1a.js"></script>'
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What Vite makes, in small."""
    folder = tmp_path_factory.mktemp("console") / "built"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX)
    (folder / "explorer.html").write_text(INDEX.replace("index-1a", "explorer-2b"))
    (folder / "assets" / "index-1a.js").write_text("let one = 1;")
    (folder / "assets" / "index-1a.js.gz").write_bytes(b"zipped")
    (folder / "stamp").write_text("as of now")
    return Built(folder)


@pytest.fixture(scope="module")
def hub(
    built: Built,
    postgres: Server,
    template: Roles,
    new_database: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Hub]:
    key, catalogue = Key(os.urandom(32), AES), of_the_document()

    def pages(server: AuthorizationServer) -> Sequence[Route]:
        sign_in = sign_in_of(server, Vault(KeyRing({1: key}, 1, (key,))), CHEAP)
        frame = Frame(sign_in, Pages(FOLDER), server.endpoints.issuer)
        return [*routes(sign_in, server, KNOWN, catalogue), *ConsolePages(frame, built).routes()]

    owner = postgres.owner_url(new_database(TEMPLATE))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    with hub_of(copy, tmp_path_factory.mktemp("hub"), TokenLimits(10**6), more=pages) as hub:
        yield hub


@pytest.fixture(scope="module")
def officer(hub: Hub) -> Browser:
    return enrolled(hub, "reviewer").signed_in()


def test_who_has_signed_in_is_led_from_the_root_to_the_console(officer: Browser) -> None:
    page = officer.open("/")
    assert (page.status_code, page.url.path) == (200, "/console/")
    assert officer.open("/console").url.path == "/console/"


def test_each_response_has_a_nonce_of_its_own_and_no_foreign_source(officer: Browser) -> None:
    nonces = set()
    for path in ("/console/", "/console/targets?programme=JY-03", "/console/chain/01a"):
        page = officer.open(path)
        (nonce,) = re.findall(r'name="csp-nonce" content="([^"]+)"', page.text)
        policy = page.headers["content-security-policy"]
        assert f"style-src 'self' 'nonce-{nonce}'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "//" not in policy
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "same-origin"
        nonces.add(nonce)
    assert len(nonces) == 3


def test_the_explorer_alone_may_write_styles_into_its_page(officer: Browser) -> None:
    page = officer.open("/console/explorer")
    assert "explorer-2b" in page.text
    assert "style-src 'self' 'unsafe-inline'" in page.headers["content-security-policy"]
    assert "unsafe-eval" not in page.headers["content-security-policy"]


def test_who_has_not_signed_in_comes_back_to_where_they_wanted(hub: Hub) -> None:
    stranger = Browser(hub)
    page = stranger.open("/console/targets?programme=JY-03")
    assert page.url.path == "/signin"
    assert 'value="/console/targets?programme=JY-03"' in page.text


def test_files_are_kept_for_ever_and_sent_small_to_who_can_read_that(hub: Hub) -> None:
    plain = hub.http.get("/console/assets/index-1a.js", headers={"Accept-Encoding": "identity"})
    assert (plain.text, plain.headers["cache-control"]) == ("let one = 1;", "public, max-age=31536000, immutable")
    with hub.http.stream("GET", "/console/assets/index-1a.js", headers={"Accept-Encoding": "gzip"}) as small:
        assert (small.headers["content-encoding"], b"".join(small.iter_raw())) == ("gzip", b"zipped")
    for other in ("stamp", "..%2fstamp", "%2e%2e/index.html", "index-1a.js.gz", "none.js"):
        assert hub.http.get(f"/console/assets/{other}").status_code in (303, 404), other


def test_without_a_build_there_is_a_page_that_says_so_and_one_that_waits_while_it_is_made(
    hub: Hub, built: Built, officer: Browser
) -> None:
    away = built.folder.with_name("away")
    shutil.move(built.folder, away)
    try:
        home = officer.open("/")
        assert home.status_code == 200
        assert "aidhub console build" in home.text
        assert "/print/household" in home.text
        assert 'http-equiv="refresh"' not in home.text
        assert "/signin?next=/" in Browser(hub, "zh").open("/console/").text
        with built.folder.with_name(".building").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            waiting = Browser(hub, "zh").open("/console/targets").text
        assert "正在构建" in waiting
        assert 'http-equiv="refresh"' in waiting
    finally:
        shutil.move(away, built.folder)
