"""Compact JWTs, read strictly: one algorithm, one spelling, keys only from where we keep them."""

import base64
import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import ECKey

from auth.errors import InvalidToken

ALGORITHM = "ES256"
LONGEST = 16_384
FOREIGN = {"crit", "b64", "zip", "enc", "jwk", "jku", "x5u", "x5c"}
SHAPE = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2}")

Header = Mapping[str, Any]  # whatever the sender wrote


@dataclass(frozen=True)
class Jwt:
    """A token whose signature holds; what its claims are worth is for the reader to say."""

    header: Header
    claims: Mapping[str, Any]  # whatever the sender wrote


def opened(token: str, keys: Callable[[Header], Iterable[ECKey]]) -> Jwt:
    """Verify a token by one of the keys chosen for its header; raises InvalidToken."""
    header = _header(token)
    for key in keys(header):
        with suppress(BadSignatureError):
            return Jwt(header, _claims(token, key))
    raise InvalidToken


def _claims(token: str, key: ECKey) -> Mapping[str, Any]:
    try:
        return jwt.decode(token, key, algorithms=[ALGORITHM]).claims
    except BadSignatureError:
        raise
    except Exception as error:  # joserfc meets some malformed tokens with TypeError, KeyError or RecursionError
        raise InvalidToken from error


def _header(token: str) -> Header:
    if len(token) > LONGEST or not SHAPE.fullmatch(token):
        raise InvalidToken
    header, _, _ = (_bytes(part) for part in token.split("."))
    try:
        fields = dict(json.loads(header))
    except (ValueError, TypeError, RecursionError) as error:
        raise InvalidToken from error
    # "crit" and the like ask for rules we do not know; "jwk", "jku" and "x5u" for keys we do not trust.
    if fields.get("alg") != ALGORITHM or fields.keys() & FOREIGN or not isinstance(fields.get("kid", ""), str):
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
