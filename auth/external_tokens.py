"""Access tokens of external issuers: read by the rules written down for each, and worth no more than its ceiling."""

import hashlib
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from auth.authentication import CLIENT_ID
from auth.errors import InvalidToken
from auth.external_issuers import ExternalIssuer
from auth.issuer_keys import IssuerKeys
from auth.jwt import Header, Jwt, Key, claimed_issuer, opened
from auth.officer_logins import Login
from auth.ranges import Range
from auth.tokens import SKEW, Claims, Limits, Tokens

LONGEST_LIFE = 3600
"""Seconds that a token of theirs may live: until it ends, its issuer alone could take it back."""

Places = Callable[[Collection[str]], Mapping[str, Range]]
"""The positions of divisions, of those there are; may raise psycopg's errors."""
Officers = Callable[[Login], str | None]
"""The id of the officer whom an issuer knows so; may raise psycopg's errors."""


class TrustedTokens:
    """Reads the tokens of everyone who is believed: the hub itself, and the issuers that are written down."""

    def __init__(
        self,
        own: Tokens,
        issuers: Iterable[ExternalIssuer],
        places: Places,
        officers: Officers,
        clock: Callable[[], float],
    ) -> None:
        self._own = own
        self._external = {issuer.iss: ExternalTokens(issuer, places, officers, clock) for issuer in issuers}

    def verify(self, token: str) -> Claims:
        """What a token says; raises InvalidToken, and ISSUER_AWAY."""
        # What is not verified yet chooses among those who are written down, and nothing else.
        external = self._external.get(claimed_issuer(token)) if self._external else None
        return external.verify(token) if external else self._own.verify(token)

    def believed(self) -> frozenset[str]:
        """The ids of the keys whose tokens are good now."""
        return self._own.believed().union(*(external.believed() for external in self._external.values()))


class ExternalTokens:
    """Reads the tokens of one issuer."""

    def __init__(self, issuer: ExternalIssuer, places: Places, officers: Officers, clock: Callable[[], float]) -> None:
        self._issuer, self._places, self._officers, self._clock = issuer, places, officers, clock
        self._keys = IssuerKeys(issuer, clock)

    def verify(self, token: str) -> Claims:
        """What a token says of a program or an officer; raises InvalidToken, and ISSUER_AWAY."""
        jwt = opened(token, self._keys_for, self._issuer.algorithms)
        try:
            return self._read(jwt, hashlib.sha256(token.encode()).hexdigest())
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise InvalidToken from error

    def believed(self) -> frozenset[str]:
        """The ids of the issuer's keys, as `Claims.key_id` has them."""
        return frozenset(map(self._named, self._keys.ids()))

    def _keys_for(self, header: Header) -> list[Key]:
        kind = str(header.get("typ", "")).lower().removeprefix("application/")
        if kind not in {name.lower() for name in self._issuer.types}:
            return []
        key = self._keys.find(header.get("kid", ""))
        return [key] if key else []

    def _read(self, token: Jwt, token_id: str) -> Claims:
        issuer, claims = self._issuer, token.claims
        audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        issued, ends = _instant(claims["iat"]), _instant(claims["exp"])
        now = self._clock()
        timely = max(issued, _instant(claims.get("nbf", 0))) - SKEW <= now < ends <= issued + LONGEST_LIFE
        required = all(claims.get(name) == value for name, value in issuer.required)
        if claims["iss"] != issuer.iss or issuer.audience not in audiences or not timely or not required:
            raise InvalidToken
        client, login = self._client(claims), self._login(claims)
        return Claims(
            client_id=client,
            scopes=frozenset(_words(claims[issuer.scope_claim])) & issuer.scope_ceiling,
            department="",
            divisions=(),
            # Whatever an issuer calls its tokens: two of them are never taken for one.
            token_id=token_id,
            key_id=self._named(token.header["kid"]),
            issued_at=issued,
            expires_at=ends,
            officer_id=self._officer(login) if login else None,
            limits=replace(self._limits(claims), login=login),
        )

    def _client(self, claims: Mapping[str, Any]) -> str:
        client: str = claims[self._issuer.client_claim]
        if not CLIENT_ID.fullmatch(client):
            raise InvalidToken
        return client

    def _login(self, claims: Mapping[str, Any]) -> Login | None:
        """Whose token it is, unless it is a program's own: a person who signs in through a program is not that."""
        name, value = self._issuer.program
        if claims.get(name) == value.replace("{client}", claims[self._issuer.client_claim]):
            return None
        return self._issuer.iss, claims[self._issuer.officer_claim]

    def _officer(self, login: Login) -> str:
        _, subject = login
        officer_id = self._officers(login) if isinstance(subject, str) and subject.isprintable() else None
        if officer_id is None:
            raise InvalidToken
        return officer_id

    def _limits(self, claims: Mapping[str, Any]) -> Limits:
        departments, places = self._issuer.departments, None
        if self._issuer.department_claim:
            departments &= {claims[self._issuer.department_claim]}
        if self._issuer.division_claim:
            places = self._places(_words(claims[self._issuer.division_claim]))
        return Limits(departments, places)

    def _named(self, key_id: str) -> str:
        return f"{self._issuer.iss} {key_id}"


def _words(value: object) -> list[str]:
    """A list of names, or a text of them with blanks between; raises ValueError."""
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) and word.isprintable() for word in words):
        raise ValueError
    return words


def _instant(value: object) -> int:
    """Seconds since 1970, a fraction cut off; raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError
    return int(value)
