"""A declared interface: what an entry of AIDHUB_SOURCES says of an address that answers in JSON."""

from pathlib import Path

import httpx

from connectors.sources.client_credentials import ClientCredentials
from connectors.sources.entry import Entry
from connectors.sources.json_interface import JsonInterface
from connectors.sources.json_pages import MOST, Paging
from connectors.sources.json_requests import JsonRequests

PARAMETERS = {"": "", "cursor": "cursor", "page": "page", "offset": "offset"}
"""By the kind of paging, under which name the next page is asked for where nothing is said."""
TOLD_IN = ("basic", "body")


def declared_interface(entry: Entry) -> JsonInterface:
    """The interface of an entry; raises KeyError and ValueError, which name what is wrong."""
    watermark, since = entry.text("watermark"), entry.text("since_parameter")
    if bool(watermark) != bool(since):
        raise ValueError("watermark + since_parameter")
    return JsonInterface(_requests(entry), _paging(entry), entry.source, watermark, since)


def _requests(entry: Entry) -> JsonRequests:
    secret, credentials, ca_file = entry.secret("secret"), _credentials(entry), entry.text("ca_file")
    if secret and credentials:
        raise ValueError("secret | token_url")
    return JsonRequests(
        url=_address(entry, "url"),
        parameters=entry.texts("parameters"),
        header=entry.text("header", "Authorization"),
        secret=secret,
        credentials=credentials,
        per_second=entry.number("per_second", 5),
        seconds=entry.number("timeout_seconds", 60),
        most_bytes=int(entry.number("page_mib", 16) * 2**20),
        ca_file=Path(ca_file) if ca_file else None,
    )


def _credentials(entry: Entry) -> ClientCredentials | None:
    if not entry.text("token_url"):
        return None
    secret, told_in = entry.secret("client_secret"), entry.text("token_auth", "basic")
    if secret is None:
        raise KeyError("client_secret_file")
    if told_in not in TOLD_IN:
        raise ValueError(f"token_auth = {' | '.join(TOLD_IN)}")
    in_body = told_in == "body"
    return ClientCredentials(
        _address(entry, "token_url"), entry.table["client_id"], secret, entry.text("scope"), in_body
    )


def _paging(entry: Entry) -> Paging:
    by = entry.text("paging")
    if by not in PARAMETERS or (by == "cursor") != bool(entry.text("next")):
        raise ValueError("paging = cursor + next | page | offset")
    return Paging(
        rows=entry.text("rows"),
        by=by,
        parameter=entry.text("paging_parameter", PARAMETERS[by]),
        cursor=entry.text("next"),
        first=int(entry.table.get("first_page", 1)),
        size_parameter=entry.text("size_parameter"),
        size=int(entry.number("page_size", 1000)),
        total=entry.text("total"),
        expected=entry.texts("expect"),
        most=int(entry.number("most_pages", MOST)),
    )


def _address(entry: Entry, name: str) -> str:
    """Raises ValueError for one that is no address, or that holds a user and password."""
    try:
        address = httpx.URL(entry.text(name))
    except httpx.InvalidURL:
        address = httpx.URL("")
    if address.scheme not in ("http", "https") or not address.host or address.userinfo:
        raise ValueError(f"{name} = https://host/…")
    return str(address)
