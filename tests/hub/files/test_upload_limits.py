"""How large a file may be, how long it may take, and what of it is kept where it does not come whole."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from tests.conftest import Started
from tests.hub.answering.test_bodies import begun, code
from tests.hub.files.sheets import counts, ended, line, sent, sheet
from tests.hub_running import Running

MIB = 1 << 20
FILLED = """INSERT INTO jobs (id, department, client, kind, arguments, ranges, scopes, state, done, taken, tries)
SELECT gen_random_uuid(), 'housing', %s, 'FILLED', '{}', '{}', '{}', 'WAITING', 0, 0, 0 FROM generate_series(1, 20)
RETURNING id"""
PARTLY = "SELECT count(*) FROM uploads WHERE job IS NULL"


@pytest.fixture(scope="module")
def small(started: Started) -> Iterator[Running]:
    """A hub that takes files of 8 MiB within six seconds, and holds 8 MiB of bodies in hand."""
    with started(file_mib=8, file_seconds=6, body_mib=8) as hub:
        yield hub


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


def until(hub: Running, count: int) -> None:
    """Wait until so many files are on their way."""
    deadline = time.monotonic() + 20
    while hub.rows(PARTLY) != [(count,)]:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_two_gigabytes_are_refused_before_they_come(small: Running) -> None:
    with begun(small, "housing", 2 << 30, path="/files") as connection:
        assert code(connection) == "UPLOAD_TOO_LARGE"


def test_of_a_file_that_does_not_say_how_long_it_is_no_more_is_kept_than_may_be(small: Running) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(9):
            yield b" " * MIB

    headers = {"Authorization": f"Bearer {small['housing'].token}"}
    answer = small.http.post("/files", content=endless(), headers=headers)
    assert refused(answer) == (413, "UPLOAD_TOO_LARGE")
    assert small.rows("SELECT count(*) FROM upload_pieces") == [(0,)]


@contextmanager
def slow(hub: Running, content: bytes) -> Iterator[socket.socket]:
    """A connection on which half a file has come."""
    with begun(hub, "housing", len(content), content[: len(content) // 2], path="/files") as connection:
        yield connection


def test_a_file_that_does_not_come_in_time_is_refused_and_none_of_it_is_kept(small: Running) -> None:
    with slow(small, bytes(2 * MIB)) as connection:
        assert code(connection) == "BODY_TOO_SLOW"
    assert small.rows(PARTLY) == [(0,)]


def test_of_a_file_whose_sender_leaves_nothing_is_kept(small: Running) -> None:
    with slow(small, bytes(2 * MIB)):
        until(small, 1)
    until(small, 0)


def test_a_client_has_so_many_files_on_their_way_and_others_theirs(small: Running) -> None:
    with ExitStack() as coming:
        for _ in range(4):  # 4 MiB for one client, of which each takes one
            coming.enter_context(slow(small, bytes(2 * MIB)))
        until(small, 4)
        assert refused(sent(small, b"x" * MIB)) == (429, "TOO_MANY_BYTES")
        assert sent(small, b"x" * 100).status_code == 202  # a small one gets in
        assert sent(small, b"x" * MIB, "education_aid").status_code == 202
    until(small, 0)


def test_small_files_at_once_count_as_what_they_are(small: Running) -> None:
    with ExitStack() as coming:
        for n in range(12):
            content = b"%02d" % n * 100
            coming.enter_context(begun(small, "housing", len(content), content[:100], path="/files"))
        assert sent(small, b"y" * 100).status_code == 202


def test_with_all_its_jobs_open_a_client_is_told_to_wait_before_its_file_is_read(small: Running) -> None:
    client = small["housing"].ask("{ me { client } }")["me"]["client"]
    small.rows(FILLED, client)
    try:
        with begun(small, "housing", 8 * MIB, path="/files") as connection:  # nothing of it has come
            assert code(connection) == "TOO_MANY_JOBS"
        answer = sent(small, b"z" * 100)
        assert (refused(answer), answer.headers["retry-after"]) == ((429, "TOO_MANY_JOBS"), "30")
    finally:
        small.rows("DELETE FROM jobs WHERE client = %s AND kind = 'FILLED' RETURNING id", client)


def test_of_the_same_file_sent_several_times_at_once_one_is_worked_through(hub: Running) -> None:
    content = sheet(*(line(hub, f"at-once-{n}") for n in range(20)))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda n: sent(hub, content, name=f"{n}.csv"), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 202]
    (id,) = {answer.json()["import"] for answer in answers}
    assert counts(ended(hub, id)) == (20, 0, 0, 0)
    assert hub.rows("SELECT count(*) FROM uploads WHERE job IS NULL") == [(0,)]


def test_a_form_is_no_file(hub: Running) -> None:
    headers = {"Authorization": f"Bearer {hub['housing'].token}"}
    answer = hub.http.post("/files", files={"file": ("list.csv", sheet())}, headers=headers)
    assert refused(answer) == (415, "CONTENT_TYPE")


def test_one_file_in_a_hundred_bad_rows_spoils_no_other(hub: Running) -> None:
    lines = [line(hub, f"hundred-{n:04}") for n in range(1500)]
    for n in range(50, 1500, 100):
        lines[n]["发生日期"] = "2024-13-01"
    found = ended(hub, sent(hub, sheet(*lines)).json()["import"])
    assert counts(found) == (1485, 0, 15, 0)
    assert [one["row"] for one in found["errors"]["nodes"]] == [n + 2 for n in range(50, 1500, 100)]
    assert hub.rows("SELECT count(*) FROM assistance_records WHERE external_id LIKE 'hundred-%%'") == [(1485,)]
