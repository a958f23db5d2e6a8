"""Several workers answer on one port; one that dies comes back, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from benchmarks.processes import children
from hub.database.postgres import Server, free_port
from tests.hub.closed_database import closed
from tests.hub.commands.typed import aidhub, environment
from tests.hub.silent_way import Way, way_to


class Several:
    """`aidhub serve` on a database of its own."""

    def __init__(self, process: "subprocess.Popen[Any]", url: str) -> None:
        self.process, self.url = process, url

    def workers(self) -> set[int]:
        return {one for one in children(self.process.pid) if "spawn_main" in command(one)}

    def answers(self) -> bool:
        return self.ready().startswith("ready")

    def ready(self) -> str:
        try:
            return httpx.get(f"{self.url}/readyz").text
        except httpx.HTTPError:
            return ""


def command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not reached():
        assert time.monotonic() < deadline, "it was waited for in vain"
        time.sleep(0.1)


@contextmanager
def serving(var: Path, database: str, workers: str = "2", **settings: str) -> Iterator[Several]:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "hub.commands.cli", "serve", "--workers", workers],
        env=environment(var, AIDHUB_DATABASE_URL=database, PORT=str(port), **settings),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Several(process, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


IMPATIENT = """import socket, sys, uvicorn
from hub.commands.workers import PatientParent
from tests.hub.commands.test_workers import nothing

if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    PatientParent(uvicorn.Config(nothing, workers=2, timeout_worker_healthcheck=0.2), [listener]).run()
"""
"""A parent that gives its workers less than any of them takes to begin."""


async def nothing(scope: dict[str, object], receive: object, send: Callable[..., Awaitable[None]]) -> None:
    """An application that answers 204."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def test_workers_that_take_longer_than_they_are_given_are_given_longer(tmp_path: Path) -> None:
    port, script = free_port(), tmp_path / "impatient.py"
    script.write_text(IMPATIENT)
    with subprocess.Popen([sys.executable, script, str(port)], env=environment(tmp_path)) as process:
        parent = Several(process, f"http://127.0.0.1:{port}")
        try:
            until(lambda: _status(parent.url) == 204)
        finally:
            process.terminate()


def _status(url: str) -> int:
    try:
        return httpx.get(url, timeout=30).status_code
    except httpx.HTTPError:
        return 0


@pytest.fixture
def migrated(var: Path, postgres: Server, empty_database: str) -> str:
    ran = aidhub("migrate", var, AIDHUB_DATABASE_URL=empty_database)
    assert ran.returncode == 0, ran.stderr
    return empty_database


@pytest.fixture
def several(var: Path, migrated: str) -> Iterator[Several]:
    with serving(var, migrated) as hub:
        until(hub.answers)
        yield hub


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_a_worker_that_dies_comes_back_and_all_end_together(several: Several) -> None:
    until(lambda: len(several.workers()) == 2)
    first = several.workers()
    os.kill(min(first), signal.SIGKILL)
    until(lambda: len(several.workers() - first) == 1)  # it is gone at once, and its successor comes later
    until(several.answers)
    last = several.workers()
    several.process.send_signal(signal.SIGTERM)
    assert several.process.wait(60) == 0
    assert not any(command(one) for one in last)
    assert several.process.stderr is not None
    assert f"Child process [{min(first)}] died" in several.process.stderr.read()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_a_worker_that_says_nothing_for_some_seconds_is_not_ended(several: Several) -> None:
    """One that is imported on a machine with much to do says nothing either: none would ever come to answer."""
    until(lambda: len(several.workers()) == 2)
    first = several.workers()
    os.kill(min(first), signal.SIGSTOP)
    time.sleep(8)
    os.kill(min(first), signal.SIGCONT)
    until(several.answers)
    assert several.workers() == first


