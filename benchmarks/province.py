"""The province: built once, from a population that is invented and its copies; the targets are recomputed in full."""

import asyncio
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Table

from benchmarks.copies import FUNCTIONS, PLACES, copied, copy, history
from benchmarks.place import FIRST, Place
from hub.commands.demo import prepare
from hub.progress import shown
from hub.upkeep.runs import recompute
from registry.aid.records import detail_table
from registry.reference.calendar import today
from registry.tables import declared

BUILT = """CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE IF NOT EXISTS bench.copied (number int PRIMARY KEY);
CREATE TABLE IF NOT EXISTS bench.loose (definition text PRIMARY KEY);
CREATE TABLE IF NOT EXISTS bench.built
  (what text PRIMARY KEY, seconds float NOT NULL, households int, persons int, records bigint, peak_kib bigint)"""
COUNTS = """SELECT (SELECT count(*) FROM households), (SELECT count(*) FROM persons),
  (SELECT count(*) FROM assistance_records)"""
# A recomputation marks every household for the cross-check, which has a measure of its own: a hub would look at a whole
# province for half an hour beside whatever else is measured.
NOTHING_WAITS = "TRUNCATE unchecked"
# Indexes that constrain nothing are made again afterwards: that is ten times as fast as keeping them.
LOOSE = """SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname = ANY(%s) AND NOT i.indisunique AND NOT i.indisexclusion"""


def build(place: Place, number: int) -> None:
    """Build what is missing: the population, its copies, the targets. A build broken off goes on at its copy."""
    with psycopg.connect(place.owner, autocommit=True) as owner:
        owner.execute(BUILT)
        done = {what for (what,) in owner.execute("SELECT what FROM bench.built")}
        if "population" not in done:
            started = time.monotonic()
            prepare(place.settings, place.addresses)
            _note(owner, "population", started)
        if "copies" not in done:
            started = time.monotonic()
            _multiply(owner, place, number)
            _note(owner, "copies", started)
    if "targets" not in done:
        _targets(place)
    with psycopg.connect(place.owner, autocommit=True) as owner:
        owner.execute(NOTHING_WAITS)


def _multiply(owner: psycopg.Connection, place: Place, number: int) -> None:
    tables = list(copied(declared(place.catalogue)))
    copies = range(1, max(number // FIRST, 1))
    done = {copy for (copy,) in owner.execute("SELECT number FROM bench.copied")}
    if not done:
        print("Repeating the records of the first persons for earlier years ...", flush=True)
        with _copying(owner, 0):
            _begin(owner, place, tables)
    print(f"Copying the population {len(copies)} times ...", flush=True)
    with shown(len(copies) or 1, "copies") as tell:
        for copy_ in copies:
            if copy_ not in done:
                with _copying(owner, copy_):
                    for statement in _copy(tables, copy_):
                        owner.execute(statement.encode())
            tell(copy_)
    print("\nMaking the indexes again ...", flush=True)
    for (definition,) in owner.execute("SELECT definition FROM bench.loose").fetchall():
        with owner.transaction():
            owner.execute(definition.encode())
            owner.execute("DELETE FROM bench.loose WHERE definition = %s", [definition])
    print("Gathering statistics ...", flush=True)
    owner.execute("VACUUM ANALYZE")


@contextmanager
def _copying(owner: psycopg.Connection, number: int) -> Iterator[None]:
    """A transaction that writes without triggers and foreign keys, and in the end that this copy is made."""
    with owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute("SET LOCAL synchronous_commit = off")
        yield
        owner.execute("INSERT INTO bench.copied VALUES (%s)", [number])


def _begin(owner: psycopg.Connection, place: Place, tables: list[Table]) -> None:
    metadata = declared(place.catalogue)
    for name, definition in owner.execute(LOOSE, [[table.name for table in tables]]).fetchall():
        owner.execute("INSERT INTO bench.loose VALUES (%s)", [definition])
        owner.execute(f"DROP INDEX {name}".encode())
    owner.execute(FUNCTIONS.encode())
    details = [detail_table(metadata, department) for department in place.catalogue.departments.values()]
    for statement in history(metadata, details):
        owner.execute(statement.encode())
    for derived in ("targets", "reach", "household_groups"):
        owner.execute(f"DELETE FROM {derived}".encode())


def _copy(tables: list[Table], number: int) -> Iterator[str]:
    yield PLACES.format(copy=number)
    yield "ANALYZE bench_places"
    for table in tables:
        yield copy(table, number)
    yield "DROP TABLE bench_places"


def _targets(place: Place) -> None:
    """All programmes over everyone, from nothing: what a province does after its first load."""
    print("Recomputing all targets ...", flush=True)
    started = time.monotonic()
    asyncio.run(recompute(place.addresses, place.catalogue, today()))
    with psycopg.connect(place.owner, autocommit=True) as owner:
        _note(owner, "targets", started)
        owner.execute("VACUUM ANALYZE targets")
        owner.execute("VACUUM ANALYZE reach")


def _note(owner: psycopg.Connection, what: str, started: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    row = owner.execute(COUNTS).fetchone()
    owner.execute(
        "INSERT INTO bench.built VALUES (%s, %s, %s, %s, %s, %s)",
        [what, time.monotonic() - started, *(row or ()), peak],
    )
