"""Refusals of this room: a request without a good token, and how an OAuth endpoint answers any refusal."""

from collections.abc import Mapping

from auth.token_limits import TooManyTokens
from registry.errors import Refusal


class InvalidToken(Exception):
    """A token or assertion is not good; what of it is wrong helps only who is guessing."""


class Unauthorized(Refusal):
    """The request carries no access token that holds; `challenge` is the value of WWW-Authenticate."""

    def __init__(self, code: str, challenge: str) -> None:
        super().__init__(code)
        self.challenge = challenge


def oauth_answer(refusal: Refusal) -> tuple[int, dict[str, str], Mapping[str, str]]:
    """Status, body and headers of an OAuth endpoint's refusal (RFC 6749 §5.2): its fields, then our own two."""
    error = {"error": refusal.oauth or "invalid_request", "error_description": refusal.en}
    body = {**error, "code": refusal.code, "message": refusal.zh}
    headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
    if refusal.status == 401:
        headers["WWW-Authenticate"] = f'Basic error="{body["error"]}", error_description="{refusal.en}"'
    if refusal.retry_after:
        headers["Retry-After"] = str(refusal.retry_after)
    if isinstance(refusal, TooManyTokens):
        headers |= refusal.headers
    return refusal.status, body, headers
