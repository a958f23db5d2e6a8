"""A session's cookie opens what a token opens, from the hub's own pages alone, and never beside a token."""

import json
import re
from collections.abc import Iterator
from datetime import date

import httpx
import psycopg
import pyotp
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from auth import officer_registration
from auth.administration import Administrator
from auth.enrolments import PATH
from auth.officer_registration import Entry
from tests.hub_running import HOME, Running

PASSWORD = "three lanterns by the river"
ME = {"query": "{ me { client department { code } } }"}
NAMES = {"query": "{ households(first: 1) { nodes { members { person { name } } } } }"}


@pytest.fixture(scope="module")
def console(hub: Running) -> Iterator[httpx.Client]:
    """A browser in which an officer has signed in, as scripts of the hub's own pages send requests."""
    with psycopg.connect(hub.owner) as connection:
        by = Administrator.at_the_machine("a test")
        entry = Entry("at-the-console", "张某", "civil_affairs", [HOME], date(2020, 1, 1), None)
        officer = officer_registration.add(connection, by, entry, list(hub.catalogue.departments))
        path = PATH + officer_registration.enrol(connection, by, officer)
        officer_registration.give_roles(connection, by, officer, ["reviewer"])
    with httpx.Client(base_url=hub.url, timeout=30, headers={"Origin": hub.url}) as http:
        page = http.get(path).text
        secret, sealed = (
            re.findall(pattern, page)[0] for pattern in (r"<code>([A-Z2-7]{32})<", r'"sealed" value="([^"]+)"')
        )
        form = {"new": PASSWORD, "again": PASSWORD, "code": pyotp.TOTP(secret).now(), "sealed": sealed}
        assert http.post(path, data=form).status_code == 303
        http.headers["X-Aidhub-Console"] = "1"
        yield http


def code(answer: httpx.Response) -> str:
    found: str = answer.json()["errors"][0]["extensions"]["code"]
    return found


def test_an_officer_asks_by_the_cookie(hub: Running, console: httpx.Client) -> None:
    answer = console.post("/graphql", json=ME).json()
    assert answer["data"]["me"]["department"]["code"] == "civil_affairs"
    told = console.get("/session").json()
    assert (told["officer"]["account"], "identity/name:read" in told["scopes"]) == ("at-the-console", True)
    assert "token" not in json.dumps(told)
    mine = console.post("/graphql", json={"query": "{ households(first: 200) { nodes { id } } }"}).json()
    theirs = hub["civil_affairs here"].ask("{ households(first: 200) { nodes { id } } }")
    assert mine["data"] == theirs, "the officer's divisions"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Aidhub-Console": "0"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "", "Sec-Fetch-Site": "same-origin"},
    ],
)
@pytest.mark.parametrize("path", ["/graphql", "/export", "/files", "/links", "/files/targets"])
def test_a_page_of_others_moves_nothing(console: httpx.Client, path: str, headers: dict[str, str]) -> None:
    answer = console.post(path, json=ME, headers=headers)
    assert (code(answer), answer.json().get("data")) == ("CROSS_SITE", None)


def test_without_a_word_of_where_it_comes_from_nothing_is_moved(hub: Running, console: httpx.Client) -> None:
    cookie = {"Cookie": f"aidhub-without-tls={console.cookies['aidhub-without-tls']}"}
    for headers in ({}, {"X-Aidhub-Console": "1"}, {"Sec-Fetch-Site": "same-origin"}):
        assert code(hub.http.post("/graphql", json=ME, headers={**cookie, **headers})) == "CROSS_SITE"
    both = {"X-Aidhub-Console": "1", "Sec-Fetch-Site": "same-origin"}
    assert hub.http.post("/graphql", json=ME, headers={**cookie, **both}).status_code == 200
    assert code(hub.http.get("/session", headers={**cookie, "Sec-Fetch-Site": "cross-site"})) == "CROSS_SITE"
    assert hub.http.get("/schema.graphql", headers={**cookie, "Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert code(hub.http.get("/schema.graphql", headers={**cookie, "Sec-Fetch-Site": "same-site"})) == "CROSS_SITE"


def test_a_cookie_and_a_token_are_two_credentials(hub: Running, console: httpx.Client) -> None:
    bearer = {"Authorization": f"Bearer {hub['civil_affairs'].token}"}
    for path in ("/graphql", "/export", "/files", "/links"):
        answer = console.post(path, json=ME, headers=bearer)
        assert (answer.status_code, code(answer)) == (400, "TWO_CREDENTIALS"), path


def test_a_form_opens_nothing(console: httpx.Client) -> None:
    answer = console.post("/graphql", data={"query": ME["query"]})
    assert (answer.status_code, code(answer)) == (415, "CONTENT_TYPE")


def test_a_made_up_cookie_and_one_of_another_name_open_nothing(hub: Running, console: httpx.Client) -> None:
    headers = {"Origin": hub.url, "X-Aidhub-Console": "1"}
    value = console.cookies["aidhub-without-tls"]
    for cookie in ("aidhub-without-tls=made-up", f"__Host-aidhub={value}", "aidhub-without-tls=" + "x" * 43):
        answer = hub.http.post("/graphql", json=ME, headers={**headers, "Cookie": cookie})
        assert (answer.status_code, code(answer)) == (401, "SESSION_ENDED")
    as_token = {"Authorization": f"Bearer {value}"}
    assert code(hub.http.post("/graphql", json=ME, headers=as_token)) == "INVALID_TOKEN", "it is no token"


def test_a_subscription_is_heard_by_the_cookie(hub: Running, console: httpx.Client) -> None:
    url, graphql = hub.url.replace("http", "ws") + "/graphql", [Subprotocol("graphql-transport-ws")]
    cookie = {"Cookie": f"aidhub-without-tls={console.cookies['aidhub-without-tls']}"}
    with connect(url, subprotocols=graphql, additional_headers=cookie, origin=hub.url) as socket:  # type: ignore[arg-type]
        socket.send('{"type": "connection_init"}')
        assert json.loads(socket.recv())["type"] == "connection_ack"
        socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": ME}))
        assert "civil_affairs" in str(socket.recv())
    for origin in ("https://elsewhere.example", None):
        with connect(url, subprotocols=graphql, additional_headers=cookie, origin=origin) as socket:  # type: ignore[arg-type]
            socket.send('{"type": "connection_init"}')
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv()
            assert closed.value.rcvd is not None
            assert "CROSS_SITE" in closed.value.rcvd.reason


def test_a_list_goes_out_to_who_has_signed_in(console: httpx.Client) -> None:
    query = "query ($first: Int, $after: String) { households(first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }"
    answer = console.post("/export", json={"query": query})
    assert answer.status_code == 200, answer.text
    assert '"count"' in answer.text.splitlines()[-1]
    link = console.post("/links", json={"path": "/export", "body": {"query": query}})
    assert link.status_code == 201, link.text
    with httpx.Client() as anybody:
        assert anybody.get(link.json()["url"]).status_code == 200, "and by a link of theirs"


def test_what_an_officer_asks_for_is_theirs_alone(hub: Running, console: httpx.Client) -> None:
    keys = hub.rows("SELECT client FROM download_links ORDER BY asked_at DESC LIMIT 1")
    assert keys[0][0].startswith("console "), "a link is the officer's, and not everybody's who signs in"
    ((officer,),) = hub.rows("SELECT id FROM officers WHERE account = 'at-the-console'")
    assert keys == [(f"console {officer}",)]
