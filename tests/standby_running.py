"""A standby that runs: PostgreSQL's own, made from a server of ours by pg_basebackup."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hub.database.data_folder import DataFolder
from hub.database.postgres import OPTIONS, Server, free_port


@dataclass
class Following:
    """A server with a copy of another one's data, which follows it until it is promoted."""

    folder: DataFolder
    owner: str
    """The owner's way into its `postgres`, and by `url` into another of its databases."""

    def url(self, database: str) -> str:
        return make_conninfo(self.owner, dbname=database)

    @property
    def port(self) -> str:
        return str(conninfo_to_dict(self.owner)["port"])

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.owner, autocommit=True) as connection:
            return connection.execute(statement).fetchall()

    def start(self) -> None:
        options = {**OPTIONS, "port": self.port, "fsync": "off"}
        flags = " ".join(f"-c {name}={value}" for name, value in options.items())
        done = self.folder.pg_ctl("start", "-l", str(self.folder.log), "-o", flags)
        assert done.returncode == 0, self.folder.log.read_text()

    def stop(self) -> None:
        if (self.folder.data / "postmaster.pid").exists():
            self.folder.pg_ctl("stop", "-m", "immediate")

    def promote(self) -> None:
        done = self.folder.pg_ctl("promote")
        assert done.returncode == 0, done.stderr

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It answers nobody and hangs up on nobody, as a machine that is frozen."""
        postmaster = int((self.folder.data / "postmaster.pid").read_text().splitlines()[0])
        processes = [postmaster, *_children(postmaster)]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)


@contextmanager
def following(server: Server, place: Path) -> Iterator[Following]:
    """A standby of this server, with its data in a new folder."""
    place.mkdir()
    place.chmod(0o755)
    own = server._settled
    folder = DataFolder(place, own.account, own.programs)
    own.account.own(place)
    owner = make_conninfo(server.owner_url("postgres"))
    copied = own.account.run(
        [own.programs / "pg_basebackup", "-D", folder.data, "-R", "-X", "stream", "-c", "fast", "-d", owner]
    )
    assert copied.returncode == 0, copied.stderr
    standby = Following(folder, make_conninfo(owner, port=free_port()))
    standby.start()
    try:
        yield standby
    finally:
        standby.stop()
        shutil.rmtree(place, ignore_errors=True)


def _children(process: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[1]) == process:
            found.append(int(stat.parent.name))
    return found
