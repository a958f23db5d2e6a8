"""Imports through what befalls them: a connection killed in a chunk, two workers, a slice that is cut, a client shut out."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.conftest import Started
from tests.hub.files.sheets import counts, ended, errors, line, sent, sheet
from tests.hub_running import ELSEWHERE, HOME, Running

HELD = """SELECT 1; CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_sleep({seconds}); RETURN NEW; END $$;
CREATE TRIGGER held BEFORE INSERT ON import_chunks FOR EACH ROW WHEN (NEW.place = {place}) EXECUTE FUNCTION held()"""
LET_GO = "SELECT 1; DROP FUNCTION IF EXISTS held CASCADE"
AT_IT = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
CHUNK = 1000


@pytest.fixture(scope="module")
def hub(started: Started) -> Iterator[Running]:
    """A hub of its own: its chunks are held up."""
    with started() as hub:
        yield hub


@contextmanager
def held_in_a_chunk(hub: Running, content: bytes, place: int, seconds: float, who: str) -> Iterator[tuple[str, int]]:
    """The import of a file, and the connection that is in the middle of a chunk: its rows are in, its line is not."""
    hub.rows(HELD.format(seconds=seconds, place=place))
    try:
        id = sent(hub, content, who).json()["import"]
        while not (found := hub.rows(AT_IT)):
            time.sleep(0.02)
        yield id, found[0][0]
    finally:
        hub.rows(LET_GO)


def records(hub: Running, prefix: str) -> tuple[int, int]:
    """How many records there are, and how many of them stand once."""
    statement = "SELECT count(*), count(DISTINCT external_id) FROM assistance_records WHERE external_id LIKE %s"
    whole, once = hub.rows(statement, f"{prefix}%")[0]
    return whole, once


def chunks(hub: Running, id: str) -> list[tuple[int, int]]:
    return hub.rows("SELECT place, accepted FROM import_chunks WHERE import_id = %s ORDER BY place", id)


def test_a_connection_that_is_killed_in_a_chunk_takes_back_its_rows_and_the_chunk_is_done_again(hub: Running) -> None:
    content = sheet(*(line(hub, f"killed-{n:04}") for n in range(CHUNK + 100)))
    with held_in_a_chunk(hub, content, CHUNK, 20, "housing") as (id, connection):
        assert records(hub, "killed-") == (CHUNK, CHUNK)
        hub.rows("SELECT pg_terminate_backend(%s)", connection)
    assert counts(ended(hub, id)) == (CHUNK + 100, 0, 0, 0)
    assert records(hub, "killed-") == (CHUNK + 100, CHUNK + 100)
    assert chunks(hub, id) == [(0, CHUNK), (CHUNK, 100)]


def test_of_two_workers_on_one_import_the_second_alone_writes(hub: Running) -> None:
    content = sheet(*(line(hub, f"two-{n:04}") for n in range(300)))
    with held_in_a_chunk(hub, content, 0, 2, "housing") as (id, connection):
        hub.rows("UPDATE jobs SET taken = taken + 1 WHERE id = %s RETURNING 1", id)  # as who takes it up does
        while hub.rows("SELECT FROM pg_stat_activity WHERE pid = %s AND state = 'active'", connection):
            time.sleep(0.05)
        assert records(hub, "two-") == (0, 0)
        assert chunks(hub, id) == []
    # The queue has lost it: it is taken up anew.
    assert counts(ended(hub, id)) == (300, 0, 0, 0)
    assert (records(hub, "two-"), chunks(hub, id)) == ((300, 300), [(0, 300)])


def test_what_is_called_off_in_a_chunk_keeps_the_chunks_before_it(hub: Running) -> None:
    content = sheet(*(line(hub, f"off-{n:04}") for n in range(CHUNK + 50)))
    with held_in_a_chunk(hub, content, CHUNK, 1, "housing") as (id, _):
        cancelled = hub["housing"].ask(
            "mutation ($id: ID!) { cancelJob(id: $id) { ... on Job { state } } }", {"id": id}
        )
    assert cancelled["cancelJob"] == {"state": "CANCELLED"}
    found = ended(hub, id)
    while hub.rows(AT_IT):
        time.sleep(0.05)
    assert (found["state"], counts(found)) == ("CANCELLED", (CHUNK, 0, 0, 0))
    assert records(hub, "off-") == (CHUNK, CHUNK)


def test_rows_are_held_to_the_divisions_that_the_client_has_when_they_are_taken_in(hub: Running) -> None:
    """The first chunk is held for longer than a grant is believed."""
    content = sheet(*(line(hub, f"cut-{n:04}") for n in range(CHUNK + 2)))
    who = "UPDATE oauth_clients SET divisions = ARRAY[%s] WHERE department = 'housing' AND divisions = ARRAY[%s] RETURNING 1"
    with held_in_a_chunk(hub, content, 0, 7, "housing here") as (id, _):
        hub.rows(who, ELSEWHERE, HOME)
    try:
        found = ended(hub, id, "housing here")
        assert (found["state"], counts(found)) == ("DONE", (CHUNK, 0, 2, 0))
        refused = "支付地区代码", "OUTSIDE_DIVISIONS"
        assert errors(found) == [(CHUNK + 2, *refused), (CHUNK + 3, *refused)]
    finally:
        hub.rows(who, HOME, ELSEWHERE)
        while hub["housing here"].ask("{ me { divisions { code } } }")["me"]["divisions"] != [{"code": HOME}]:
            time.sleep(0.2)


def test_a_client_that_is_shut_out_meanwhile_has_nothing_more_taken_in(hub: Running) -> None:
    content = sheet(*(line(hub, f"shut-{n:04}") for n in range(CHUNK + 2)))
    who = "WHERE department = 'housing' AND divisions = ARRAY[%s] RETURNING 1"
    with held_in_a_chunk(hub, content, 0, 7, "housing here") as (id, _):
        hub.rows(f"UPDATE oauth_clients SET disabled_at = now() {who}", HOME)
    try:
        while not (told := hub.rows("SELECT refusal FROM jobs WHERE id = %s AND ended_at IS NOT NULL", id)):
            time.sleep(0.1)
        assert told == [("CLIENT_DISABLED",)]
        assert records(hub, "shut-") == (CHUNK, CHUNK)
    finally:
        hub.rows(f"UPDATE oauth_clients SET disabled_at = NULL {who}", HOME)
