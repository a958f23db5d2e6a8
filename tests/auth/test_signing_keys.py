"""Signing keys: published before they sign, believed as long as a token lives, and no longer after a compromise."""

from auth import signing_keys, tokens
from tests.auth.conftest import Hub
from tests.auth.test_bearer import kid, refusal, settle


def test_a_key_is_published_before_it_signs_and_believed_after(hub: Hub) -> None:
    party = hub.register()
    published = {key["kid"] for key in hub.http.get("/.well-known/jwks.json").json()["keys"]}
    old = hub.token(party)
    with hub.pool.connection() as connection:
        signing_keys.rotate(connection, hub.master, hub.clock())
    settle(hub)
    new = hub.token(party)
    assert kid(new) in published - {kid(old)}
    assert hub.me(old).status_code == hub.me(new).status_code == 200
    hub.clock.ahead += signing_keys.KEPT.total_seconds()
    believed = {key["kid"] for key in hub.http.get("/.well-known/jwks.json").json()["keys"]}
    assert kid(old) not in believed
    assert len(believed) == 2


def test_tokens_are_always_signed_by_the_active_key(hub: Hub) -> None:
    # authlib's own generator takes a random key of the set.
    party = hub.register()
    assert len({kid(hub.token(party)) for _ in range(12)}) == 1


def test_after_a_compromise_no_old_token_is_believed(hub: Hub) -> None:
    party = hub.register()
    old = hub.token(party)
    assert hub.me(old).status_code == 200
    with hub.pool.connection() as connection:
        signing_keys.compromise(connection, hub.master, hub.clock())
    settle(hub)
    hub.me(hub.token(party))
    assert refusal(hub, old) == (401, "INVALID_TOKEN")
    assert hub.me(hub.token(party)).status_code == 200


def test_a_retired_key_is_kept_longer_than_any_token_lives() -> None:
    assert signing_keys.KEPT.total_seconds() > tokens.LIFE + tokens.SKEW + signing_keys.FRESH
