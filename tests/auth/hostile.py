"""Assertions that no honest program sends, by what is wrong with them."""

import base64
import hmac
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from joserfc import jwe, jws
from joserfc.jwk import ECKey

from tests.auth.conftest import Hub, Party

Make = Callable[[Hub, Party], str]


def segment(value: object) -> str:
    return _base64(json.dumps(value).encode())


def with_claims(**claims: Any) -> Make:
    return lambda _, party: party.assertion(**claims)


def with_header(**header: Any) -> Make:
    """Signed by hand, since no decent library writes such a header."""
    return lambda _, party: _signed(party.key, segment({"alg": "ES256", **header}), party.assertion().split(".")[1])


def with_payload(payload: bytes) -> Make:
    return lambda _, party: _signed(party.key, segment({"alg": "ES256"}), _base64(payload))


def spelt(change: Callable[[str], str]) -> Make:
    return lambda _, party: change(party.assertion())


def by_a_stranger(_: Hub, party: Party) -> str:
    return Party(party.credentials, ECKey.generate_key("P-256"), party.token_url).assertion()


def by_the_key_it_brings(_: Hub, party: Party) -> str:
    own = ECKey.generate_key("P-256")
    header = segment({"alg": "ES256", "jwk": own.as_dict(private=False)})
    return _signed(own, header, party.assertion().split(".")[1])


def by_our_public_key_as_a_secret(hub: Hub, party: Party) -> str:
    # By hand: joserfc itself refuses to take a public key for a secret.
    message = f"{segment({'alg': 'HS256'})}.{party.assertion().split('.')[1]}"
    secret = _published(hub).as_pem(private=False)
    return f"{message}.{_base64(hmac.digest(secret, message.encode(), 'sha256'))}"


def encrypted_to_us(hub: Hub, party: Party) -> str:
    header = {"alg": "ECDH-ES", "enc": "A256GCM"}
    return jwe.encrypt_compact(header, party.assertion().encode(), _published(hub), algorithms=["ECDH-ES", "A256GCM"])


def half_a_surrogate(hub: Hub, party: Party) -> str:
    claims = {"iss": party.client_id, "sub": party.client_id, "aud": party.token_url, "jti": "\ud800"}
    payload = json.dumps({**claims, "exp": int(time.time()) + 60}).encode()
    return with_payload(payload)(hub, party)


BAD: Mapping[str, Make] = {
    "wrong key": by_a_stranger,
    "its own key in the header": by_the_key_it_brings,
    "HS256 with our public key": by_our_public_key_as_a_secret,
    "JWE": encrypted_to_us,
    "alg none": spelt(lambda a: f"{segment({'alg': 'none'})}.{a.split('.')[1]}."),
    "alg none with a signature": spelt(lambda a: ".".join([segment({"alg": "none"}), *a.split(".")[1:]])),
    "unknown kid": with_header(kid="another"),
    "kid an object": with_header(kid={"a": 1}),
    "crit": with_header(crit=["exp"]),
    "crit no list": with_header(crit=7),
    "header a list": lambda _, party: _signed(party.key, segment(["ES256"]), party.assertion().split(".")[1]),
    "expired": with_claims(exp=int(time.time()) - 3600),
    "exp years ahead": with_claims(exp=int(time.time()) + 10 * 365 * 86400),
    "exp beyond all numbers": with_claims(exp=10**4000),
    "exp infinite": with_claims(exp=float("inf")),
    "exp no number": with_claims(exp=float("nan")),
    "exp as text": with_claims(exp="9999999999"),
    "exp true": with_claims(exp=True),
    "no exp": with_claims(exp=None),
    "no jti": with_claims(jti=None),
    "int jti": with_claims(jti=7),
    "empty jti": with_claims(jti=""),
    "jti with NUL": with_claims(jti="a\0b"),
    "jti with half a surrogate": half_a_surrogate,
    "long jti": with_claims(jti="j" * 257),
    "no iss": with_claims(iss=None),
    "no sub": with_claims(sub=None),
    "iss is not sub": with_claims(iss="housing-000000000000"),
    "sub is not iss": with_claims(sub="housing-000000000000"),
    "int sub": with_claims(iss=7, sub=7),
    "sub with NUL": with_claims(iss="a\0", sub="a\0"),
    "list sub": with_claims(iss=["a"], sub=["a"]),
    "unknown client": with_claims(iss="nobody", sub="nobody"),
    "two audiences": lambda _, party: party.assertion(aud=[party.token_url, "https://elsewhere.example"]),
    "one audience twice": lambda _, party: party.assertion(aud=[party.token_url] * 2),
    "foreign audience": with_claims(aud="https://elsewhere.example/oauth/token"),
    "no audience": with_claims(aud=None),
    "audience an object": with_claims(aud={"a": 1}),
    "audience a list of an object": with_claims(aud=[{"a": 1}]),
    "issued tomorrow": with_claims(iat=int(time.time()) + 86400),
    "not yet good": with_claims(nbf=int(time.time()) + 86400),
    "payload a list": with_payload(b"[1]"),
    "payload no text": with_payload(b"\xff\xfe"),
    "payload deep": with_payload(b"[" * 5000),
    "payload empty": with_payload(b" "),
    "two parts": spelt(lambda a: a.rpartition(".")[0]),
    "four parts": spelt(lambda a: f"{a}.x"),
    "dots": spelt(lambda _: ".."),
    "no ASCII": spelt(lambda _: "低保.低保.低保"),
    "trailing space": spelt(lambda a: f"{a} "),
    "padding": spelt(lambda a: f"{a}=="),
}


def _published(hub: Hub) -> ECKey:
    key = hub.http.get("/.well-known/jwks.json").json()["keys"][0]
    return ECKey.import_key({name: key[name] for name in ("kty", "crv", "x", "y")})


def _signed(key: ECKey, header: str, payload: str) -> str:
    algorithm = jws.JWSRegistry(algorithms=["ES256"]).get_alg("ES256")
    signature = algorithm.sign(f"{header}.{payload}".encode(), key)
    return f"{header}.{payload}.{_base64(signature)}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
