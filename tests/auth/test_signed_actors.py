"""Signed actors: a program says in a header for whom one request is, with its own key, beside its own token, once."""

import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from auth.client_keys import new_key
from auth.signed_actors import TYPE, token_hash
from tests.auth.conftest import Hub, Party

HEADER = {"alg": "ES256", "typ": TYPE}
NAMED = "SELECT kind, subject, name FROM actors WHERE kind = 'NAMED' ORDER BY first_seen"


def signed(hub: Hub, party: Party, token: str, header: Any = HEADER, key: ECKey | None = None, **claims: Any) -> str:
    """What a program signs to name a clerk; a claim given as None is left out."""
    now = int(time.time())
    ordinary = {
        "iss": party.client_id,
        "aud": hub.server.endpoints.issuer,
        "sub": "zj-017",
        "name": "王工",
        "ath": token_hash(token),
        "jti": f"a-{time.time_ns()}",
        "iat": now,
        "exp": now + 60,
    }
    said = {name: value for name, value in {**ordinary, **claims}.items() if value is not None}
    return jwt.encode(header, said, key or party.key, algorithms=["ES256"], default_type=None)


def code(hub: Hub, token: str, header: str) -> str:
    answer = hub.me(token, Aidhub_Actor=header)
    return str(answer.json().get("code", answer.status_code))


def test_one_token_serves_many_clerks_each_named_for_one_request(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party)
    clerks = {"zj-017": "王工", "zj-018": "李工"}
    grants = [hub.me(token, Aidhub_Actor=signed(hub, party, token, sub=sub, name=name)) for sub, name in clerks.items()]
    alone = hub.me(token).json()["actor_id"]
    assert len({alone, *(grant.json()["actor_id"] for grant in grants)}) == 3
    with hub.pool.connection() as connection:
        assert connection.execute(NAMED).fetchall() == [("NAMED", *clerk) for clerk in clerks.items()]


def test_it_is_good_once(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party)
    header = signed(hub, party, token)
    assert [code(hub, token, header) for _ in range(2)] == ["200", "ACTOR_REPLAYED"]
    assert code(hub, token, signed(hub, party, token, jti=None)) == "ACTOR_REPLAYED"


def test_it_lives_for_five_minutes_at_most(hub: Hub) -> None:
    party = hub.register()
    token, now = hub.token(party), int(time.time())
    for iat, exp in [
        (now - 600, now - 120), (now, now + 3600), (now + 120, now + 200), (now, None), (None, now + 60), (now, "soon"),
    ]:  # fmt: skip # too old, too long, of the future, without an end, without a beginning, no instant
        assert code(hub, token, signed(hub, party, token, iat=iat, exp=exp)) == "ACTOR_OUTDATED"
    assert code(hub, token, signed(hub, party, token, iat=now, exp=now + 300)) == "200"


def test_only_what_its_own_client_signed_for_this_token_names_anybody(hub: Hub) -> None:
    party, other = hub.register(), hub.register()
    token = hub.token(party)
    stranger = ECKey.import_key(new_key())
    for header in [
        signed(hub, party, token, key=stranger),
        signed(hub, party, token, key=other.key),
        signed(hub, other, token),
        signed(hub, other, token, iss=party.client_id),
        signed(hub, party, hub.token(party)),  # another token of the same client
        signed(hub, party, token, ath=None),
        signed(hub, party, token, aud="https://elsewhere.example"),
        signed(hub, party, token, aud=[hub.server.endpoints.issuer]),
        signed(hub, party, token, sub=party.client_id),
        signed(hub, party, token, sub=None),
        signed(hub, party, token, name=" "),
        signed(hub, party, token, header={"alg": "ES256"}),
        party.assertion(),
        "x", "a.b.c", "..",
    ]:  # fmt: skip # words of no form
        assert code(hub, token, header) == "ACTOR_NOT_SIGNED", header


def test_it_opens_nothing_by_itself_and_is_no_assertion(hub: Hub) -> None:
    party = hub.register()
    token = hub.token(party)
    header = signed(hub, party, token)
    assert hub.me(header).json()["code"] == "INVALID_TOKEN"
    assert hub.http.post("/oauth/token", data=party.form(header)).status_code == 401
    assert hub.me("x", Aidhub_Actor=header).json()["code"] == "INVALID_TOKEN"
    assert code(hub, token, header) == "200"  # neither has spent it


def test_a_client_without_keys_and_who_is_named_already_are_told_so(hub: Hub) -> None:
    party = hub.register(secret=True, jwks=None)
    form = {"grant_type": "client_credentials", "scope": "hub:read"}
    answer = hub.http.post("/oauth/token", data=form, auth=(party.client_id, party.secret))
    token = answer.json()["access_token"]
    assert code(hub, token, signed(hub, party, token)) == "ACTOR_NEEDS_KEY"
    keyed = hub.register()
    form = keyed.form(keyed.assertion(act={"sub": "zj-019", "name": "赵工"}))
    named = hub.http.post("/oauth/token", data=form).json()["access_token"]
    assert code(hub, named, signed(hub, keyed, named)) == "TWO_ACTORS"


def test_an_officer_is_nobody_elses_hand(officers_hub: Hub) -> None:
    through = officers_hub.register("hub:read", "civil/population:read", department="civil_affairs")
    token = officers_hub.officers_token(officers_hub.officer("supervisor"), "hub:read", through=through)
    assert code(officers_hub, token, signed(officers_hub, through, token)) == "TWO_ACTORS"


@pytest.mark.parametrize("said", [{}, {"act": {"sub": "zj-017", "name": "王工"}}])
def test_a_client_that_must_say_for_whom_it_acts_lacks_them_until_it_does(hub: Hub, said: dict[str, Any]) -> None:
    party = hub.register()
    hub.execute("UPDATE oauth_clients SET requires_actor = true WHERE client_id = %s", party.client_id)
    token = hub.http.post("/oauth/token", data=party.form(party.assertion(**said))).json()["access_token"]
    assert hub.me(token).json()["lacks_actor"] is (not said)
    if not said:
        assert not hub.me(token, Aidhub_Actor=signed(hub, party, token)).json()["lacks_actor"]
