"""The keys of clients: P-256 keys that a client signs its assertions with, of which the hub keeps the public half."""

import json
from collections.abc import Mapping
from typing import Any

from joserfc.jwk import ECKey

from registry.errors import Refusal

MOST_KEYS = 4


def new_key() -> dict[str, Any]:  # a JWK is what RFC 7517 says it is
    """A private key for a client, as a JWK; made where it will be used, it never leaves there."""
    key = ECKey.generate_key("P-256", auto_kid=True)
    return {**key.as_dict(private=True), "use": "sig", "alg": "ES256"}


def public_keys(jwks: Mapping[str, Any]) -> str:
    """A client's public key set as it is kept: JSON, each key with its id. Raises UNSUITABLE_KEY."""
    try:
        sent = jwks["keys"]
        if not 1 <= len(sent) <= MOST_KEYS or any("d" in key for key in sent):
            raise Refusal("UNSUITABLE_KEY")
        keys = [ECKey.import_key({name: key[name] for name in ("kty", "crv", "x", "y")}) for key in sent]
        if any(key.curve_name != "P-256" for key in keys):
            raise Refusal("UNSUITABLE_KEY")
        kids = [str(old.get("kid") or key.thumbprint()) for key, old in zip(keys, sent, strict=True)]
        named = [{**key.as_dict(), "kid": kid} for key, kid in zip(keys, kids, strict=True)]
    except Refusal:
        raise
    except Exception as error:  # joserfc meets some malformed keys with TypeError or KeyError
        raise Refusal("UNSUITABLE_KEY") from error
    return json.dumps({"keys": named})


def keys_of(jwks: str | None, kid: object = None) -> list[ECKey]:
    """The keys of a set as it is kept; during a change of keys there are two, and a key id names the one."""
    keys = [ECKey.import_key(key) for key in json.loads(jwks or '{"keys": []}')["keys"]]
    return [key for key in keys if kid is None or key.kid == kid]
