"""The console as it was built: its files, and the pages that are made new for each response."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "built"
"""Within the package, so that a wheel carries it."""
STAMP = "stamp"
LOCK = ".building"
NONCE = 'name="csp-nonce" content="'
"""Behind which the nonce of a response belongs; the console's styles are written under it."""


class Asset(NamedTuple):
    """A file whose name changes with its content."""

    file: Path
    type: str
    zipped: bool


@dataclass(frozen=True)
class Built:
    """What stands in a folder; it may be put in the place of another while a hub serves."""

    folder: Path = FOLDER

    @property
    def there(self) -> bool:
        """Whether it was built to its end."""
        return (self.folder / STAMP).is_file()

    def page(self, name: str, nonce: str) -> str:
        """An HTML page of the console, for one response alone; raises FileNotFoundError."""
        return (self.folder / f"{name}.html").read_text("utf-8").replace(NONCE, NONCE + nonce)

    def asset(self, name: str, *, zips: bool) -> Asset | None:
        """A file, compressed where its reader `zips` and it was; none of that name."""
        file = self.folder / "assets" / name
        if file.parent != self.folder / "assets" or file.suffix == ".gz" or not file.is_file():
            return None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        small = file.with_name(f"{name}.gz")
        if zips and small.is_file():
            return Asset(small, kind, zipped=True)
        return Asset(file, kind, zipped=False)
