"""A department's program names its clerk in a header: what is done, followed and taken out so is that clerk's."""

import asyncio
import json
import re
import time
from dataclasses import dataclass
from typing import Any

import httpx
import psycopg
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from auth.authentication import ASSERTION_TYPE
from auth.client_keys import new_key
from auth.client_registration import Application, register
from auth.scopes import defaults, scopes
from auth.signed_actors import TYPE, token_hash
from hub.database.first_fill import PROVINCE
from tests.docs.pages import ROOT
from tests.hub_running import Running
from tests.schema.acts import FEED, feedback

PERSONS = "{ me { client } }"
LISTED = "{ divisions(first: 2) { nodes { code } pageInfo { hasNextPage } } }"
RECORDED = """SELECT a.kind, a.subject, a.name FROM assistance_records r JOIN actors a ON a.id = r.actor_id
WHERE r.external_id = %s"""
SOON = 10


@dataclass
class Program:
    """A department's program with a key of its own, and its one token."""

    hub: Running
    client_id: str
    key: ECKey
    token: str = ""

    def signed(self, **claims: Any) -> str:
        now = int(time.time())
        said = {"iss": self.client_id, "jti": f"p-{time.time_ns()}", "iat": now, "exp": now + 60, **claims}
        header = {"alg": "ES256", **({"typ": TYPE} if "ath" in claims else {})}
        return jwt.encode(header, said, self.key, algorithms=["ES256"], default_type=None)

    def names(self, sub: str, name: str) -> str:
        return self.signed(aud=self.hub.url, sub=sub, name=name, ath=token_hash(self.token))

    def sent(self, path: str, document: str, variables: Any = None, **headers: str) -> httpx.Response:
        body = {"query": document, "variables": variables or {}}
        return self.hub.http.post(path, json=body, headers={"Authorization": f"Bearer {self.token}", **headers})

    def feeds(self, external_id: str, **headers: str) -> httpx.Response:
        items = [feedback(self.hub, self.hub.number(), external_id)]
        return self.sent("/graphql", FEED, {"items": items, "check": False}, **headers)


@pytest.fixture
def program(hub: Running) -> Program:
    key = ECKey.import_key(new_key())
    jwks = {"keys": [key.as_dict(private=False)]}
    with psycopg.connect(hub.owner) as owner:
        wanted = Application("education_aid", [PROVINCE], sorted(defaults("education_aid")), "a test", jwks=jwks)
        one = Program(hub, register(owner, wanted, scopes(hub.catalogue.departments)).client_id, key)
    form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION_TYPE}
    form["client_assertion"] = one.signed(sub=one.client_id, aud=f"{hub.url}/oauth/token")
    one.token = hub.http.post("/oauth/token", data=form).json()["access_token"]
    return one


def codes(answer: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json().get("errors", ())]


def test_what_a_clerk_reports_is_the_clerks_and_not_the_programs(hub: Running, program: Program) -> None:
    header = program.names("zj-017", "王工")
    assert codes(program.feeds("named 1", **{"Aidhub-Actor": header})) == []
    assert codes(program.feeds("named 2", **{"Aidhub-Actor": program.names("zj-018", "李工")})) == []
    assert codes(program.feeds("named 3")) == []
    assert [hub.rows(RECORDED, f"named {n}") for n in (1, 2, 3)] == [
        [("NAMED", "zj-017", "王工")], [("NAMED", "zj-018", "李工")], [("PROGRAM", None, None)],
    ]  # fmt: skip # one token, three who act
    assert codes(program.feeds("named 4", **{"Aidhub-Actor": header})) == ["ACTOR_REPLAYED"]
    assert hub.rows(RECORDED, "named 4") == []


def test_the_sample_of_the_page_signs_it_so(hub: Running, program: Program) -> None:
    page = (ROOT / "docs" / "access.md").read_text()
    (sample,) = [one for one in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "def actor_header" in one]
    given: dict[str, Any] = {"key": program.key, "CLIENT": program.client_id, "HUB": hub.url, "token": program.token}
    exec(sample, given)  # noqa: S102 - what a reader would run
    headers = given["headers"]
    assert headers.pop("Authorization") == f"Bearer {program.token}"
    assert codes(program.feeds("by the sample", **headers)) == []
    assert hub.rows(RECORDED, "by the sample") == [("NAMED", "zj-018", "李工")]


def test_who_must_say_for_whom_it_acts_only_reads_until_it_does(hub: Running, program: Program) -> None:
    with psycopg.connect(hub.owner, autocommit=True) as owner:
        owner.execute("UPDATE oauth_clients SET requires_actor = true WHERE client_id = %s", [program.client_id])
    assert codes(program.feeds("unnamed")) == ["ACTOR_REQUIRED"]
    answer = hub.http.post("/files?source=feedback", content=b"x", headers={"Authorization": f"Bearer {program.token}"})
    assert codes(answer) == ["ACTOR_REQUIRED"]
    assert codes(program.sent("/graphql", PERSONS)) == []
    assert codes(program.feeds("now named", **{"Aidhub-Actor": program.names("zj-017", "王工")})) == []
    assert hub.rows(RECORDED, "now named") == [("NAMED", "zj-017", "王工")]


def test_one_header_holds_for_all_pages_of_an_export(hub: Running, program: Program) -> None:
    said = {"Aidhub-Actor": program.names("zj-020", "孙工")}
    lines = program.sent("/export", LISTED, **said).text.splitlines()
    assert json.loads(lines[-1])["end"]["count"] > 2, lines[-1]
    logged = """SELECT DISTINCT a.name FROM access_log l JOIN actors a ON a.id = l.actor_id
      WHERE l.client = %s AND l.kind = 'EXPORT'"""
    assert hub.rows(logged, program.client_id) == [("孙工",)]


@pytest.mark.anyio
async def test_a_socket_is_one_clerks_who_is_named_as_it_is_opened(hub: Running, program: Program) -> None:
    said = {"Authorization": f"Bearer {program.token}", "Aidhub-Actor": program.names("zj-021", "钱工")}
    items = [feedback(hub, hub.number(), "by socket")]
    payload = {"query": FEED, "variables": {"items": items, "check": False}}
    url = hub.url.replace("http", "ws") + "/graphql"
    async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket, asyncio.timeout(SOON):
        await socket.send(json.dumps({"type": "connection_init", "payload": said}))
        assert json.loads(await socket.recv()) == {"type": "connection_ack"}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        assert "errors" not in json.loads(await socket.recv())["payload"]
    assert hub.rows(RECORDED, "by socket") == [("NAMED", "zj-021", "钱工")]
