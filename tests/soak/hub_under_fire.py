"""A hub to be killed: `aidhub serve` with two workers and a PostgreSQL of its own, on a small disk where that may be."""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import httpx
import psycopg

from benchmarks.processes import children
from hub.commands.demo import prepare
from hub.database import setup
from hub.database.postgres import free_port
from hub.settings import Settings
from tests.hub.commands.typed import AIDHUB, environment

ROOMY = "3g"
AT_WORK = """SELECT client_port, left(regexp_replace(query, '\\s+', ' ', 'g'), 50) FROM pg_stat_activity
WHERE usename LIKE 'aidhub\\_%' AND xact_start IS NOT NULL ORDER BY xact_start LIMIT 1"""
PATIENCE = 180
"""Seconds within which a hub comes back, whatever was done to it."""


@dataclass(frozen=True)
class Disk:
    """A small file system in memory, which is full as soon as it is told to be no larger than it is used."""

    place: Path

    def fill(self) -> None:
        used = os.statvfs(self.place)
        taken = (used.f_blocks - used.f_bfree) * used.f_frsize
        self._sized(f"{taken // 1024 + 64}k")

    def clear(self) -> None:
        self._sized(ROOMY)

    def _sized(self, size: str) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}", self.place], check=True)


class HubUnderFire:
    """Its processes by what they are, each to be killed."""

    def __init__(self, var: Path, disk: Disk | None, log: IO[str]) -> None:
        self.var, self.disk, self._log = var, disk, log
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.clients: dict[str, dict[str, Any]] = json.loads((var / "demo" / "clients.json").read_text())
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it as often as it takes, as a supervisor does: those who held the port may still be leaving."""
        deadline = time.monotonic() + PATIENCE
        while self._process is None or self._process.poll() is not None:
            assert time.monotonic() < deadline, "the hub does not start"
            self._process = subprocess.Popen(
                [*AIDHUB, "serve", "--workers", "2"],
                env=environment(self.var, PORT=str(self.port), AIDHUB_COST_PER_MINUTE=str(10**12)),
                stderr=self._log,
                text=True,
            )
            while self._process.poll() is None and not (self.workers() and self.ready()):
                time.sleep(0.1)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(60)

    def ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).text.startswith("ready")
        except httpx.HTTPError:
            return False

    @property
    def parent(self) -> "subprocess.Popen[str]":
        assert self._process is not None
        return self._process

    def workers(self) -> list[int]:
        return [one for one in children(self.parent.pid) if "spawn_main" in _command(one)]

    def session_at_work(self) -> tuple[int, str] | None:
        """Of the hub's sessions the one that has been in a transaction for longest: its port and its statement."""
        with self.connect() as owner:
            row = owner.execute(AT_WORK).fetchone()
        return (row[0], row[1]) if row else None

    def worker_of(self, port: int) -> int | None:
        """The worker whose session begins at this port."""
        connections = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        sockets = {f"socket:[{row[9]}]" for row in connections if int(row[1].partition(":")[2], 16) == port}
        return next((worker for worker in self.workers() if sockets & _open_files(worker)), None)

    def postmaster(self) -> int | None:
        lines = self._postmaster_file()
        return int(lines[0]) if lines and "postgres" in _command(int(lines[0])) else None

    def backends(self) -> list[int]:
        """The server's processes that work for a role of the hub."""
        postmaster = self.postmaster()
        return [one for one in children(postmaster) if "postgres: aidhub_" in _command(one)] if postmaster else []

    def connect(self) -> psycopg.Connection:
        """As the owner, once the database answers."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                port = self._postmaster_file()[3]
                password = json.loads((self.var / "secrets.json").read_text())["aidhub"]
                return psycopg.connect(
                    host="127.0.0.1", port=port, user="aidhub", password=password, dbname="aidhub", autocommit=True
                )
            except (psycopg.OperationalError, IndexError):
                assert time.monotonic() < deadline, "the database does not come back"
                time.sleep(0.1)

    def _postmaster_file(self) -> list[str]:
        try:
            return Path((self.var / "pg").read_text().strip(), "data", "postmaster.pid").read_text().splitlines()
        except OSError:
            return []


@contextmanager
def under_fire(place: Path) -> Iterator[HubUnderFire]:
    """A migrated hub with a client for each department, which is served until the block ends."""
    var = place / "var"
    var.mkdir()
    with _small_disk(var) as disk, (place / "serve.log").open("a") as log:
        settings = replace(Settings.read({}), var=var, demo_persons=100)
        with setup.with_database(settings) as ready:
            setup.migrate(ready)
            prepare(ready, setup.checked_addresses(ready))
        hub = HubUnderFire(var, disk, log)
        hub.start()
        try:
            yield hub
        finally:
            if disk is not None:
                disk.clear()
            hub.stop()


@contextmanager
def _small_disk(place: Path) -> Iterator[Disk | None]:
    """None where this machine lets nobody make a file system."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOMY},mode=0755", "aidhub-soak", place],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        yield None
        return
    try:
        yield Disk(place)
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@contextmanager
def a_place() -> Iterator[Path]:
    """A folder that PostgreSQL's account may enter."""
    with tempfile.TemporaryDirectory(prefix="aidhub-soak-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        yield Path(place)


def _open_files(process: int) -> set[str]:
    found = set()
    with suppress(OSError):  # it, or one of them, has ended meanwhile
        for file in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                found.add(os.readlink(file))
    return found


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def kill(process: int) -> None:
    """At once, unless it has ended by itself."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
