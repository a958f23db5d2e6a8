"""Compact JWTs, read strictly: algorithms pinned by the reader, one spelling, keys only from where we keep them."""

import base64
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from auth.errors import InvalidToken

ALGORITHM = "ES256"
"""Ours; issuers outside of the hub have their own."""
LONGEST = 16_384
FOREIGN = {"crit", "b64", "zip", "enc", "jwk", "jku", "x5u", "x5c"}
SHAPE = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2}")

Header = Mapping[str, Any]  # whatever the sender wrote
Key = ECKey | RSAKey | OKPKey


@dataclass(frozen=True)
class Jwt:
    """A token whose signature holds; what its claims are worth is for the reader to say."""

    header: Header
    claims: Mapping[str, Any]  # whatever the sender wrote


def opened(
    token: str, keys: Callable[[Header], Iterable[Key]], algorithms: Collection[str] = frozenset({ALGORITHM})
) -> Jwt:
    """Verify a token by one of the keys chosen for its header; raises InvalidToken."""
    header = _header(token, algorithms)
    for key in keys(header):
        with suppress(BadSignatureError):
            return Jwt(header, _claims(token, key, header["alg"]))
    raise InvalidToken


def claimed_issuer(token: str) -> str:
    """The issuer that a token says it is of, before anything of it is verified: it only says whose rules to read."""
    try:
        issuer = json.loads(_bytes(token.split(".")[1])).get("iss")
    except (InvalidToken, IndexError, ValueError, AttributeError, RecursionError):
        return ""
    return issuer if isinstance(issuer, str) else ""


def _claims(token: str, key: Key, algorithm: str) -> Mapping[str, Any]:
    try:
        return jwt.decode(token, key, algorithms=[algorithm]).claims
    except BadSignatureError:
        raise
    except Exception as error:  # joserfc meets some malformed tokens with TypeError, KeyError or RecursionError
        raise InvalidToken from error


def _header(token: str, algorithms: Collection[str]) -> Header:
    if len(token) > LONGEST or not SHAPE.fullmatch(token):
        raise InvalidToken
    header, _, _ = (_bytes(part) for part in token.split("."))
    try:
        fields = dict(json.loads(header))
    except (ValueError, TypeError, RecursionError) as error:
        raise InvalidToken from error
    algorithm = fields.get("alg")
    # "crit" and the like ask for rules we do not know; "jwk", "jku" and "x5u" for keys we do not trust.
    if not isinstance(algorithm, str) or algorithm not in algorithms or fields.keys() & FOREIGN:
        raise InvalidToken
    if not isinstance(fields.get("kid", ""), str):
        raise InvalidToken
    return fields


def _bytes(part: str) -> bytes:
    try:
        decoded = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError as error:
        raise InvalidToken from error
    # The last character has spare bits: without this one token would have several spellings.
    if base64.urlsafe_b64encode(decoded).rstrip(b"=") != part.encode():
        raise InvalidToken
    return decoded
