"""Officers before their browsers at a whole hub: they take over an account by its link and sign in with both steps."""

import re
import time
from collections.abc import Sequence
from html import unescape

import httpx
import psycopg
import pyotp

from auth import enrolments, officer_registration
from auth.administration import Administrator
from auth.officer_registration import Entry
from tests.hub_running import HOME, TODAY, Running

PASSWORD = "three lanterns by the river"
HERE = {"Accept-Language": "zh-CN", "Sec-Fetch-Site": "same-origin"}
"""What a browser says of itself that goes from page to page of the hub."""
BY = Administrator.at_the_machine("a test")
OPENED: list[httpx.Client] = []
"""To be closed by who asks for them."""


def officer(hub: Running, account: str, roles: Sequence[str], department: str, divisions: Sequence[str]) -> str:
    """A new officer; the path of the one-time link."""
    with psycopg.connect(hub.owner) as connection:
        entry = Entry(account, "张某", department, [*divisions], TODAY)
        added = officer_registration.add(connection, BY, entry, hub.catalogue.departments)
        code = enrolments.create(connection, added.id, "a test")
        officer_registration.give_roles(connection, BY, added, [*roles])
    return f"/enrol/{code}"


def enrol(hub: Running, path: str) -> str:
    """Take over an account, with a password and a second factor; the secret of the phone."""
    with httpx.Client(base_url=hub.url, headers={"Origin": hub.url}, timeout=30) as http:
        text = http.get(path).text
        secret = re.search(r"<code>([A-Z2-7]{32})</code>", text)
        sealed = re.search(r'name="sealed" value="([^"]*)"', text)
        assert secret, text
        assert sealed, text
        code = pyotp.TOTP(secret[1]).now()
        told = {"new": PASSWORD, "again": PASSWORD, "code": code, "sealed": unescape(sealed[1])}
        assert http.post(path, data=told).status_code in (200, 303)
    return secret[1]


def signed_in(
    hub: Running, account: str, *roles: str, department: str = "civil_affairs", divisions: Sequence[str] = (HOME,)
) -> httpx.Client:
    """A browser in which a new officer has signed in."""
    secret = enrol(hub, officer(hub, account, roles, department, divisions))
    http = httpx.Client(base_url=hub.url, headers={**HERE, "Origin": hub.url}, timeout=30)
    OPENED.append(http)
    http.post("/signin", data={"account": account, "password": PASSWORD, "next": "/signin/account"})
    # A code is taken once: the next one, which is taken already.
    code = pyotp.TOTP(secret).at(int(time.time()) + 30)
    http.post("/signin/factor", data={"code": code, "next": "/signin/account"})
    answer = http.get("/session", headers={"X-Aidhub-Console": "1"})
    assert answer.status_code == 200, answer.text
    return http
