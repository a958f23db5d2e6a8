"""Keeping of the audit log: rows are brought in, a checkpoint is signed every minute and written outside the database.

Every program does it beside its work; of those that come within a minute one does, and each keeps its own file.
"""

import logging
import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

from hub.settings import Settings, without_secrets
from registry.errors import Refusal
from registry.identity.master_key import MasterKey
from registry.journal import checkpoints, sequencer
from registry.journal.audit_rollback import rolled_back
from registry.journal.checkpoint_file import CheckpointFile
from registry.journal.checkpoints import BadNote, Note

log = logging.getLogger(__name__)

HOOK_SECONDS = 30


@dataclass(frozen=True)
class AuditKeeping:
    """Where the log is signed, with what, and where its checkpoints go."""

    address: str
    """Of the role that signs."""
    master: MasterKey
    path: Path
    hook: str

    @classmethod
    def of(cls, settings: Settings, address: str, master: MasterKey) -> "AuditKeeping":
        """As the settings have it."""
        return cls(address, master, settings.checkpoints_file, settings.checkpoint_hook)

    @property
    def file(self) -> CheckpointFile:
        """The checkpoints outside the database."""
        return CheckpointFile(self.path)

    def tend(self, *, now: bool = False) -> Note | None:
        """Bring in what is new and sign, unless that was done within the minute and need not be `now`; the newest
        checkpoint.

        Raises AUDIT_ROLLED_BACK, and then nothing is signed, and CHECKPOINTS_UNREADABLE.
        """
        # What is written outside of the database is committed in it: without autocommit the look before would begin a
        # transaction, and the file would have what the database may lose.
        with psycopg.connect(self.address, autocommit=True) as connection:
            self._refuse_rollback(connection)
            with connection.transaction():
                if sequencer.alone(connection) and (now or not _fresh(connection)):
                    sequencer.sequence(connection)
                    checkpoints.sign(connection, self.master)
            new = self.file.append(connection)
        if new:
            self._give_away(new[-1])
        return self.file.last()

    def _refuse_rollback(self, connection: psycopg.Connection) -> None:
        try:
            self.file.mend(connection)
            last = self.file.last()
        except BadNote as bad:
            raise Refusal("CHECKPOINTS_UNREADABLE", value=str(self.path), detail=str(bad)) from bad
        if last and rolled_back(connection, last):
            raise Refusal("AUDIT_ROLLED_BACK", value=str(self.path), at=f"{last.checkpoint.at:%Y-%m-%d %H:%M}Z")

    def _give_away(self, note: Note) -> None:
        """Hand the newest checkpoint to the operator's command; one that fails is told and holds up nothing."""
        if not self.hook:
            return
        try:
            subprocess.run(  # noqa: S603 # the operator's own command, no shell
                shlex.split(self.hook),
                input=str(note).encode(),
                check=True,
                timeout=HOOK_SECONDS,
                capture_output=True,
                env=without_secrets(os.environ),
            )
        except (OSError, subprocess.SubprocessError) as error:
            refusal = Refusal("CHECKPOINT_HOOK_FAILS", value=self.hook, detail=type(error).__name__)
            log.error("%s %s", refusal.en, refusal.zh)


def _fresh(connection: psycopg.Connection) -> bool:
    return connection.execute(FRESH).fetchone() is not None


# Two programs begin their minutes a little apart.
FRESH = "SELECT 1 FROM audit_checkpoints WHERE at > clock_timestamp() - interval '50 seconds' LIMIT 1"
