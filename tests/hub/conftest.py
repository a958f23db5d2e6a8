"""Machines as they are found: another account, a closed home, a path with spaces, programs of others; and who types."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from hub.database.account import Account
from hub.database.postgres import Server
from hub.settings import Postgres
from tests.conftest import NPM
from tests.hub.commands.typed import Operator

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0


@pytest.fixture
def machine() -> Iterator[Path]:
    """A folder of its own that every account may enter; pytest's own lies below one that is closed."""
    with TemporaryDirectory(prefix="aidhub machine ") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def var(machine: Path) -> Path:
    return machine / "a home with spaces" / "var"


@pytest.fixture
def start(machine: Path) -> Iterator[Callable[..., Server]]:
    """Starts a server on a `var/`; those that a test leaves are stopped."""
    started: list[Server] = []

    def start(var: Path, prefer: Postgres = "any") -> Server:
        started.append(Server(var, prefer, {"fsync": "off"}, elsewhere=machine / "elsewhere"))
        started[-1].start()
        return started[-1]

    yield start
    for server in started:
        server.stop()


def ordinary_user(machine: Path) -> tuple[Account, Path]:
    """An account that is not root, with a home of its own; skips where the tests run as one already."""
    if not AS_ROOT:
        pytest.skip("we are an ordinary user: the other tests are this one")
    nobody = Account(65534, 65534)
    home = machine / "home of nobody"
    home.mkdir(mode=0o700)
    os.chown(home, nobody.uid, nobody.gid)
    return nobody, home


def modes(path: Path) -> dict[Path, int]:
    """The modes of a path and all its parents."""
    return {place: stat.S_IMODE(place.stat().st_mode) for place in (path, *path.parents) if place.exists()}


def python_for(account: Account) -> list[str]:
    """A Python that the account may run, with our packages; skips where there is none."""
    packages = next(path for path in map(Path, sys.path) if path.name == "site-packages")
    version = f"python3.{sys.version_info.minor}"
    for program in (Path(sys.executable), Path("/usr/bin") / version, Path("/usr/local/bin") / version):
        if account.may_read(program) and account.may_read(packages) and account.may_read(ROOT):
            path = f"PYTHONPATH={ROOT}:{packages}"
            return ["/usr/bin/env", path, "PYTHONDONTWRITEBYTECODE=1", str(program)]
    pytest.skip("no Python of our version, or not our packages, can be read by an ordinary user")


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str], postgres: Server) -> Operator:
    operator = Operator(tmp_path_factory.mktemp("var"), postgres.owner_url(new_database()))
    operator("migrate")
    return operator


def run(node: str, script: str, given: str) -> Any:
    """What a script says of what it is given."""
    done = subprocess.run([node, script], cwd=NPM, input=given, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)
