"""Pages: the templates of this folder in the reader's language, with headers under which nothing foreign runs."""

import secrets
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from registry.errors import Refusal
from registry.reference.calendar import ZONE

FOLDER = Path(__file__).parent
LANGUAGE = "aidhub-language"
STATIC = {"style.css": "text/css", "passkeys.js": "text/javascript"}


@cache
def words(folder: Path = FOLDER) -> Mapping[str, Mapping[str, str]]:
    """What the pages of a folder say, besides what those of this one do."""
    own = tomllib.loads((folder / "words.toml").read_text("utf-8"))
    return own if folder == FOLDER else {**words(), **own}


class Pages:
    """Renders the pages of one hub: those of a folder, in the frame of this one."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._words = words(folder)
        self._templates = Environment(
            loader=FileSystemLoader([folder / "templates", FOLDER / "templates"]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(
        self,
        request: Request,
        name: str,
        values: Mapping[str, Any],
        problem: Refusal | None = None,
        goes_to: str = "",
    ) -> Response:
        """A page, with what is wrong if something is; `goes_to` is where its form may lead besides the hub itself."""
        chinese, nonce = wants_chinese(request), secrets.token_urlsafe(16)
        asked = {**request.query_params, "lang": "en" if chinese else "zh"}
        shown = {
            "officer": None,
            "note": "",
            "chinese": chinese,
            "nonce": nonce,
            "other_language": urlencode(asked),
            "t": partial(say, self._words, chinese),
            "time": local_time,
            "problem": problem.words(chinese) if problem else "",
            "code": problem.code if problem else "",
        }
        text = self._templates.get_template(f"{name}.html").render({**shown, **values})
        response = HTMLResponse(text, problem.status if problem else 200, guarded(nonce, goes_to))
        if problem and problem.retry_after:
            response.headers["Retry-After"] = str(problem.retry_after)
        if request.query_params.get("lang") in ("zh", "en"):
            response.set_cookie(LANGUAGE, request.query_params["lang"], samesite="lax", httponly=True)
        return response


def guarded(nonce: str, goes_to: str = "") -> dict[str, str]:
    """Headers of every page: nothing foreign runs in it, nothing frames it, nobody keeps it.

    The referrer goes to the hub alone: without any, browsers would not say from where a form was sent.
    """
    policy = (
        "default-src 'none'",
        f"script-src 'nonce-{nonce}'",
        "style-src 'self'",
        f"form-action 'self' {goes_to}".rstrip(),
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }


def wants_chinese(request: Request) -> bool:
    """Whether a page is read in Chinese: as was chosen, else as the browser says, and so where nothing is said."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
    if chosen in ("zh", "en"):
        return chosen == "zh"
    for language in request.headers.get("accept-language", "")[:500].lower().split(","):
        if language.strip()[:2] in ("zh", "en"):
            return language.strip()[:2] == "zh"
    return True


def say(words: Mapping[str, Mapping[str, str]], chinese: bool, key: str, **values: object) -> str:
    """A sentence of the pages."""
    return words[key]["zh" if chinese else "en"].format(**values)


def local_time(at: datetime) -> str:
    """An instant as the province's clocks show it."""
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


async def static(request: Request) -> Response:
    """The pages' style and script."""
    name = request.path_params["name"]
    if name not in STATIC:
        return Response(status_code=404)
    headers = {"Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff"}
    return Response((FOLDER / "static" / name).read_bytes(), 200, headers, STATIC[name])
