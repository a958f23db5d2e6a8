"""The client credentials grant: a token for a department's program in its own name (OAuth 2.1 §4.2)."""

from typing import Any

from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant  # type: ignore[import-untyped]  # authlib has no types

from auth import scopes
from auth.tokens import LIFE
from registry.errors import Refusal


class ClientCredentials(ClientCredentialsGrant):  # type: ignore[misc]  # authlib has no types
    """A department's program in its own name."""

    def validate_requested_scope(self) -> None:
        """Keep the scopes that are asked for, or without any the client's own; raises invalid_scope, invalid_target."""
        client, fields = self.request.client, self.request.fields
        wanted = scopes.parse(fields["scope"]) if "scope" in fields else client.scopes
        # Never less than was asked; what was given where nothing was asked is said in the answer (RFC 6749 §3.3).
        if not wanted or not wanted <= client.scopes or scopes.conflicts(wanted):
            raise Refusal("SCOPES_NOT_GRANTED")
        if fields.get("resource", self.server.endpoints.resource) != self.server.endpoints.resource:
            raise Refusal("UNKNOWN_RESOURCE")
        self.granted_scopes = wanted

    def create_token_response(self) -> tuple[int, dict[str, Any], list[tuple[str, str]]]:
        """200, the token with its scopes and its life in seconds, and headers that keep it out of caches."""
        # Not authlib's: that one writes the token into the log.
        token = self.server.tokens.mint(self.request.client, self.granted_scopes, named=self.request.named)
        body = {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": LIFE,
            "scope": " ".join(sorted(self.granted_scopes)),
        }
        return 200, body, self.TOKEN_RESPONSE_HEADER
