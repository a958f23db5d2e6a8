"""Bearer tokens: worth what they say and what the registry says now, whichever is less."""

import base64
import json
import random
import time
from collections.abc import Mapping
from typing import Any

import anyio.to_thread
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from auth import clients
from auth.bearer import Bearer
from auth.browser_sessions import BrowserSession
from auth.errors import Unauthorized
from auth.metadata import Endpoints
from auth.readings import BELIEVED, REMEMBERED, Readings
from auth.server import AuthorizationServer
from registry.errors import Refusal
from tests.auth.conftest import Hub
from tests.auth.hostile import segment

HEADER = {"alg": "ES256", "typ": "at+jwt"}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def settle(hub: Hub) -> None:
    """Let the time pass for which a worker trusts what it read."""
    hub.clock.ahead += 10


def forged(hub: Hub, header: Mapping[str, Any] | None = None, **claims: Any) -> str:
    """A token that our own key signed, and that we would not have signed."""
    key = hub.server.keys.current().active
    now = int(time.time())
    ordinary = {
        "iss": hub.server.endpoints.issuer,
        "aud": hub.server.endpoints.resource,
        "sub": "housing-1",
        "client_id": "housing-1",
        "scope": "hub:read",
        "department": "housing",
        "divisions": [],
        "jti": "j",
        "iat": now,
        "exp": now + 300,
    }
    said = {name: value for name, value in {**ordinary, **claims}.items() if value is not None}
    head = {"alg": "ES256", "typ": "at+jwt", "kid": key.kid, **(header or {})}
    return jwt.encode({k: v for k, v in head.items() if v}, said, key, algorithms=["ES256"], default_type=None)


def refusal(hub: Hub, token: str) -> tuple[int, str]:
    answer = hub.me(token)
    return answer.status_code, answer.json().get("code", "")


def test_a_token_becomes_a_grant_with_the_registrys_ranges(hub: Hub) -> None:
    divisions = ["620103000000", "620102000000", "620502000000"]
    party = hub.register(divisions=divisions, purposes=["housing", "review"])
    grant = hub.me(hub.token(party, "hub:read housing/targets:read")).json()
    assert grant["client_id"] == party.client_id
    assert grant["department"] == "housing"
    assert sorted(grant["scopes"]) == ["housing/targets:read", "hub:read"]
    assert grant["purposes"] == ["housing", "review"]
    assert grant["divisions"] == sorted(divisions)
    # Neighbours become one range.
    assert grant["multirange"] == "{[620102000000,620104000000),[620502000000,620503000000)}"


def test_postgresql_reads_the_multirange(hub: Hub) -> None:
    grant = hub.me(hub.token(hub.register())).json()
    with hub.pool.connection() as connection:
        row = connection.execute("SELECT 620102001001 <@ %s::int8multirange", [grant["multirange"]]).fetchone()
    assert row == (True,)


