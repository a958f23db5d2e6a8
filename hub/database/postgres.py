"""A PostgreSQL of our own, for machines where no AIDHUB_DATABASE_URL is given."""

import fcntl
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from hub.database.data_folder import DataFolder, last_line
from hub.database.secrets import Secrets
from hub.settings import Postgres
from registry.errors import Refusal

OWNER = "aidhub"
ELSEWHERE = Path("/var/lib/aidhub")
PATIENCE = 60
"""Seconds within which a server starts, or answers."""
OPTIONS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "jit": "off", "max_connections": "250"}


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
        self._options = {**OPTIONS, **(options or {})}
        self._elsewhere = elsewhere
        self._folder: DataFolder | None = None
        self._users: int | None = None  # a file that every program locks which uses the server
        self._port = 0

    def start(self) -> None:
        """Start the server, or find it running; first make its data if there are none. Raises a refusal."""
        try:
            self.var.mkdir(parents=True, exist_ok=True)
            with self._alone():
                self._users = _open(self.var / "users")
                self._folder = DataFolder.settle(self.var, self._elsewhere, self._prefer)
                if not self._running(self._folder):
                    self._launch(self._folder)
                fcntl.flock(self._users, fcntl.LOCK_SH)
        except PermissionError as error:
            raise Refusal("FOREIGN_FILE", value=error.filename) from error
        except BaseException:
            self.stop()
            raise

    @property
    def alive(self) -> bool:
        """Whether the process of the server is there, whatever it does just now."""
        file = self._settled.data / "postmaster.pid"
        try:
            return str(self._settled.data) in _command_of(file.read_text().splitlines()[0])
        except (FileNotFoundError, IndexError):
            return False

    def restart(self) -> None:
        """Start it again where it was, unless another program has; raises a refusal."""
        with self._alone():
            if not self._running(self._settled):
                self._launch(self._settled, self._port)

    @property
    def _settled(self) -> DataFolder:
        if self._folder is None:
            raise RuntimeError("the server was not started")
        return self._folder

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
                if self._folder and (self._folder.data / "postmaster.pid").exists():
                    self._folder.pg_ctl("stop", "-m", "fast")
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

    def _running(self, folder: DataFolder) -> bool:
        """Whether the server of these data answers; what a crash or a copied folder left is cleared away."""
        file = folder.data / "postmaster.pid"
        deadline = time.monotonic() + PATIENCE
        while file.exists():
            lines = file.read_text().splitlines()
            if not lines or str(folder.data) not in _command_of(lines[0]):
                file.unlink(missing_ok=True)
            elif len(lines) > 3 and self._answers(folder, int(lines[3])):
                return True
            elif time.monotonic() > deadline:
                raise Refusal("POSTGRES_SILENT", value=lines[0])
            else:
                time.sleep(0.1)
        return False

    def _answers(self, folder: DataFolder, port: int) -> bool:
        self._port = port
        try:
            with psycopg.connect(self.owner_url("postgres"), connect_timeout=5) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError as error:
            if "password" in str(error):
                places = f"{self.var}, {folder.place}"
                raise Refusal(
                    "SECRETS_OF_OTHER_DATA", value=self.secrets.file, data=folder.data, places=places
                ) from error
            return False
        return bool(row and Path(row[0]) == folder.data)

    def _launch(self, folder: DataFolder, port: int | None = None) -> None:
        if not folder.data.exists():
            folder.make(OWNER, self.secrets[OWNER], sync=self._options.get("fsync") != "off")
        for _ in range(3):  # another program may take the port between the choice and the start
            options = {**self._options, "port": str(port or free_port())}
            flags = " ".join(f"-c {name}={value}" for name, value in options.items())
            started = folder.pg_ctl("start", "-t", str(PATIENCE), "-l", str(folder.log), "-o", flags)
            if started.returncode == 0 and self._running(folder):
                return
        reason = last_line(folder.log.read_text() if folder.log.exists() else started.stderr)
        raise Refusal("POSTGRES_NOT_STARTED", detail=reason, value=folder.log)

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


def _command_of(process: str) -> str:
    """The command line of a process, empty if there is none: process numbers are used again."""
    try:
        if Path("/proc/self").exists():
            return Path("/proc", process, "cmdline").read_text(errors="replace")
        ps = ["/bin/ps", "-o", "args=", "-p", process]
        return subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603 - a fixed program
    except OSError:
        return ""


def free_port() -> int:
    """A port of this machine that no program has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
