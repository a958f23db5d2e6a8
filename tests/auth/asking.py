"""Asking for tokens: as a program of a department does, or byte by byte as it should not."""

import httpx

from tests.auth.conftest import Hub, Party

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def ask(hub: Hub, party: Party, assertion: str | None = None, **fields: str) -> httpx.Response:
    return hub.http.post("/oauth/token", data=party.form(assertion, **fields))


def raw(hub: Hub, body: bytes, **headers: str) -> httpx.Response:
    return hub.http.post("/oauth/token", content=body, headers={**FORM, **headers})
