"""The file of checkpoints outside the database: only ever appended to, so that an old backup is found out by it."""

import fcntl
import json
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg

from registry.journal.checkpoints import DASH, LINES, BadNote, Note, notes, public_keys

LONGEST = 4096
"""Bytes within which a note ends a file."""
SIGNED = re.compile(f"^{DASH} .*\n".encode(), re.MULTILINE)
"""The line that ends a note."""
NOTHING = datetime.min.replace(tzinfo=UTC)


class CheckpointFile:
    """The notes in a file, one behind the other; beside it the public keys, as a JWK set.

    After a restore that is accepted the old file is put aside under another name, and a new one begun.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.keys_path = path.with_name(f"{path.name}.jwks.json")

    def read(self) -> list[Note]:
        """All of them, oldest first; none where there is no file. Raises BadNote."""
        try:
            return list(notes(self.path.read_text("utf-8")))
        except FileNotFoundError:
            return []

    def last(self) -> Note | None:
        """The newest; raises BadNote."""
        try:
            with self.path.open(encoding="utf-8") as file:
                return _last(file)
        except FileNotFoundError:
            return None

    def mend(self, connection: psycopg.Connection) -> None:
        """Take out a last note that was written in part, which the database has whole; raises BadNote for another."""
        with suppress(FileNotFoundError), self.path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            length = file.seek(0, os.SEEK_END)
            end = os.pread(file.fileno(), LONGEST, max(0, length - LONGEST))
            whole = max((signed.end() for signed in SIGNED.finditer(end)), default=0)
            torn = end[whole:]
            if not torn:
                return
            lines = end[:whole].decode("utf-8", "replace").split("\n")
            last = Note.read("\n".join([*lines[-LINES - 1 : -1], ""])).checkpoint.at if whole else NOTHING
            coming = "".join(note for (note,) in connection.execute(SINCE, [last]).fetchall())
            if not coming.encode().startswith(torn):
                raise BadNote("ends in what the database has not signed")
            file.truncate(length - len(torn))
            os.fsync(file.fileno())

    def append(self, connection: psycopg.Connection) -> list[Note]:
        """Write down what was signed since the last one in it, and wait for the disk; what that was. Raises BadNote."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # several workers, of which one writes what is new
            last = _last(file)
            since = last.checkpoint.at if last else NOTHING
            new = [Note.read(note) for (note,) in connection.execute(SINCE, [since]).fetchall()]
            if new:
                self._keep_keys(connection)
                _write(file, "".join(map(str, new)))
            return new

    def set_aside(self, name: str) -> Path | None:
        """Put the file under another name, for a log that goes on from an older state; where it is now."""
        if not self.path.exists():
            return None
        return self.path.rename(self.path.with_name(f"{self.path.name}.{name}"))

    def _keep_keys(self, connection: psycopg.Connection) -> None:
        try:
            known = json.loads(self.keys_path.read_text("utf-8"))["keys"]
        except FileNotFoundError:
            known = []
        keys = {key["kid"]: key for key in (*known, *json.loads(public_keys(connection))["keys"])}
        new = self.keys_path.with_name(f"{self.keys_path.name}.{os.getpid()}")
        with new.open("w", encoding="utf-8") as file:
            _write(file, json.dumps({"keys": list(keys.values())}, indent=1) + "\n")
        new.replace(self.keys_path)


def _last(file: IO[str]) -> Note | None:
    """The newest note, from the end of the file: it grows by half a million a year."""
    length = file.seek(0, os.SEEK_END)
    # From the middle of a letter on the first line is unreadable; a note has none but its dash.
    end = os.pread(file.fileno(), LONGEST, max(0, length - LONGEST))
    lines = end.decode("utf-8", "replace").split("\n")
    return Note.read("\n".join([*lines[-LINES - 1 : -1], ""])) if length else None


def _write(file: IO[str], text: str) -> None:
    file.write(text)
    file.flush()
    os.fsync(file.fileno())


SINCE = "SELECT note FROM audit_checkpoints WHERE at > %s ORDER BY at"
