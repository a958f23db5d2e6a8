"""Requests to the OAuth endpoints, read strictly: what two programs could read in two ways is refused."""

import logging
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from authlib.oauth2 import OAuth2Request  # type: ignore[import-untyped]  # authlib has no types
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload  # type: ignore[import-untyped]  # authlib has no types
from starlette.requests import ClientDisconnect, Request

from auth.named import Named
from registry.errors import Refusal

log = logging.getLogger(__name__)

MOST_BYTES = 65_536
MOST_FIELDS = 32
CONTENT_TYPE = re.compile(r"application/x-www-form-urlencoded(?:\s*;\s*charset=\"?utf-8\"?)?", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class FormRequest(OAuth2Request):  # type: ignore[misc]  # authlib has no types
    """A form that was read whole before authlib sees it: authlib never awaits."""

    def __init__(self, uri: str, form: Mapping[str, str], authorization: str | None) -> None:
        super().__init__(method="POST", uri=uri)
        self.payload = BasicOAuth2Payload(dict(form))
        self.fields = form
        self.authorization = authorization
        self.named: Named | None = None
        """Whom its client acts for, once it has authenticated."""

    @property
    def form(self) -> Mapping[str, str]:
        """The same fields, under the name that authlib has for them."""
        return self.fields


async def read(request: Request, uri: str) -> FormRequest:
    """Read a form posted to the endpoint known outside as `uri`; raises InvalidRequestError (400, or 413)."""
    authorizations = request.headers.getlist("authorization")
    if not CONTENT_TYPE.fullmatch(request.headers.get("content-type", "")):
        raise Refusal("FORM_CONTENT_TYPE")
    if request.url.query or len(authorizations) > 1:
        raise Refusal("FORM_PLACE")
    return FormRequest(uri, form(await _body(request)), authorizations[0] if authorizations else None)


def form(body: bytes) -> dict[str, str]:
    """The parameters of a body; one without a value counts as absent (RFC 6749 §3.2). Raises InvalidRequestError."""
    try:
        pairs = parse_qsl(
            body.decode(),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise Refusal("FORM_ENCODING") from None
    if len(dict(pairs)) < len(pairs):
        raise Refusal("FORM_REPEATED")
    if any(CONTROL.search(name + value) for name, value in pairs):
        raise Refusal("FORM_CONTROL_CHARACTERS")
    return {name: value for name, value in pairs if value}


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise Refusal("FORM_TOO_LONG")
    except ClientDisconnect:
        log.info("a client has left before its request was complete")
        raise Refusal("BODY_CUT_OFF") from None
    return bytes(body)
