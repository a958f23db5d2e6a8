"""Several workers answer on one port; one that dies comes back, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.processes import children
from hub.database.postgres import Server, free_port
from tests.hub.commands.typed import aidhub, environment


class Several:
    """`aidhub serve --workers 2` on a database of its own."""

    def __init__(self, process: "subprocess.Popen[str]", url: str) -> None:
        self.process, self.url = process, url

    def workers(self) -> set[int]:
        return {one for one in children(self.process.pid) if "spawn_main" in command(one)}

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz").status_code == 200
        except httpx.HTTPError:
            return False


def command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < deadline, "it was waited for in vain"
        time.sleep(0.1)


@pytest.fixture
def several(var: Path, postgres: Server, empty_database: str) -> Iterator[Several]:
    migrated = aidhub("migrate", var, AIDHUB_DATABASE_URL=empty_database)
    assert migrated.returncode == 0, migrated.stderr
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "hub.commands.cli", "serve", "--workers", "2"],
        env=environment(var, AIDHUB_DATABASE_URL=empty_database, PORT=str(port)),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        hub = Several(process, f"http://127.0.0.1:{port}")
        until(hub.answers)
        yield hub
        process.terminate()


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


@pytest.mark.parametrize("workers", ["0", "17", "many"])
def test_a_number_of_workers_that_cannot_be_is_refused(var: Path, workers: str) -> None:
    assert aidhub(f"serve --workers {workers}", var).returncode == 2
