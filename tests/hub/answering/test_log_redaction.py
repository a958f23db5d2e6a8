"""No answer, log row or log line holds an ID number, unless it was asked for with a purpose."""

import logging
import unicodedata
from urllib.parse import quote

import psycopg
import pytest

from hub.answering import log_redaction
from registry.redaction import cut, hidden, quoted
from tests.hub_running import Running
from tests.schema.acts import FEED, REGISTER, feedback, household, member, register

ASKED = 'query ($n: String!) { person(idNumber: $n, purpose: {code: review, note: "x"}) { id idNumberMasked } }'

STATED = "query ($n: String!, $p: Purpose) { person(idNumber: $n, purpose: $p) { id idNumberMasked } }"


def wide(number: str) -> str:
    """The number as an input method in full width writes it."""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in number)


def logged(hub: Running) -> str:
    """All that the access log holds, as text."""
    return "\n".join(str(row) for (row,) in hub.rows("SELECT a::text FROM access_log a"))


SPELLED = (
    *(
        "{0}",
        " {0} ",
        "{1}",
        "{0:.6} {2} {3}",
        "{0:.6}-{2}-{3}",
        "{0:.6}.{2}.{3}",
        "{0:.6}·{2}／{3}",
        "{0:.6} - {2}_{3}",
    ),
    *("x{0}y", "{0}{0}", "{0} {0}", "no. 1 {0}", "{0:.6}\u200b\u200b{2}\u2013{3}", "{0:.6}   {2}   {3}"),
)
"""The number as clients write it: 0 the whole, 1 in full width, 2 and 3 its last groups."""


def spellings(number: str) -> list[str]:
    return [spelled.format(number, wide(number), number[6:14], number[14:]) for spelled in SPELLED]


def stands_in(number: str, text: str) -> bool:
    """Whether somebody who reads the text can read the number in it, or most of it."""
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
    return number[:14] in letters or number[-14:] in letters


@pytest.mark.parametrize("spelled", SPELLED[:4])
def test_a_number_is_found_however_it_is_spelled_and_stays_out_of_the_log(hub: Running, spelled: str) -> None:
    number = hub.number()
    register(hub, household(hub, member(number)))
    given = spelled.format(number, wide(number), number[6:14], number[14:])
    purpose = {"code": "review", "case": given, "note": "x" * 3900 + number}
    person = hub["civil_affairs"].ask(STATED, {"n": given, "p": purpose})
    assert person["person"]["idNumberMasked"].count("*") >= 8
    held = logged(hub)
    assert number not in held
    assert number[6:14] not in held


@pytest.mark.parametrize("place", range(len(SPELLED)))
def test_wherever_a_client_writes_a_number_it_stays_out_of_the_log(
    hub: Running, caplog: pytest.LogCaptureFixture, place: int
) -> None:
    number = hub.number()
    given = spellings(number)[place]
    query = f"query _{number}($n: String!, $p: Purpose) {{ person(idNumber: $n, purpose: $p) {{ id }} }}"
    before = set(hub.rows("SELECT id FROM access_log"))
    with caplog.at_level(logging.DEBUG):
        answers = [
            hub["civil_affairs"].post(query, {"n": given, "p": {"code": "review", "case": given, "note": given}}),
            hub["civil_affairs"].post(query, {"n": given, "p": {"code": given}}),
            hub["civil_affairs"].post(query, {"n": {given: given}}),
            hub["civil_affairs"].post(ASKED, {"n": "x", given: 1}),
            hub["civil_affairs"].post(ASKED, {"n": given}, X_Purpose="review; of%20" + quote(given)),
            hub["reader"].post(query, {"n": given}),
            hub["civil_affairs"].post(f'{{ eligibleTargets(programme: "{given}") {{ totalCount }} }}'),
            hub["civil_affairs"].post(f'{{ household(id: "{given}") {{ id }} }}'),
            hub["civil_affairs"].post(f'{{ totals(division: "{given}") {{ records }} nothing(at: "{given}") }}'),
            hub["education_aid"].post(FEED, {"items": [feedback(hub, hub.number(), "astray", programme=given)]}),
        ]
    held = hub.rows("SELECT id, a::text FROM access_log a")
    rows = [text for id, text in held if (id,) not in before]
    assert rows
    assert not [text for text in (*rows, caplog.text) if stands_in(number, text)]
    assert not [answer.text for answer in answers if stands_in(number, answer.text)]


def test_of_a_thousand_digits_it_is_told_that_something_was_sent() -> None:
    assert quoted("1" * 5000) == "'…'"
    assert cut("1" * 5000, 60) == "…"
    assert cut("1" * 5000, 0) == ""


def test_half_a_number_does_not_stay_where_a_text_is_cut() -> None:
    number = "629901194506180019"
    for spelled in spellings(number):
        for before in range(440, 501):
            assert not stands_in(number, log_redaction.note("x" * before + spelled) or "")
        for before in (*range(20, 61), *range(200, 241)):
            assert not stands_in(number, quoted("y" * before + spelled))
        for before in range(3950, 4001):
            assert not stands_in(number, log_redaction.variables({"n": "x" * before + spelled}, lambda _: "…") or "")
    assert (log_redaction.note("x" * 600) or "").count("x") == log_redaction.LONGEST


