"""Values from outside are read in one way, or refused by code and place; nothing else comes of any input."""

import datetime
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date
from uuid import UUID

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry import parsing
from registry.errors import Refusal

Parse = Callable[[object, str], object]
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates().map(str), st.uuids().map(str),
    st.datetimes(timezones=st.timezones()).map(str), st.lists(st.integers()), st.dictionaries(st.text(), st.text()),
)  # fmt: skip # what JSON may hold, and what looks like a value
PARSERS: dict[str, Parse] = {
    "date": parsing.date,
    "instant": parsing.instant,
    "uuid": parsing.uuid,
    "whole_number": parsing.whole_number,
    "fen": parsing.fen,
    "boolean": parsing.boolean,
    "storable": parsing.storable,
    "words": parsing.words,
    "household_number": parsing.household_number,
}
CASTS = {"date": "date", "instant": "timestamptz", "uuid": "uuid", "whole_number": "int", "fen": "bigint"}


@pytest.mark.parametrize(
    ("parse", "value", "expected"),
    [
        (parsing.date, "2024-02-29", date(2024, 2, 29)),
        (parsing.instant, "2024-02-29T08:00:00Z", datetime.datetime(2024, 2, 29, 8, tzinfo=UTC)),
        (parsing.instant, "2024-02-29T08:00:00+08:00", datetime.datetime(2024, 2, 29, tzinfo=UTC)),
        (parsing.uuid, "00000001-0000-7000-8000-00000000000A", UUID("00000001-0000-7000-8000-00000000000a")),
        (parsing.fen, 0, 0),
        (parsing.storable, "张三\n", "张三\n"),
        (parsing.words, " 张三 ", "张三"),
        (parsing.household_number, "　ＢＲ－B-１ ", "BR-B-1"),
        (parsing.household_number, "br-b-1", "br-b-1"),
    ],
)
def test_a_good_value_is_read(parse: Parse, value: object, expected: object) -> None:
    assert parse(value, "") == expected


@pytest.mark.parametrize(
    ("parse", "value", "code"),
    [
        (parsing.date, "2023-02-29", "BAD_DATE"),
        (parsing.date, "2024-W10-1", "BAD_DATE"),
        (parsing.date, "20240229", "BAD_DATE"),
        (parsing.instant, "2024-02-29T08:00:00", "BAD_INSTANT"),
        (parsing.instant, "0001-01-01T00:00:00+14:00", "BAD_INSTANT"),
        (parsing.uuid, "0000000100007000800000000000000a", "BAD_ID"),
        (parsing.uuid, "{00000001-0000-7000-8000-00000000000a}", "BAD_ID"),
        (parsing.whole_number, 2**31, "BAD_NUMBER"),
        (parsing.whole_number, True, "BAD_NUMBER"),
        (parsing.fen, -1, "BAD_AMOUNT"),
        (parsing.fen, 10**15, "BAD_AMOUNT"),
        (parsing.boolean, 1, "BAD_BOOLEAN"),
        (parsing.storable, "a\0b", "BAD_TEXT"),
        (parsing.storable, "\ud800", "BAD_TEXT"),
        (parsing.words, "a\nb", "BAD_TEXT"),
        (parsing.words, "", "MISSING"),
    ],
)
def test_a_bad_value_is_refused_by_code_and_place(parse: Parse, value: object, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse(value, "items[3].value")
    assert (refusal.value.code, refusal.value.path) == (code, "items[3].value")


@pytest.mark.parametrize("name", PARSERS)
@given(value=ANYTHING)
def test_nothing_but_a_refusal_comes_of_what_cannot_be_read(name: str, value: object) -> None:
    with suppress(Refusal):
        PARSERS[name](value, "value")


@pytest.mark.parametrize("name", CASTS)
def test_what_is_read_can_be_stored(empty_database: str, name: str) -> None:
    with psycopg.connect(empty_database, autocommit=True) as connection:

        @settings(max_examples=60)
        @given(value=ANYTHING)
        def stored(value: object) -> None:
            try:
                read = PARSERS[name](value, "value")
            except Refusal:
                return
            assert connection.execute(f"SELECT %s::{CASTS[name]}", [read]).fetchone() == (read,)

        stored()
