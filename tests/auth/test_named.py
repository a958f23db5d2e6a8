"""Named: a program says whom it acts for, in what it signs, and the token says it on."""

import base64
import json
from typing import Any

from tests.auth.asking import ask
from tests.auth.conftest import Hub, Party

WANG = {"sub": "zj-017", "name": "王工"}
ACTORS = "SELECT kind, subject, name FROM actors ORDER BY first_seen"


def token(hub: Hub, party: Party, **claims: Any) -> str:
    answer = ask(hub, party, party.assertion(**claims))
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["access_token"]
    return found


def said(token: str) -> Any:
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))).get("act")


def actors(hub: Hub) -> list[tuple[Any, ...]]:
    with hub.pool.connection() as connection:
        return connection.execute(ACTORS).fetchall()


def test_who_is_named_in_a_signed_assertion_acts(hub: Hub) -> None:
    party = hub.register()
    named = token(hub, party, act=WANG)
    assert said(named) == WANG
    (first, again) = (hub.me(named).json()["actor_id"] for _ in range(2))
    assert first == again == hub.me(token(hub, party, act=WANG)).json()["actor_id"]
    assert actors(hub) == [("NAMED", "zj-017", "王工")]


def test_a_program_that_names_nobody_acts_by_itself(hub: Hub) -> None:
    party = hub.register()
    alone = token(hub, party)
    assert said(alone) is None
    assert hub.me(alone).json()["actor_id"]
    assert actors(hub) == [("PROGRAM", None, None)]


def test_the_holder_of_a_secret_alone_names_nobody(hub: Hub) -> None:
    party = hub.register(secret=True)
    form = {"grant_type": "client_credentials", "scope": "hub:read", "act": json.dumps(WANG)}
    answer = hub.http.post("/oauth/token", data=form, auth=(party.client_id, party.secret))
    assert answer.status_code == 200
    assert said(answer.json()["access_token"]) is None


MISNAMED: list[Any] = [
    "王工",
    {"sub": "zj-017"},
    {"sub": "zj-017", "name": ""},
    {"sub": "zj-017", "name": " 王工"},
    {"sub": "zj-017", "name": "王\n工"},
    {"sub": "zj-017", "name": "王" * 101},
    {"sub": "zj 017", "name": "王工"},
    {"sub": "z" * 129, "name": "王工"},
    {"sub": 17, "name": "王工"},
    {**WANG, "act": WANG},
]


def test_nobody_is_named_in_any_other_way(hub: Hub) -> None:
    party = hub.register()
    assert {ask(hub, party, party.assertion(act=act)).status_code for act in MISNAMED} == {401}


def test_an_officer_acts_by_the_officers_own_token(officers_hub: Hub) -> None:
    officer = officers_hub.officer("supervisor")
    assert officers_hub.me(officers_hub.officers_token(officer)).json()["actor_id"]
    with officers_hub.pool.connection() as connection:
        found = connection.execute("SELECT kind, name FROM actors WHERE officer_id = %s", [officer.id]).fetchall()
    assert found == [("OFFICER", officer.name)]


def test_who_is_named_is_told_by_introspection(hub: Hub) -> None:
    party = hub.register()
    asked = party.form(token=token(hub, party, act=WANG))
    assert hub.http.post("/oauth/introspect", data=asked).json()["act"] == WANG