def test_a_number_has_one_blind_index_however_it_is_written() -> None:
    blinded = list[str]()

    def blind(number: str) -> str:
        blinded.append(number)
        return "…"

    for spelled in spellings("629901194506180019"):
        if not spelled.startswith("no. 1"):  # it may begin with the 1 as well
            log_redaction.variables({"n": spelled}, blind)
    assert set(blinded) == {"629901194506180019"}


@pytest.mark.parametrize(
    "text",
    [
        "018e4e2a-0000-7000-8000-000000000000",
        "2024-03-01/2024-03-31",
        "2024-03-15T10:11:12.123456+08:00",
        "for 621102000000 and 620102000000",
        "12812345678",
        "ZJ-03, MZ-94",
    ],
)
def test_what_is_no_number_stays_readable(text: str) -> None:
    assert hidden(text) == text
    assert text in (log_redaction.variables({"of": text}, lambda _: "…") or "")


@pytest.mark.parametrize(
    "values",
    [
        {"n": "629901194506180019" * 200_000},
        {"n": ["629901194506180019"] * 200_000},
        {f"629901194506{n:06}": "629901194506180019" for n in range(100_000)},
        {"n": [[[["629901194506180019"] * 100] * 100] * 100] * 100},
    ],
)
def test_of_megabytes_only_what_finds_room_is_gone_through(values: dict[str, object]) -> None:
    blinded = list[str]()

    def blind(number: str) -> str:
        blinded.append(number)
        return "…"

    assert len(log_redaction.variables(values, blind) or "") <= log_redaction.MOST
    assert len(blinded) <= log_redaction.MOST / 15


def test_what_lies_too_deep_is_left_out() -> None:
    deep: object = "629901194506180019"
    for _ in range(900):
        deep = [deep]
    assert (log_redaction.variables({"n": deep}, lambda _: "?") or "").count("[") == log_redaction.DEEPEST


def test_a_purposes_note_is_kept_without_its_number(hub: Running) -> None:
    number = hub.number()
    query = "query ($n: String!, $p: Purpose) { person(idNumber: $n, purpose: $p) { id } }"
    hub["civil_affairs"].ask(query, {"n": number, "p": {"code": "review", "case": "A-1", "note": f"of {number}"}})
    ((note,),) = hub.rows("SELECT purpose_note FROM access_log ORDER BY id DESC LIMIT 1")
    assert note.startswith("A-1")
    assert number not in note


def test_what_fails_inside_says_no_number(hub: Running, caplog: pytest.LogCaptureFixture) -> None:
    number = hub.number()
    register(hub, household(hub, member(number)))
    with psycopg.connect(hub.owner, autocommit=True) as owner, caplog.at_level(logging.DEBUG, "hub"):
        owner.execute("ALTER TABLE persons RENAME TO persons_away")
        try:
            answer = hub["civil_affairs"].post(ASKED, {"n": number})
        finally:
            owner.execute("ALTER TABLE persons_away RENAME TO persons")
    (error,) = answer.json()["errors"]
    assert (error["extensions"]["code"], answer.status_code) == ("INTERNAL", 500)
    assert error["extensions"]["requestId"] == answer.headers["x-request-id"]
    assert error["extensions"]["requestId"] in caplog.text
    assert number not in answer.text + caplog.text + logged(hub)
    assert "persons" not in answer.text


def test_ordinary_answers_hold_masked_numbers_only(hub: Running) -> None:
    query = """{ households(first: 20) { nodes { number address members { person { nameMasked idNumberMasked
      facts { __typename } } } chain(first: 20) { nodes { note } } } } }"""
    answer = hub["civil_affairs"].post(query)
    assert "idNumberMasked" in answer.text
    assert hidden(answer.text) == answer.text


def test_what_is_quoted_of_wrong_input_is_quoted_without_its_number(hub: Running) -> None:
    number = hub.number()
    strange = household(hub, {**member(number), "address": "x"})
    programme = feedback(hub, hub.number(), "astray", programme=number)
    answers = [
        hub["civil_affairs"].post(REGISTER, {"items": [strange]}),
        hub["civil_affairs"].post(REGISTER, {"items": [household(hub, member(int(number[:17])))]}),  # type: ignore[arg-type] # what is wrong with it
        hub["education_aid"].post(FEED, {"items": [programme]}),
        hub["education_aid"].post(f'{{ eligibleTargets(programme: "{number}") {{ totalCount }} }}'),
    ]
    assert all(number[:17] not in answer.text for answer in answers)
    assert all(
        f'"code":"{code}"' in answer.text for code, answer in zip(("UNKNOWN_FIELD", "BAD_SHAPE"), answers, strict=False)
    )
    assert all("…" in answer.text for answer in answers[2:])
