"""Our own PostgreSQL comes back by itself, on the same port, whoever kills it."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from hub.database.postgres import Server
from hub.database.postgres_watch import kept_running
from tests.hub.database.test_postgres import Start, process, says


def until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not reached():
        assert time.monotonic() < deadline, "it was waited for in vain"
        time.sleep(0.1)


def answers(server: Server) -> bool:
    try:
        return says(server, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_server_that_is_killed_is_started_again_where_it_was(start: Start, var: Path, number: int) -> None:
    server = start(var)
    server.create("kept")
    first, url = process(server), server.owner_url("kept")
    with kept_running(server):
        os.kill(first, number)
        until(lambda: answers(server) and process(server) != first)
        assert server.owner_url("kept") == url
        assert says(server, "SELECT current_database()::text", "kept") == "kept"
    server.stop()
    assert not server.alive


def test_a_server_that_cannot_start_is_tried_again_after_growing_pauses(
    start: Start, var: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = start(var)
    data = Path(str(says(server, "SHOW data_directory")))
    control, away = data / "global" / "pg_control", data / "global" / "away"
    control.rename(away)  # as if the disk had lost it
    with kept_running(server):
        os.kill(process_of(data), signal.SIGKILL)
        until(lambda: "tried again in 2 s" in caplog.text and "tried again in 4 s" in caplog.text)
        away.rename(control)
        until(lambda: answers(server))


def process_of(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().splitlines()[0])