def test_a_hub_that_starts_before_its_database_says_so_and_begins_when_it_answers(
    var: Path, postgres: Server, migrated: str
) -> None:
    with closed(postgres, migrated), serving(var, migrated) as hub:
        until(lambda: "UNAVAILABLE" in hub.ready())
        assert httpx.get(f"{hub.url}/healthz").text == "ok\n"
        told = httpx.post(f"{hub.url}/graphql", json={"query": "{ me { client } }"})
        assert (told.status_code, told.headers["Retry-After"]) == (503, "5")
        assert told.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
        name = str(conninfo_to_dict(migrated)["dbname"])
        with psycopg.connect(postgres.owner_url("postgres"), autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())
        until(hub.answers)
        hub.process.send_signal(signal.SIGTERM)
        assert hub.process.wait(60) == 0
        assert hub.process.stderr is not None
        assert "waiting for the database" in hub.process.stderr.read()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_a_worker_that_starts_while_nobody_is_let_in_waits_and_ends_no_other(
    several: Several, postgres: Server, migrated: str
) -> None:
    # One that is still being imported may be started anew by itself on a machine that has much to do.
    until(lambda: len(several.workers()) == 2 and all(several.answers() for _ in range(8)))
    first = several.workers()
    with closed(postgres, migrated):
        os.kill(min(first), signal.SIGKILL)
        until(lambda: bool(several.workers() - first))
        time.sleep(3)  # for as long it would have failed to start
        assert several.process.poll() is None
        assert max(first) in several.workers()
    until(lambda: all(several.answers() for _ in range(8)))
    assert several.process.poll() is None


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_a_hub_ends_when_it_is_told_to_though_its_database_is_away(
    several: Several, postgres: Server, migrated: str
) -> None:
    until(lambda: len(several.workers()) == 2 and several.answers())
    with closed(postgres, migrated):
        until(lambda: not several.answers())
        several.process.terminate()
        several.process.communicate(timeout=60)
    assert not several.workers()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_workers_end_when_their_parent_is_gone(several: Several) -> None:
    until(lambda: len(several.workers()) == 2)
    left = several.workers()
    several.process.kill()
    until(lambda: not any(command(one) for one in left))


@pytest.mark.parametrize("workers", ["0", "17", "many"])
def test_a_number_of_workers_that_cannot_be_is_refused(var: Path, workers: str) -> None:
    assert aidhub(f"serve --workers {workers}", var).returncode == 2


@contextmanager
def silenced(postgres: Server, url: str) -> Iterator[tuple[Way, str]]:
    """A way to the database that can be silenced, and the URL by which it leads there."""
    port = int(str(conninfo_to_dict(url)["port"]))
    with way_to("127.0.0.1", port) as way:
        yield way, url.replace(f":{port}/", f":{way.port}/")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_hub_ends_when_it_is_told_to_though_its_database_is_silent(
    var: Path, postgres: Server, migrated: str, workers: str
) -> None:
    def ask() -> None:
        with suppress(httpx.HTTPError):
            httpx.post(f"{hub.url}/oauth/token", data={"grant_type": "client_credentials"}, auth=("a", "b"), timeout=90)

    with silenced(postgres, migrated) as (way, url), serving(var, url, workers) as hub, ThreadPoolExecutor() as many:
        until(hub.answers)
        way.silent = True
        for _ in range(4):
            many.submit(ask)
        time.sleep(2)  # upkeep and the cross-check ask too
        hub.process.terminate()
        hub.process.communicate(timeout=60)
        assert not hub.workers()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_hub_that_starts_while_its_database_is_silent_says_so_and_can_be_ended(
    var: Path, postgres: Server, migrated: str, workers: str
) -> None:
    with silenced(postgres, migrated) as (way, url):
        way.silent = True
        with serving(var, url, workers) as hub:
            until(lambda: "UNAVAILABLE" in hub.ready())
            way.silent = False
            until(hub.answers)
            hub.process.terminate()
            hub.process.communicate(timeout=60)


def test_a_process_ends_though_a_thread_in_it_waits_for_ever(var: Path) -> None:
    hung = """import asyncio, threading
from hub.commands import workers
workers.PATIENCE = 1.0
async def application(): await asyncio.to_thread(threading.Event().wait)
threading.Thread(target=workers._end_at_last, daemon=True).start()
asyncio.run(asyncio.wait_for(application(), 0.1))"""
    ran = subprocess.run([sys.executable, "-c", hung], env=environment(var), timeout=60, check=False)
    assert ran.returncode == 0
