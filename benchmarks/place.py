"""The place of the bench: its PostgreSQL, its data, how large they are; nothing of it lies in the repository."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import connectors
from hub.database import setup
from hub.database.postgres import Server
from hub.settings import Settings
from policy.catalogue import Catalogue, load
from registry.store.database import Addresses

ROOT = Path(__file__).parents[1]
DATABASE = "aidhub"
FIRST = 30_000
"""Persons that are invented one by one; the others are their copies."""

# What a province's server would be given; durability as it comes.
OPTIONS = {
    "shared_buffers": "2GB",
    "effective_cache_size": "12GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "random_page_cost": "1.1",
    "track_io_timing": "on",
}


@dataclass(frozen=True)
class Place:
    """A running PostgreSQL with the tables and roles of the hub."""

    settings: Settings
    server: Server
    addresses: Addresses
    catalogue: Catalogue

    @property
    def owner(self) -> str:
        assert self.settings.database_url is not None  # noqa: S101 - `standing` has set it
        return self.settings.database_url

    @property
    def postmaster(self) -> int:
        """The process of PostgreSQL that all others are children of."""
        data = Path((self.settings.var / "pg").read_text().strip()) / "data"
        return int((data / "postmaster.pid").read_text().split()[0])


def persons() -> int:
    """How many persons the province has: AIDHUB_BENCH_PERSONS, by default three hundred thousand."""
    return int(os.environ.get("AIDHUB_BENCH_PERSONS") or 300_000)


def sizes() -> list[int]:
    """A small, a middling and a large province: those below the size asked for, and that one."""
    return sorted({*(size for size in (30_000, 300_000) if size < persons()), persons()})


@contextmanager
def standing(number: int, name: str = "", anew: bool = False) -> Iterator[Place]:
    """The database for so many persons, migrated; it is stopped at the end and kept for the next time.

    One of another `name` stands beside it; `anew` keeps nothing of the last time.
    """
    folder = Path(os.environ.get("AIDHUB_BENCH_VAR") or ROOT / "var" / "bench") / (name or str(number))
    if anew:
        _drop(folder)
    settings = replace(Settings.read(os.environ), var=folder, demo_persons=min(number, FIRST), database_url=None)
    server = Server(settings.var, settings.postgres, OPTIONS)
    try:
        server.start()
        server.create(DATABASE)
        settings = replace(settings, database_url=server.owner_url(DATABASE))
        setup.migrate(settings)
        yield Place(settings, server, setup.checked_addresses(settings), load(connectors.discover()))
    finally:
        server.stop()


def _drop(folder: Path) -> None:
    """Nothing of it, nor of the database that lies elsewhere where its folder may not be entered."""
    if (kept := folder / "pg").is_file():
        shutil.rmtree(kept.read_text().strip(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
