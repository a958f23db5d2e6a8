"""An issuer's keys are fetched from where it says, seldom, and from nowhere else."""

import base64
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from joserfc.jwk import ECKey, OctKey

from auth.external_issuers import ExternalIssuer
from auth.issuer_keys import FRESH, PAUSE, IssuerKeys
from registry.errors import Refusal
from tests.auth.conftest import Clock
from tests.auth.identity_provider import Publisher, new_key, publisher

WEAK = {"kty": "RSA", "kid": "weak", "e": "AQAB", "n": base64.urlsafe_b64encode(b"\xff" * 128).rstrip(b"=").decode()}
KEY, NEXT = new_key("k1"), new_key("k2")
DISCOVERY = "/.well-known/openid-configuration"


@pytest.fixture
def issuer() -> Iterator[Publisher]:
    with publisher(KEY) as issuer:
        yield issuer


@pytest.fixture
def clock() -> Clock:
    return Clock()


def of(issuer: Publisher) -> ExternalIssuer:
    nothing = frozenset[str]()
    return ExternalIssuer(issuer.iss, "https://hub.example/graphql", frozenset({"RS256"}), nothing, nothing)


def away(keys: IssuerKeys) -> bool:
    try:
        keys.find("k1")
    except Refusal as refusal:
        return refusal.code == "ISSUER_AWAY"
    return False


def test_a_key_that_is_new_is_found_after_the_pause_and_one_that_was_withdrawn_is_gone(
    issuer: Publisher, clock: Clock
) -> None:
    keys = IssuerKeys(of(issuer), clock)
    assert keys.find("k1")
    assert keys.ids() == {"k1"}
    issuer.publishes(NEXT.as_dict(private=False))
    assert keys.find("k2") is None
    clock.ahead += PAUSE
    assert keys.find("k2")
    assert keys.find("k1") is None
    assert issuer.fetches() == 2
    clock.ahead += FRESH
    assert keys.find("k2")
    assert issuer.fetches() == 3


def test_of_many_who_ask_at_once_one_fetches(issuer: Publisher, clock: Clock) -> None:
    keys = IssuerKeys(of(issuer), clock)
    found = list[object]()
    threads = [threading.Thread(target=lambda: found.append(keys.find("k1"))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([key for key in found if key]) == 20
    assert issuer.fetches() == 1


def test_what_the_issuer_says_amiss_changes_nothing(issuer: Publisher, clock: Clock) -> None:
    keys = IssuerKeys(of(issuer), clock)
    assert keys.find("k1")
    for amiss in ((500, {}), (200, b"["), (200, [1]), (200, {"keys": "none"}), (200, b" " * (2 << 20))):
        issuer.answers["/jwks"] = amiss
        clock.ahead += FRESH
        assert keys.find("k1")
    assert issuer.fetches() == 6


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://elsewhere.example", "jwks_uri": "{iss}/jwks"},
        {"issuer": "{iss}/", "jwks_uri": "{iss}/jwks"},
        {"issuer": "{iss}", "jwks_uri": "http://192.0.2.7/jwks"},
        {"issuer": "{iss}", "jwks_uri": "file:///etc/passwd"},
        {"issuer": "{iss}"},
    ],
)
def test_a_discovery_of_another_issuer_or_of_an_unsafe_place_is_not_followed(
    issuer: Publisher, clock: Clock, document: dict[str, str]
) -> None:
    issuer.answers[DISCOVERY] = 200, {name: value.replace("{iss}", issuer.iss) for name, value in document.items()}
    assert away(IssuerKeys(of(issuer), clock))
    assert issuer.fetches() == 0


def test_nobody_is_led_elsewhere(issuer: Publisher, clock: Clock) -> None:
    issuer.answers["/other"] = issuer.answers["/jwks"]
    issuer.answers["/jwks"] = 302, {"to": f"{issuer.iss}/other"}
    assert away(IssuerKeys(of(issuer), clock))
    assert "/other" not in issuer.asked


def test_where_the_keys_are_may_be_written_down(issuer: Publisher, clock: Clock) -> None:
    issuer.answers.pop(DISCOVERY)
    assert IssuerKeys(replace(of(issuer), jwks_uri=f"{issuer.iss}/jwks"), clock).find("k1")


def test_keys_that_are_weak_shared_or_for_secrets_are_left_out(issuer: Publisher, clock: Clock) -> None:
    public = KEY.as_dict(private=False)
    issuer.publishes(
        WEAK,
        OctKey.generate_key(256, {"kid": "shared"}).as_dict(private=True),
        public | {"kid": "for secrets", "use": "enc"},
        public | {"kid": 7},
        {"kid": "none", "kty": "RSA"},
        ECKey.generate_key("P-256", {"kid": "good"}).as_dict(private=False),
    )
    keys = IssuerKeys(of(issuer), clock)
    assert keys.find("good")
    assert keys.ids() == {"good"}
