"""Commands as an operator types them, each a process of its own."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
AIDHUB = [sys.executable, "-m", "hub.commands.entry"]


def environment(var: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIDHUB_", "PG", "PORT"))}
    return {**kept, "PYTHONPATH": str(ROOT), "AIDHUB_VAR": str(var), **settings}


def aidhub(command: str, var: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*AIDHUB, *shlex.split(command)],
        env=environment(var, **settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refusal(ran: subprocess.CompletedProcess[str]) -> str:
    """The line that says what is wrong; a second says it in Chinese."""
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout == ""
    line, chinese = ran.stderr.splitlines()
    assert line.startswith("aidhub: ")
    assert chinese.startswith("aidhub: ")
    assert chinese != line
    return line


class Operator:
    """Types commands into a hub of his own."""

    def __init__(self, var: Path, url: str) -> None:
        self.var, self.url = var, url

    def __call__(self, command: str) -> str:
        ran = aidhub(command, self.var, AIDHUB_DATABASE_URL=self.url)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def refused(self, command: str) -> str:
        return refusal(aidhub(command, self.var, AIDHUB_DATABASE_URL=self.url))
