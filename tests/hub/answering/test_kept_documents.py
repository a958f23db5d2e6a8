"""Documents are kept, so that the log tells what was seen; what stands inline in one is logged like a variable."""

from hashlib import sha256

from tests.hub_running import Running

QUERY = '{ person(idNumber: "%s", purpose: {code: review}) { id } }'


def test_a_number_that_stands_inline_and_finds_nobody_is_logged_by_its_blind_index(hub: Running) -> None:
    number = hub.number()
    answer = hub["civil_affairs"].post(QUERY % number)
    assert answer.json().get("data") == {"person": None}, answer.text
    ((document, variables),) = hub.rows(
        "SELECT document, variables FROM access_log WHERE request = %s", answer.headers["x-request-id"]
    )
    beside = "query ($n: String) { person(idNumber: $n, purpose: {code: review}) { id } }"
    other = hub["civil_affairs"].post(beside, {"n": number}).headers["x-request-id"]
    ((sent,),) = hub.rows("SELECT variables::json ->> 'n' FROM access_log WHERE request = %s", other)
    assert number not in variables
    assert sent in variables
    ((text,),) = hub.rows("SELECT text FROM documents WHERE hash = %s", document)
    assert sha256(text.encode()).digest() == bytes(document)
    assert 'idNumber : "$1"' in text
    again = hub["civil_affairs"].post(QUERY % hub.number()).headers["x-request-id"]
    assert hub.rows("SELECT document FROM access_log WHERE request = %s", again) == [(document,)]
    assert hub.rows("SELECT count(*) FROM documents WHERE hash = %s", document) == [(1,)]
