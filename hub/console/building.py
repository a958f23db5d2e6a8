"""Building of the console: from its sources into the package, once for each state of them, and whole or not at all."""

import fcntl
import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.console import node
from hub.console.built import FOLDER, LOCK, STAMP
from registry.errors import Refusal

PROJECT = Path(__file__).parents[2]
SOURCES = PROJECT / "console"
"""There in a checkout only; a wheel brings the console built."""
INSTALLED = ".aidhub-installed"
"""In `node_modules`: the lock file by which they were installed; npm takes them all away before it installs anew."""
WORTH_ZIPPING = frozenset((".js", ".css", ".svg", ".json", ".html", ".map"))
MAKING = ".console-"
"""How a folder begins in which it is made."""
LEAST = 1024
"""Bytes below which a file is not worth compressing."""


def stamp() -> str:
    """What says whether the sources are those that were built: of the sources, the lock file and the graph's SDL."""
    digest = hashlib.sha256()
    for file in sorted(_sources()):
        digest.update(str(file.relative_to(PROJECT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def fresh(folder: Path = FOLDER) -> bool:
    """Whether the built console is that of the sources, or there are none to build it from."""
    if not SOURCES.is_dir():
        return True
    file = folder / STAMP
    return file.is_file() and file.read_text() == stamp()


def at_work(folder: Path = FOLDER) -> bool:
    """Whether somebody builds it now."""
    file = folder.with_name(LOCK)
    if not file.exists():
        return False
    with file.open() as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def prepare(cache: Path, tell: Callable[[str], None], folder: Path = FOLDER) -> None:
    """Have there what it is built with, which comes from package indexes; raises CONSOLE_NOT_BUILT."""
    with _alone(folder):
        if not fresh(folder):
            _install(node.find(PROJECT, cache), tell)


def build(cache: Path, tell: Callable[[str], None], folder: Path = FOLDER) -> None:
    """Build it unless it is fresh, after whoever builds it now.

    `cache` is where Node.js is put if the machine has none. Raises CONSOLE_NOT_BUILT; what was built before stays then.
    """
    with _alone(folder):
        if fresh(folder):
            return
        for left in folder.parent.glob(f"{MAKING}*"):  # by one that was ended in the middle
            shutil.rmtree(left, ignore_errors=True)
        built_from = stamp()
        tool = node.find(PROJECT, cache)
        _install(tool, tell)
        tell("pages (生成页面)")
        with tempfile.TemporaryDirectory(prefix=MAKING, dir=folder.parent) as place:
            made = Path(place) / "built"
            vite = SOURCES / "node_modules" / "vite" / "bin" / "vite.js"
            tool.run(SOURCES, str(vite), "build", "--outDir", str(made), "--emptyOutDir", "--logLevel", "error")
            _zip(made)
            (made / STAMP).write_text(built_from)
            _put(made, folder, Path(place) / "before")


def _install(tool: node.Node, tell: Callable[[str], None]) -> None:
    """Install what the lock file names, unless that is what was installed last."""
    lock, installed = (SOURCES / "package-lock.json").read_text(), SOURCES / "node_modules" / INSTALLED
    if not installed.is_file() or installed.read_text() != lock:
        tell("packages (安装依赖)")
        tool.run(SOURCES, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", npm=True)
        installed.parent.mkdir(exist_ok=True)
        installed.write_text(lock)


def _sources() -> Iterator[Path]:
    yield PROJECT / "schema" / "schema.graphql"
    for name in ("package.json", "package-lock.json", ".npmrc", "index.html", "explorer.html"):
        if (SOURCES / name).is_file():
            yield SOURCES / name
    yield from SOURCES.glob("*config*.*s*")
    yield from (file for part in ("src", "public") for file in (SOURCES / part).rglob("*") if file.is_file())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        with folder.with_name(LOCK).open("w") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise Refusal("CONSOLE_NOT_BUILT", detail=f"{error.strerror}: {error.filename or folder}") from error


def _zip(made: Path) -> None:
    for file in [*made.rglob("*")]:
        if file.suffix in WORTH_ZIPPING and file.stat().st_size >= LEAST:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


def _put(made: Path, folder: Path, aside: Path) -> None:
    """Put it in the place of what stood there; who reads meanwhile finds the one or the other."""
    made.chmod(0o755)
    if folder.exists():
        os.rename(folder, aside)
    os.rename(made, folder)
    shutil.rmtree(aside, ignore_errors=True)