@pytest.mark.parametrize("header", [None, "Basic YTpi", "Bearer", "x"])
def test_without_a_token_one_is_told_where_to_get_it(hub: Hub, header: str | None) -> None:
    answer = hub.http.get("/me", headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.json()["code"]) == (401, "MISSING_TOKEN")
    assert f'resource_metadata="{hub.server.endpoints.resource_metadata}"' in answer.headers["www-authenticate"]
    assert "error=" not in answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    "token", ["x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "é", "\x7f", "a" * 50_000, "[" * 999, "e30.e30.e30"]
)
@pytest.mark.anyio
async def test_junk_is_an_invalid_token_and_never_an_error_of_ours(hub: Hub, token: str) -> None:
    with pytest.raises(Unauthorized) as refused:
        await hub.server.bearer.grant(f"Bearer {token}")
    assert (refused.value.code, refused.value.status) == ("INVALID_TOKEN", 401)
    assert 'error="invalid_token"' in refused.value.challenge
    assert refused.value.challenge.isascii()


def test_only_an_access_token_of_ours_passes(hub: Hub) -> None:
    party = hub.register()
    who: dict[str, Any] = {"sub": party.client_id, "client_id": party.client_id}
    assert hub.me(forged(hub, **who)).status_code == 200
    now = int(time.time())
    for token in [
        forged(hub, {"typ": None}, **who),  # what authlib's validator lets pass
        forged(hub, {"typ": "JWT"}, **who),
        forged(hub, {"kid": None}, **who),
        forged(hub, {"kid": "another"}, **who),
        forged(hub, **who | {"iss": "https://elsewhere.example"}),
        forged(hub, **who | {"aud": "https://elsewhere.example"}),
        forged(hub, **who | {"aud": [hub.server.endpoints.resource]}),
        forged(hub, **who | {"sub": "another"}),
        forged(hub, **who | {"exp": now - 1}),
        forged(hub, **who | {"exp": now + 86_400}),
        forged(hub, **who | {"iat": now + 120}),
        forged(hub, **who | {"exp": None}),
        forged(hub, **who | {"exp": "soon"}),
        forged(hub, **who | {"scope": None}),
        forged(hub, **who | {"scope": 7}),
        forged(hub, client_id="nobody", sub="nobody"),
        party.assertion({"typ": "at+jwt"}),
    ]:
        assert refusal(hub, token) == (401, "INVALID_TOKEN"), token


def test_another_key_cannot_sign_under_our_key_id(hub: Hub) -> None:
    kid = hub.server.keys.current().active.kid
    own = ECKey.generate_key("P-256")
    header, payload, _ = forged(hub).split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    token = jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": kid}, claims, own, algorithms=["ES256"])
    assert token.split(".")[0] != header or refusal(hub, token) == (401, "INVALID_TOKEN")
    assert refusal(hub, token) == (401, "INVALID_TOKEN")


@pytest.mark.anyio
async def test_of_two_thousand_mutated_tokens_none_is_accepted(hub: Hub) -> None:
    token = await anyio.to_thread.run_sync(hub.token, hub.register())
    dice = random.Random(20230092)
    for _ in range(2_000):
        with pytest.raises(Unauthorized) as refused:
            await hub.server.bearer.grant(f"Bearer {mutated(token, dice)}")
        assert refused.value.code in {"INVALID_TOKEN", "MISSING_TOKEN"}
    assert (await hub.server.bearer.grant(f"Bearer {token}")).department == "housing"


def mutated(token: str, dice: random.Random) -> str:
    place = dice.randrange(len(token))
    other = dice.choice(ALPHABET.replace(token[place], "") + ".=+/ é\0")
    header, payload, signature = token.split(".")
    return dice.choice(
        [
            token[:place] + other + token[place + 1 :],
            token[:place] + other + token[place:],
            token[:place] + token[place + 1 :],
            # The spare bits of the last character are part of the signature's spelling.
            token[:-1] + dice.choice(ALPHABET.replace(token[-1], "")),
            f"{segment({'alg': 'none', 'typ': 'at+jwt'})}.{payload}.{signature}",
            f"{segment({**HEADER, 'crit': dice.choice([7, ['exp'], None])})}.{payload}.{signature}",
            f"{header}.{segment({'scope': 'hub:keys', 'n': dice.random()})}.{signature}",
            f"{header}.{payload}.{signature[: dice.randrange(len(signature))]}",
        ]
    )


def test_a_disabled_client_is_shut_out_within_seconds(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party)
    assert hub.me(token).status_code == 200
    with hub.pool.connection() as connection:
        clients.disable(connection, party.client_id)
    settle(hub)
    assert refusal(hub, token) == (401, "CLIENT_DISABLED")
    assert hub.http.post("/oauth/token", data=party.form()).status_code == 401


def test_a_client_works_through_its_last_day(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party)
    hub.execute("UPDATE oauth_clients SET expires_on = (now() AT TIME ZONE 'Asia/Shanghai')::date")
    settle(hub)
    assert hub.me(token).status_code == 200
    hub.execute("UPDATE oauth_clients SET expires_on = (now() AT TIME ZONE 'Asia/Shanghai')::date - 1")
    settle(hub)
    assert refusal(hub, token) == (401, "CLIENT_DISABLED")


def test_a_right_that_is_cut_is_gone_before_the_token_ends(hub: Hub) -> None:
    token = hub.token(hub.register(), "hub:read housing/targets:read")
    hub.execute("UPDATE oauth_clients SET scopes = '{hub:read}', divisions = '{620103000000}'")
    settle(hub)
    grant = hub.me(token).json()
    assert grant["scopes"] == ["hub:read"]
    assert grant["multirange"] == "{[620103000000,620104000000)}"


def test_a_right_that_is_added_needs_a_new_token(hub: Hub) -> None:
    token = hub.token(hub.register())
    hub.execute("UPDATE oauth_clients SET scopes = scopes || '{hub:audit}'")
    settle(hub)
    assert hub.me(token).json()["scopes"] == ["hub:read"]


@pytest.mark.anyio
async def test_a_client_that_asked_for_a_job_may_do_what_its_token_said_and_the_registry_says_now(hub: Hub) -> None:
    party = await anyio.to_thread.run_sync(hub.register)
    bearer, said = hub.server.bearer, frozenset({"hub:read", "housing/targets:read", "hub:keys"})
    grant = await bearer.standing_grant(party.client_id, said)
    assert grant.scopes == said & {"hub:read", "housing/targets:read"}
    hub.execute("UPDATE oauth_clients SET divisions = '{620103000000}'")
    bearer.forget(party.client_id)
    assert (await bearer.standing_grant(party.client_id, said)).multirange == "{[620103000000,620104000000)}"
    with hub.pool.connection() as connection:
        clients.disable(connection, party.client_id)
    bearer.forget(party.client_id)
    for client in (party.client_id, "nobody"):
        with pytest.raises(Unauthorized) as refused:
            await bearer.standing_grant(client, said)
        assert refused.value.code == "CLIENT_DISABLED"


def test_a_remembered_token_ends_when_it_says(hub: Hub) -> None:
    token = hub.token(hub.register())
    assert hub.me(token).status_code == 200
    hub.clock.ahead = 301
    assert refusal(hub, token) == (401, "INVALID_TOKEN")


def kid(token: str) -> str:
    header = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
    return str(header["kid"])


@pytest.mark.anyio
@pytest.mark.parametrize("table", ["oauth_clients", "oauth_keys"])
async def test_where_the_registry_cannot_be_read_the_token_is_not_blamed(hub: Hub, table: str) -> None:
    token = await anyio.to_thread.run_sync(hub.token, hub.register())
    settle(hub)
    hub.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
    with pytest.raises(Refusal) as refused:
        await hub.server.bearer.grant(f"Bearer {token}")
    assert (refused.value.status, refused.value.code) == (503, "UNAVAILABLE")


def test_memory_is_bounded(hub: Hub) -> None:
    server = hub.server
    server.bearer = Bearer(hub.pool, server.tokens, server.endpoints, hub.clock, remembered=3)
    party = hub.register()
    for _ in range(6):
        assert hub.me(hub.token(party)).status_code == 200
    assert len(hub.server.bearer._verified) == 3


def test_a_bearer_is_not_shared_between_hubs(hub: Hub) -> None:
    token = hub.token(hub.register())
    elsewhere = Endpoints("https://other.example")
    other = AuthorizationServer(hub.pool, hub.master, elsewhere, hub.server.known_scopes, hub.clock)
    assert isinstance(other.bearer, Bearer)
    hub.server.bearer = other.bearer
    assert refusal(hub, token) == (401, "INVALID_TOKEN")


def test_changes_of_long_ago_are_not_kept_for_ever() -> None:
    now = [1000.0]
    readings = Readings[BrowserSession](lambda _: None, lambda: now[0])
    for n in range(REMEMBERED):
        readings.forget(str(n))
    now[0] += BELIEVED + 1
    readings.forget("one more")
    assert list(readings._changed) == ["one more"]
