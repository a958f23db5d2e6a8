"""An external issuer's keys: fetched from where it publishes them, kept while it is away."""

import json
import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from auth.external_issuers import ExternalIssuer, trusted
from auth.jwt import Key
from registry.errors import Refusal

log = logging.getLogger(__name__)

PAUSE = 30
"""Seconds between two fetchings, whatever key ids are asked for: nobody makes us knock at an issuer in a loop."""
FRESH = 600
"""Seconds after which keys are looked for again, so that one that was withdrawn is gone."""
TIMEOUT, WAIT = 5.0, 2.0
"""Seconds for a fetching, and for which others wait for the first one."""
MOST_BYTES = 1 << 20
LEAST_RSA_LETTERS = 341
"""Letters of base64 in which 2,048 bits are written; of fewer a key is too weak."""
PUBLIC = {"kty", "crv", "x", "y", "n", "e", "kid", "alg"}
KINDS: Mapping[str, type[RSAKey] | type[ECKey] | type[OKPKey]] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}
DISCOVERY = "/.well-known/openid-configuration"


class IssuerKeys:
    """The keys of one issuer, by key id; used by several threads."""

    def __init__(self, issuer: ExternalIssuer, clock: Callable[[], float]) -> None:
        self._issuer, self._clock = issuer, clock
        self._keys: Mapping[str, Key] | None = None
        self._tried_at, self._fetched_at = float("-inf"), float("-inf")
        self._fetching = threading.Lock()

    def find(self, key_id: str) -> Key | None:
        """The key of this id, if the issuer has it; raises ISSUER_AWAY where no keys could be fetched so far."""
        stale = self._clock() - self._fetched_at >= FRESH
        if self._keys is None or ((stale or key_id not in self._keys) and self._due()):
            self._renew()
        if self._keys is None:
            raise Refusal("ISSUER_AWAY", name=self._issuer.iss)
        return self._keys.get(key_id)

    def ids(self) -> frozenset[str]:
        """The ids of the keys that are believed now."""
        return frozenset(self._keys or ())

    def _due(self) -> bool:
        return self._clock() - self._tried_at >= PAUSE

    def _renew(self) -> None:
        # Who has keys goes on with them while another fetches new ones.
        if not self._fetching.acquire(timeout=WAIT if self._keys is None else 0):
            return
        try:
            if self._due():
                self._tried_at = self._clock()
                self._keys = self._fetched()
                self._fetched_at = self._clock()
        except (httpx.HTTPError, OSError, ValueError, RecursionError) as error:
            log.warning("the keys of %s cannot be fetched (%s)", self._issuer.iss, type(error).__name__)
        finally:
            self._fetching.release()

    def _fetched(self) -> Mapping[str, Key]:
        # No redirect, no proxy, no password of who runs the hub.
        verify = ssl.create_default_context(cafile=self._issuer.ca_file)
        with httpx.Client(timeout=TIMEOUT, verify=verify, trust_env=False, follow_redirects=False) as client:
            address = self._issuer.jwks_uri or self._discovered(client)
            published = _document(client, address).get("keys")
        if not isinstance(published, list):
            raise ValueError("keys")
        keys = {jwk["kid"]: _key(jwk) for jwk in published if isinstance(jwk, dict) and isinstance(jwk.get("kid"), str)}
        return {key_id: key for key_id, key in keys.items() if key}

    def _discovered(self, client: httpx.Client) -> str:
        document = _document(client, self._issuer.iss.rstrip("/") + DISCOVERY)
        address = document.get("jwks_uri")
        if document.get("issuer") != self._issuer.iss or not isinstance(address, str) or not trusted(address):
            raise ValueError("issuer, jwks_uri")
        return address


def _document(client: httpx.Client, address: str) -> Mapping[str, Any]:
    """The JSON object at an address, in its time and of its length; raises HTTPError and ValueError."""
    until, body = time.monotonic() + TIMEOUT, bytearray()
    with client.stream("GET", address, headers={"Accept": "application/json"}) as answer:
        if answer.status_code != httpx.codes.OK:
            raise ValueError(f"status {answer.status_code}")
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > MOST_BYTES or time.monotonic() > until:
                raise ValueError("too long")
    document = json.loads(body)
    if not isinstance(document, dict):
        raise ValueError("no object")
    return document


def _key(jwk: Mapping[str, Any]) -> Key | None:
    """A public key that signs, or None: of a kind we do not use, or too weak."""
    kind = KINDS.get(str(jwk.get("kty")))
    weak = kind is RSAKey and len(str(jwk.get("n"))) < LEAST_RSA_LETTERS
    if kind is None or weak or jwk.get("use", "sig") != "sig":
        return None
    try:
        return kind.import_key({name: value for name, value in jwk.items() if name in PUBLIC})
    except (JoseError, ValueError, TypeError, KeyError):
        return None
