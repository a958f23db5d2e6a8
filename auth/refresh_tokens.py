"""The refresh token grant: a program goes on acting for an officer, by a token that is spent once (OAuth 2.1 §4.3)."""

from typing import Any

from authlib.oauth2.rfc6749.grants import RefreshTokenGrant  # type: ignore[import-untyped]  # authlib has no types

from auth import scopes
from auth.officer_tokens import OfficerTokens
from registry.errors import Refusal


class RefreshToken(OfficerTokens, RefreshTokenGrant):  # type: ignore[misc]  # authlib has no types
    """Another access token and the next refresh token."""

    def validate_token_request(self) -> None:
        """Spend the token; raises GRANT_NOT_VALID, NOT_FOR_THIS_CLIENT, NO_TOKEN_NAMED and SCOPES_NOT_GRANTED."""
        fields = self.request.fields
        self.request.client = self.authenticate_token_endpoint_client()
        if "refresh_token" not in fields:
            raise Refusal("NO_TOKEN_NAMED")
        self._wanted = scopes.parse(fields["scope"]) if "scope" in fields else None
        family = self.spent("refresh", fields["refresh_token"], self.request.client)
        # What was not agreed to cannot be had this way, and what is no list of scopes is none of them.
        if "scope" in fields and not (self._wanted and self._wanted <= frozenset(family.scopes)):
            raise Refusal("SCOPES_NOT_GRANTED")
        self.request.refresh_token = family

    def create_token_response(self) -> Any:
        """200 and the tokens."""
        return self.tokens(self.request.refresh_token, self._wanted)
