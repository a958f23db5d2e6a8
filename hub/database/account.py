"""The account that PostgreSQL runs as: it refuses to run as root, and we make no account for it."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from registry.errors import Refusal

CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An account of this machine; as an ordinary user there is only one's own."""

    uid: int
    gid: int

    @classmethod
    def for_server(cls, data: Path) -> "Account":
        """Our own account; for root that of the data's owner, else one that exists for such purposes."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        if data.exists() and data.stat().st_uid != 0:
            return cls(data.stat().st_uid, data.stat().st_gid)
        for name in CANDIDATES:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise Refusal("NO_ACCOUNT")

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a program as this account, in an environment that holds nothing of the caller's."""
        other = os.geteuid() == 0
        return subprocess.run(  # noqa: S603 - our own commands, no shell
            command,
            user=self.uid if other else None,
            group=self.gid if other else None,
            extra_groups=[] if other else None,
            env={"PATH": os.defpath, "LC_ALL": "C"},
            cwd="/",
            start_new_session=True,  # Ctrl-C in the terminal is for us, who then stop what we started
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def may_read(self, path: Path) -> bool:
        """Whether this account reaches a path, by whatever rule the machine has: so let the machine say."""
        return self.run(["/bin/sh", "-c", 'test -r "$1" && test -x "$1"', "sh", path]).returncode == 0

    def own(self, path: Path) -> None:
        """Give a path that we have just made to this account."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)
