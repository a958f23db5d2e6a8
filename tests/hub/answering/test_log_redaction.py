"""No answer, log row or log line holds an ID number, unless it was asked for with a purpose."""

import logging

import psycopg
import pytest

from hub.answering import log_redaction
from tests.hub_running import Running
from tests.schema.acts import FEED, REGISTER, feedback, household, member, register

ASKED = 'query ($n: String!) { person(idNumber: $n, purpose: {code: review, note: "x"}) { id idNumberMasked } }'


def wide(number: str) -> str:
    """The number as an input method in full width writes it."""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in number)


def logged(hub: Running) -> str:
    """All that the access log holds, as text."""
    return "\n".join(str(row) for (row,) in hub.rows("SELECT a::text FROM access_log a"))


@pytest.mark.parametrize("spelled", ["{0}", " {0} ", "{1}", "{0:.6} {2} {3}"])
def test_a_number_is_found_however_it_is_spelled_and_stays_out_of_the_log(hub: Running, spelled: str) -> None:
    number = hub.number()
    register(hub, household(hub, member(number)))
    given = spelled.format(number, wide(number), number[6:14], number[14:])
    person = hub["civil_affairs"].ask(ASKED, {"n": given, "unused": [{"deep": given}], "more": "x" * 3990 + number})
    assert person["person"]["idNumberMasked"].count("*") >= 8
    held = logged(hub)
    assert number not in held
    assert number[6:14] not in held


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
    assert log_redaction.NUMBER.search(answer.text) is None


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
