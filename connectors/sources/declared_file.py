"""A file of the operator's: a table `[department.name]` for each place, read again when the file has changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from registry import operator_files
from registry.errors import Refusal


class Named(Protocol):
    """What a file declares is called by a name of its own."""

    @property
    def name(self) -> str: ...


P = TypeVar("P", bound=Named)


@dataclass(frozen=True)
class DeclaredTable:
    """One table of the file."""

    department: str
    name: str
    table: Mapping[str, Any]


class DeclaredFile(Generic[P]):
    """What the file declares, by name; a hub need not be started again when it has changed."""

    def __init__(self, file: Path | None, code: str, read: Callable[[Path], Iterable[P]]) -> None:
        self._file, self._code, self._read = file, code, read
        self._known: tuple[float, Mapping[str, P]] | None = None

    def now(self) -> Mapping[str, P]:
        """The places as they are declared now, none without a file; raises the refusal of such files."""
        if self._file is None:
            return {}
        try:
            changed = self._file.stat().st_mtime
        except OSError as error:
            raise Refusal(self._code, name=self._file.name, detail=operator_files.unread(error)) from None
        if self._known is None or self._known[0] != changed:
            self._known = changed, {place.name: place for place in self._read(self._file)}
        return self._known[1]


def tables(file: Path, code: str, known: Callable[[str], Iterable[str]]) -> Iterator[DeclaredTable]:
    """The tables of a file whose names are known in their departments; raises the refusal for any other."""
    departments = operator_files.read(file, code)
    for department, named in departments.items():
        names = list(known(department))
        for name, table in named.items() if isinstance(named, dict) else ():
            if name not in names or not isinstance(table, dict):
                detail = f"[{department}.{name}]: {', '.join(names) or department}"
                raise Refusal(code, name=file.name, detail=detail)
            yield DeclaredTable(department, name, table)
