"""An interface that answers in JSON: its pages become one file, and whatever it does wrong is told."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from connectors.sources.declared_interface import declared_interface
from connectors.sources.entry import Entry
from connectors.sources.json_interface import JsonInterface, before, newest
from connectors.sources.origin import Unit
from policy.sources import Column, Source
from registry.errors import Refusal
from registry.reference.calendar import ZONE
from tests.connectors.json_server import COUNT, ID, KEY, SECRET, json_server

PEOPLE = Source(
    "people",
    "people",
    "人员",
    "facts",
    (
        Column("no", "text", ("no", "number"), "number", needed=True),
        Column("name", "text", ("name",), "name"),
        Column("at", "text", ("at",), "at"),
        Column("remark", "text", ("remark", "note"), "remark"),
    ),
)
CURSOR = {"rows": "data.rows", "paging": "cursor", "next": "data.next"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with json_server() as address:
        yield address


@pytest.fixture
def fresh() -> Iterator[str]:
    """A server of which nothing was asked yet."""
    with json_server() as address:
        yield address


def interface(address: str, **table: Any) -> JsonInterface:
    entry = Entry({"url": address, "per_second": 1000, **table}, {"KEY": KEY, "SECRET": SECRET}, PEOPLE)
    one = declared_interface(entry)
    return replace(one, requests=replace(one.requests, tries=2))


def fetched(address: str, since: str = "", **table: Any) -> tuple[list[dict[str, str]], Unit]:
    one = interface(address, **table)
    (unit,) = one.units(since)
    text = b"".join(one.content(unit)).decode()
    return list(csv.DictReader(io.StringIO(text))), unit


def numbers(address: str, **table: Any) -> list[str]:
    return [row["no"] for row in fetched(address, **table)[0]]


def refused(address: str, **table: Any) -> str:
    with pytest.raises(Refusal) as found:
        fetched(address, **table)
    assert "629901" not in str(found.value)
    return found.value.code


ALL = [str(n) for n in range(1, COUNT + 1)]


@pytest.mark.parametrize(
    ("way", "table"),
    [
        ("whole", {}),
        ("cursor", CURSOR),
        ("cursor", {**CURSOR, "expect": {"code": 0}}),
        ("page", {"rows": "rows", "paging": "page", "size_parameter": "size", "page_size": 3}),
        ("page", {"rows": "rows", "paging": "page", "size_parameter": "size", "page_size": 7, "total": "total"}),
        ("offset", {"rows": "rows", "paging": "offset"}),
        ("on", {}),
    ],
)
def test_every_row_of_every_page_is_read_once(server: str, way: str, table: dict[str, Any]) -> None:
    assert numbers(f"{server}/{way}", **table) == ALL


def test_columns_that_the_source_does_not_know_are_passed_over_and_others_may_come_later() -> None:
    rows = [
        {"No": 1, "name": "A", "phone": "1"},
        *({"No": n, "name": "B"} for n in (2, 3)),
        {"No": 4, "name": None, "remark": True},
    ]
    with json_server(rows) as address:
        found, _ = fetched(f"{address}/cursor", **CURSOR)
    assert found == [
        {"No": "1", "name": "A", "at": "", "remark": ""},
        {"No": "2", "name": "B", "at": "", "remark": ""},
        {"No": "3", "name": "B", "at": "", "remark": ""},
        {"No": "4", "name": "", "at": "", "remark": "true"},
    ]


def test_one_column_under_two_names_is_told() -> None:
    with json_server([*({"no": n} for n in range(3)), {"number": 4}]) as address:
        assert refused(f"{address}/cursor", **CURSOR) == "SOURCE_HEADING"


@pytest.mark.parametrize(
    ("way", "table", "code"),
    [
        ("endless", {"rows": "rows", "paging": "cursor", "next": "next", "most_pages": 20}, "SOURCE_ENDLESS"),
        ("round", {"rows": "rows", "paging": "cursor", "next": "next"}, "SOURCE_REPEATED"),
        ("same", {"rows": "rows", "paging": "page"}, "SOURCE_REPEATED"),
        (
            "page",
            {"rows": "rows", "paging": "page", "size_parameter": "size", "total": "total", "parameters": {"more": 1}},
            "SOURCE_SHORT",
        ),
        ("cursor", {**CURSOR, "rows": "data.list"}, "SOURCE_ANSWER"),
        ("cursor", {**CURSOR, "expect": {"code": 1}}, "SOURCE_ANSWER"),
        ("cursor", {**CURSOR, "total": "data.total"}, "SOURCE_ANSWER"),
        ("whole", {"watermark": "changed", "since_parameter": "since"}, "SOURCE_COLUMNS"),
        ("html", {}, "SOURCE_ANSWER"),
        ("deep", {}, "SOURCE_ANSWER"),
        ("packed", {}, "SOURCE_ANSWER"),
        ("long", {"page_mib": 1}, "SOURCE_LONG"),
        ("slow", {"timeout_seconds": 0.2}, "SOURCE_SLOW"),
        ("status", {"parameters": {"status": 404}}, "SOURCE_STATUS"),
        ("status", {"parameters": {"status": 403}}, "SOURCE_SIGN_IN"),
        ("status", {"parameters": {"status": 500}}, "SOURCE_STATUS"),
        ("away", {}, "SOURCE_REDIRECT"),
        ("circle", {}, "SOURCE_REDIRECT"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_without_repeating_it(
    server: str, way: str, table: dict[str, Any], code: str
) -> None:
    assert refused(f"{server}/{way}", **table) == code


def test_who_is_busy_is_asked_again_after_as_long_as_it_says(fresh: str) -> None:
    before_it = datetime.now(ZONE)
    assert numbers(f"{fresh}/busy") == ALL
    assert datetime.now(ZONE) - before_it >= timedelta(seconds=1)
    assert len(httpx.get(f"{fresh}/asked_so_far").json()) == 2


def test_who_wants_to_be_left_alone_for_long_is(fresh: str) -> None:
    assert refused(f"{fresh}/busy", parameters={"pause": 3600}) == "SOURCE_BUSY"


def test_who_cannot_be_reached_is_an_outage() -> None:
    with json_server() as address:
        pass
    one = interface(f"{address}/whole")
    with pytest.raises(httpx.ConnectError):
        b"".join(one.content(next(one.units(""))))


def test_requests_keep_their_distance(server: str) -> None:
    began = datetime.now(ZONE)
    assert numbers(f"{server}/cursor", **CURSOR, per_second=5) == ALL  # three pages
    assert datetime.now(ZONE) - began >= timedelta(seconds=0.4)


def test_the_next_time_what_was_written_since_is_asked_for(fresh: str) -> None:
    told = {"watermark": "at", "since_parameter": "since"}
    found, unit = fetched(f"{fresh}/whole", **told)
    assert ([row["no"] for row in found], unit.mark) == (ALL, "2026-11-07 08:00:00")
    found, again = fetched(f"{fresh}/whole", unit.mark, **told)
    assert ([row["no"] for row in found], again.mark) == (["7"], unit.mark)
    assert httpx.get(f"{fresh}/asked_so_far").json()[1]["since"] == "2026-11-07 07:50:00"
    assert fetched(f"{fresh}/whole", "2026-12-01 00:00:00", **told)[0] == []


@pytest.mark.parametrize(
    ("mark", "asked"),
    [
        ("2026-11-07T08:00:00Z", "2026-11-07T07:50:00Z"),
        ("2026-11-07T00:05:00+08:00", "2026-11-06T23:55:00+08:00"),
        ("2026-11-07", "2026-11-07"),
        ("1793923200", "1793922600"),
        ("1793923200000", "1793922600000"),
        ("4711", "4711"),
        ("v2026", "v2026"),
    ],
)
def test_a_mark_is_told_as_it_was_a_little_earlier(mark: str, asked: str) -> None:
    assert before(mark) == asked


def test_the_newest_is_the_greatest_number_the_last_text_and_no_moment_that_is_to_come() -> None:
    assert newest("9", "10", "") == "10"
    assert newest("2026-01-01 00:00:00", "2025-12-31 00:00:00") == "2026-01-01 00:00:00"
    assert newest("", "2999-01-01 00:00:00") < "2100"
    assert newest("", "2999-01-01T00:00:00Z").endswith("Z")


def test_a_token_is_asked_for_once_and_another_where_it_was_taken_back(fresh: str) -> None:
    table = {"token_url": f"{fresh}/token", "client_id": ID, "client_secret": "${SECRET}", "scope": "people"}
    for told_in in ("basic", "body"):
        one = interface(f"{fresh}/locked", **table, token_auth=told_in)
        with one.requests.opened() as asking:
            first = asking.page({})
            assert asking.page({}) == first
            asked = httpx.get(f"{fresh}/asked_so_far").json()[-2:]
            assert asked[0]["header"] == asked[1]["header"] != ""
            httpx.get(f"{fresh}/forget")
            assert asking.page({}) == first
    for told_in in ("basic", "body"):
        wrong = {**table, "client_secret": "${KEY}", "token_auth": told_in}
        assert refused(f"{fresh}/locked", **wrong) == "SOURCE_SIGN_IN"
    assert refused(f"{fresh}/locked", **{**table, "token_url": f"{fresh}/away"}) == "SOURCE_REDIRECT"


def test_a_key_is_sent_under_its_header(server: str, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    assert numbers(f"{server}/locked", header="X-Key", secret="${KEY}") == ALL
    assert numbers(f"{server}/locked", header="X-Key", secret_file=str(tmp_path / "key")) == ALL
    assert refused(f"{server}/locked") == "SOURCE_SIGN_IN"
    assert refused(f"{server}/locked", secret_file=str(tmp_path / "none")) == "SOURCE_SECRET"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"url": "ftp://h/"}, "url = https://host"),
        ({"url": "https://user:word@h/"}, "url = https://host"),
        ({"url": "https:///path"}, "url = https://host"),
        ({"secret": "written out"}, "secret_file"),
        ({"secret": "${NONE}"}, "NONE"),
        ({"secret": "${KEY}", "token_url": "https://h/", "client_id": "c", "client_secret": "${KEY}"}, "token_url"),
        ({"token_url": "https://h/", "client_id": "c"}, "client_secret"),
        ({"token_url": "https://h/", "client_secret": "${KEY}"}, "client_id"),
        ({"token_url": "https://h/", "client_id": "c", "client_secret": "${KEY}", "token_auth": "jwt"}, "basic"),
        ({"paging": "link"}, "cursor"),
        ({"paging": "cursor"}, "next"),
        ({"next": "data.next"}, "next"),
        ({"watermark": "at"}, "since_parameter"),
        ({"per_second": 0}, "per_second > 0"),
        ({"rows": 1}, "rows ="),
        ({"parameters": ["a"]}, "parameters ="),
    ],
)
def test_what_is_wrong_in_an_entry_is_said(table: dict[str, Any], told: str) -> None:
    with pytest.raises((ValueError, KeyError), match=told) as raised:
        declared_interface(Entry({"url": "https://h/", **table}, {"KEY": KEY}, PEOPLE))
    assert "written out" not in str(raised.value)
