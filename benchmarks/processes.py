"""Processes: servers on the first core, the database and the load on the second; what they use is read from /proc."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[1]
TICK = os.sysconf("SC_CLK_TCK")
ENDED = (FileNotFoundError, ProcessLookupError)
SERVERS, DATABASE = "0", "1"
"""The cores. On one with a single core, or without taskset, nothing is pinned and the report says so."""


def pinned() -> bool:
    return shutil.which("taskset") is not None and (os.cpu_count() or 1) > 1


def on(core: str, command: Sequence[str]) -> list[str]:
    """The command, held to one core."""
    return [*(["taskset", "-c", core] if pinned() else []), *command]


def pin(process: int, core: str) -> None:
    """Hold a running process, and whatever it starts from now on, to one core."""
    for one in (process, *children(process)):
        if pinned():
            subprocess.run(["taskset", "-pc", core, str(one)], stdout=subprocess.DEVNULL, check=False)


def children(process: int) -> list[int]:
    """The processes a process has started, and theirs."""
    found: list[int] = []
    with contextlib.suppress(*ENDED):
        for task in list(Path(f"/proc/{process}/task").glob("*/children")):
            for child in map(int, task.read_text().split()):
                found += [child, *children(child)]
    return found


def cpu(process: int) -> float:
    """Seconds of processor time a process and its children have used; of those that ended, what was waited for."""
    total = 0.0
    for one in (process, *children(process)):
        with contextlib.suppress(*ENDED):
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            total += sum(map(int, fields[11:15])) / TICK
    return total


def peak(process: int) -> float:
    """The most memory a process has held so far, in MiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def resident(process: int) -> float:
    """The memory a process holds now, in MiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@dataclass(frozen=True)
class Measured:
    """One round of load: times in milliseconds, processor time in milliseconds per request."""

    rate: float
    p50: float
    p99: float
    errors: float
    bytes: float
    server: float
    database: float
    requests: float


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str], port: int, core: str = SERVERS) -> Iterator[int]:
    """A server that answers on its port; the id of its process."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            on(core, command), env={**os.environ, **environment}, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait(process, port, log)
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: "subprocess.Popen[bytes]", port: int, log: IO[bytes]) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    log.seek(0)
    raise RuntimeError(f"{process.args!r} does not answer: {log.read().decode()[-2000:]}")


def loaded(
    url: str, bodies: Sequence[object], headers: Mapping[str, str], seconds: float, connections: int
) -> dict[str, Any]:
    """Put load on a server from a process of its own, beside the database."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"headers": dict(headers), "bodies": list(bodies)}, file)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.load", url, file.name, str(seconds), str(connections)]
        out = subprocess.run(on(DATABASE, command), cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(out.stdout)
    return found


def measured(
    server: int, postmaster: int, url: str, bodies: Sequence[object], headers: Mapping[str, str], seconds: float,
    connections: int,
) -> Measured:  # fmt: skip # one round
    """Put load on a server and read what it and the database used for it."""
    before = cpu(server), cpu(postmaster)
    found = loaded(url, bodies, headers, seconds, connections)
    used = cpu(server) - before[0], cpu(postmaster) - before[1]
    each = 1000 / max(found["requests"], 1)
    del found["codes"], found["longest"]
    return Measured(**found, server=used[0] * each, database=used[1] * each)
