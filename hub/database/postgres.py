"""A PostgreSQL of our own, for machines where no AIDHUB_DATABASE_URL is given."""

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from hub.database.account import Account
from hub.database.binaries import copy_programs, find_binaries, version, within_packages
from hub.database.secrets import Secrets
from hub.errors import Surroundings
from hub.settings import Postgres

OWNER = "aidhub"
ROOM = 500 * 2**20
ELSEWHERE = Path("/var/lib/aidhub")
PATIENCE = 60


class Server:
    """One server for one `var/`; the programs that use it share it, and the last one stops it."""

    def __init__(
        self,
        var: Path,
        prefer: Postgres = "any",
        options: Mapping[str, str] | None = None,
        elsewhere: Path = ELSEWHERE,
    ) -> None:
        self.var = var.resolve()
        self.secrets = Secrets(self.var / "secrets.json")
        self._prefer: Postgres = prefer
        self._options = dict(options or {})
        self._elsewhere = elsewhere / hashlib.sha256(str(self.var).encode()).hexdigest()[:16]
        self._place = self._data = self._programs = self.var
        self._account = Account(os.geteuid(), os.getegid())
        self._users: int | None = None
        self._port = 0

    def start(self) -> None:
        """Start the server, or find it running; first make its data if there are none."""
        try:
            self.var.mkdir(parents=True, exist_ok=True)
            with self._alone():
                self._users = _open(self.var / "users")
                self._settle()
                if not self._running():
                    self._launch()
                fcntl.flock(self._users, fcntl.LOCK_SH)
        except PermissionError as error:
            raise Surroundings(f"{error.filename} belongs to another account: run as that one, or delete it") from error
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server unless another program still uses it."""
        if self._users is None:
            return
        with self._alone():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                if (self._data / "postmaster.pid").exists():
                    self._pg_ctl("stop", "-m", "fast")
            finally:
                os.close(self._users)
                self._users = None

    def owner_url(self, database: str) -> str:
        """Where the owner of a database connects; the database is made by `create`."""
        password = quote(self.secrets[OWNER], safe="")
        return f"postgresql://{OWNER}:{password}@127.0.0.1:{self._port}/{quote(database)}"

    def create(self, database: str) -> None:
        """Make a database unless it is there."""
        with psycopg.connect(self.owner_url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).rowcount:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))

    def _settle(self) -> None:
        """Decide where the data lie, who runs the server, and with which programs."""
        places = (self.var / "postgres", self._elsewhere)
        known = next((place for place in places if (place / "data").exists()), None)
        self._account = Account.for_server((known or places[0]) / "data")
        self._place = known or places[0 if self._account.may_read(self.var) else 1]
        self._data = self._place / "data"
        self._room()
        if not self._place.exists():
            _make(self._place.parent, 0o711)
            _make(self._place, 0o700)
            self._account.own(self._place)
        (self.var / "pg").write_text(f"{self._place}\n")
        self._programs = self._reachable(find_binaries(self._prefer, self._major()))

    def _major(self) -> int | None:
        if not self._data.exists():
            return None
        try:
            return int((self._data / "PG_VERSION").read_text())
        except (FileNotFoundError, ValueError) as error:
            raise Surroundings(f"{self._data} is half made: delete {self.var} to begin anew") from error

    def _room(self) -> None:
        place = next(path for path in (self._place, *self._place.parents) if path.exists())
        free = shutil.disk_usage(place).free
        if free < ROOM:
            raise Surroundings(f"{place} has {free >> 20} MB left and {ROOM >> 20} MB are needed: make room there")

    def _reachable(self, programs: Path) -> Path:
        """Programs that the account can run: the wheel's are copied where its folder is closed to it."""
        if self._account.may_read(programs / "postgres"):
            return programs
        copy = self._place / f"programs-{version(programs)}"
        if not copy.exists():
            new = Path(tempfile.mkdtemp(prefix="new-", dir=self._place))
            copy_programs(programs, new)
            for path in (new, *new.rglob("*")):
                if not path.is_symlink():
                    self._account.own(path)
            new.rename(copy)
        return copy / within_packages(programs)

    def _running(self) -> bool:
        """Whether the server of these data answers; what a crash or a copied folder left is cleared away."""
        file = self._data / "postmaster.pid"
        deadline = time.monotonic() + PATIENCE
        while file.exists():
            lines = file.read_text().splitlines()
            if not lines or str(self._data) not in _command_of(lines[0]):
                file.unlink(missing_ok=True)
            elif len(lines) > 3 and self._answers(int(lines[3])):
                return True
            elif time.monotonic() > deadline:
                raise Surroundings(f"PostgreSQL (process {lines[0]}) does not answer: stop it, then start again")
            else:
                time.sleep(0.1)
        return False

    def _answers(self, port: int) -> bool:
        self._port = port
        try:
            with psycopg.connect(self.owner_url("postgres"), connect_timeout=5) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError as error:
            if "password" in str(error):
                raise Surroundings(
                    f"{self.secrets.file} does not fit the data in {self._data}: put the file back, "
                    f"or delete {self.var} and {self._place} to begin anew"
                ) from error
            return False
        return bool(row and Path(row[0]) == self._data)

    def _launch(self) -> None:
        if not self._data.exists():
            self._make_data()
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "jit": "off",
            "max_connections": "250",
            **self._options,
        }
        for _ in range(3):  # another program may take the port between the choice and the start
            options["port"] = str(_free_port())
            flags = " ".join(f"-c {name}={value}" for name, value in options.items())
            started = self._pg_ctl("start", "-t", str(PATIENCE), "-l", str(self._place / "log"), "-o", flags)
            if started.returncode == 0 and self._running():
                return
        log = self._place / "log"
        said = _last(log.read_text() if log.exists() else started.stderr)
        raise Surroundings(f"PostgreSQL did not start: {said} (see {log})")

    def _make_data(self) -> None:
        """Make the data under another name, so that a crash leaves none that look complete."""
        for leftover in self._place.glob("new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        new = Path(tempfile.mkdtemp(prefix="new-", dir=self._place))
        password = new / "password"
        password.write_text(self.secrets[OWNER])
        for path in (new, password):
            self._account.own(path)
        made = self._account.run(
            [
                *(self._programs / "initdb", "-D", new / "data", "-U", OWNER, "-E", "UTF8", "--locale=C"),
                *("-A", "scram-sha-256", f"--pwfile={password}", "--no-instructions"),
                *(["--no-sync"] if self._options.get("fsync") == "off" else []),
            ]
        )
        if made.returncode:
            raise Surroundings(f"PostgreSQL could not make its data in {new}: {_last(made.stderr)}")
        (new / "data").rename(self._data)
        shutil.rmtree(new)

    def _pg_ctl(self, act: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._account.run([self._programs / "pg_ctl", act, "-w", "-D", self._data, *arguments])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time makes data, starts the server or stops it."""
        lock = _open(self.var / "lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _open(lock: Path) -> int:
    return os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)


def _make(folder: Path, mode: int) -> None:
    """Make a folder with exactly this mode, whatever the umask; one that exists stays as it is."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(mode)


def _last(said: str) -> str:
    return "".join(said.strip().splitlines()[-1:])


def _command_of(process: str) -> str:
    """The command line of a process, empty if there is none: process numbers are used again."""
    try:
        if Path("/proc/self").exists():
            return Path("/proc", process, "cmdline").read_text(errors="replace")
        ps = ["/bin/ps", "-o", "args=", "-p", process]
        return subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603 - a fixed program
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
