"""The marks of an export: by which a file is known for what was taken out, when, of whom and under which request."""

import datetime
import re
from dataclasses import dataclass
from typing import Final

UNNAMED: Final = re.compile(r"[^\w.-]", re.ASCII)
"""What no file should be called."""
SNAPSHOTS: Final = "targetSnapshots"


@dataclass(frozen=True)
class Marks:
    """Which list it is, the snapshot or other object it is of, and the request under which the access log knows it."""

    list: str
    of: str | None
    request: str
    taken_on: datetime.date
    department: str

    @property
    def which(self) -> dict[str, str]:
        """The list, and the object whose list it is."""
        snapshot = self.list.startswith(f"{SNAPSHOTS}.")
        return {"list": self.list, **({"snapshot" if snapshot else "of": self.of} if self.of else {})}

    @property
    def name(self) -> str:
        """The name of a file, without its ending."""
        return UNNAMED.sub("_", f"{self.list}-{self.of or self.request}-{self.taken_on}")

    def told(self, count: int, cursor: str | None) -> dict[str, str]:
        """All of it with how the list ended, for files that have a place for it."""
        beside = {"department": self.department, "takenOn": f"{self.taken_on}", "request": self.request}
        return {**self.which, **beside, "count": f"{count}", "endCursor": cursor or ""}
