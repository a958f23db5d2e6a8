"""The data folder of a PostgreSQL of our own: where it lies, whose it is, and which programs make and run it."""

import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hub.database.account import Account
from hub.database.binaries import copy_programs, find_binaries, version, within_packages
from hub.settings import Postgres
from registry.errors import Refusal

ROOM = 500 * 2**20
"""Bytes that must be free."""
PLACE_OF_DATA = "pg"
"""The file of a `var/` that says where its data lie: it stands there from the first start of a server on."""


@dataclass(frozen=True)
class DataFolder:
    """The folder that holds `data` and the server's log, the account they belong to, and the programs."""

    place: Path
    account: Account
    programs: Path

    @classmethod
    def settle(cls, var: Path, elsewhere: Path, prefer: Postgres) -> "DataFolder":
        """Decide where the data of a `var/` lie, who runs the server, and with which programs; raises a refusal.

        They lie in `var/` unless the account cannot enter it: then in a folder of their own below `elsewhere`.
        """
        places = (var / "postgres", elsewhere / hashlib.sha256(str(var).encode()).hexdigest()[:16])
        used = next((place for place in places if (place / "data").exists()), None)
        account = Account.for_server((used or places[0]) / "data")
        place = used or places[0 if account.may_read(var) else 1]
        _check_room(place)
        if not place.exists():
            _make(place.parent, 0o711)
            _make(place, 0o700)
            account.own(place)
        (var / PLACE_OF_DATA).write_text(f"{place}\n")
        programs = find_binaries(prefer, _major(var, place / "data"))
        return cls(place, account, _reachable(programs, account, place))

    @property
    def data(self) -> Path:
        """What PostgreSQL calls its data directory."""
        return self.place / "data"

    @property
    def log(self) -> Path:
        """What the server writes while it starts and runs."""
        return self.place / "log"

    def make(self, owner: str, password: str, sync: bool) -> None:
        """Make the data under another name, so that a crash leaves none that look complete; raises a refusal."""
        for leftover in self.place.glob("new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        new = Path(tempfile.mkdtemp(prefix="new-", dir=self.place))
        password_file = new / "password"
        password_file.write_text(password)
        for path in (new, password_file):
            self.account.own(path)
        initdb = self.account.run(
            [
                *(self.programs / "initdb", "-D", new / "data", "-U", owner, "-E", "UTF8", "--locale=C"),
                *("-A", "scram-sha-256", f"--pwfile={password_file}", "--no-instructions"),
                *([] if sync else ["--no-sync"]),
            ]
        )
        if initdb.returncode:
            raise Refusal("DATA_NOT_MADE", value=new, detail=last_line(initdb.stderr))
        (new / "data").rename(self.data)
        shutil.rmtree(new)

    def pg_ctl(self, act: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Start or stop the server of these data, and wait until that is done."""
        return self.account.run([self.programs / "pg_ctl", act, "-w", "-D", self.data, *arguments])


def last_line(text: str) -> str:
    """The last line of what a program wrote: its reason."""
    return "".join(text.strip().splitlines()[-1:])


def _check_room(place: Path) -> None:
    there = next(path for path in (place, *place.parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < ROOM:
        raise Refusal("NO_ROOM", value=there, count=free >> 20, least=ROOM >> 20)


def _make(folder: Path, mode: int) -> None:
    """Make a folder with exactly this mode, whatever the umask; one that exists stays as it is."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(mode)


def _major(var: Path, data: Path) -> int | None:
    """The major version that made the data, None where there are none."""
    if not data.exists():
        return None
    try:
        return int((data / "PG_VERSION").read_text())
    except (FileNotFoundError, ValueError) as error:
        raise Refusal("DATA_HALF_MADE", value=data, places=var) from error


def _reachable(programs: Path, account: Account, place: Path) -> Path:
    """Programs that the account can run: the wheel's are copied where its folder is closed to it."""
    if account.may_read(programs / "postgres"):
        return programs
    copy = place / f"programs-{version(programs)}"
    if not copy.exists():
        new = Path(tempfile.mkdtemp(prefix="new-", dir=place))
        copy_programs(programs, new)
        for path in (new, *new.rglob("*")):
            if not path.is_symlink():
                account.own(path)
        new.rename(copy)
    return copy / within_packages(programs)
