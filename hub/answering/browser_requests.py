"""Browser requests: what comes with a session's cookie must come from a page of the hub itself.

A browser sends the cookie along with whatever leads to the hub; a page of others can have it do so too.
"""

from starlette.requests import HTTPConnection

from auth.browser_sessions import COOKIES, SessionCookie
from registry.errors import Refusal

HEADER, VALUE = "x-aidhub-console", "1"
"""Which no page of others may have a browser send, since the hub allows it to none."""
READING = ("GET", "HEAD")


def session_cookie(request: HTTPConnection) -> SessionCookie | None:
    """The cookie of a session, if there is one."""
    if "cookie" not in request.headers:
        return None
    return next((SessionCookie(name, request.cookies[name]) for name in COOKIES if name in request.cookies), None)


def check(request: HTTPConnection, issuer: str) -> None:
    """Raise CROSS_SITE for what may have been sent by a page of others."""
    method = request.scope.get("method", "")
    told = request.headers.get(HEADER) == VALUE
    if method in READING:
        permitted = told or request.headers.get("sec-fetch-site") in ("same-origin", "none")
        permitted = permitted and request.headers.get("origin", issuer) == issuer
    else:  # a socket's handshake can have no header of one's own, and has always an origin
        permitted = came_from(request, issuer) and (told or request.scope["type"] == "websocket")
    if not permitted:
        raise Refusal("CROSS_SITE", value=issuer)


def came_from(request: HTTPConnection, issuer: str) -> bool:
    """Whether the browser says that a page of the hub has sent it."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin" and request.scope["type"] == "http"
    return origin == issuer
