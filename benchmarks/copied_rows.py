"""Copied rows: those an act has written, under other ids and about other people, for raw COPY into the same tables.

The people are a copy of those the act named (benchmarks.copies), whose pages lie as far apart and were not come to
before either: who writes second about the same people finds every page read, and spares the WAL its first image.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import psycopg
from sqlalchemy import Table

from benchmarks.copies import OWN_IDS
from policy.catalogue import Catalogue
from registry.aid.records import detail_table
from registry.store.database import new_id
from registry.tables import declared

UUID_TEXT = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
TABLES = ("batches", "assistance_records", "{detail}", "chain_links", "feedback_entries", "record_clashes")
# Read on the way that has an index: neither records nor links are looked up by their batch in a hub's life.
RECORDS = "(SELECT record_id FROM feedback_entries WHERE batch_id = %(batch)s)"
HOUSEHOLDS = f"(SELECT household_id FROM assistance_records WHERE id IN {RECORDS})"
WHERE = {
    "batches": "id = %(batch)s",
    "assistance_records": f"id IN {RECORDS}",
    "chain_links": f"household_id IN {HOUSEHOLDS} AND record_id IN {RECORDS}",
    "feedback_entries": "batch_id = %(batch)s",
    "record_clashes": f"record_id IN {RECORDS}",
}
SOMEONES = OWN_IDS - {"id", "record_id", "determination_id"}
HOME = "coalesce((SELECT h.position FROM households h WHERE h.id = bench_id(t.household_id, {copy})), t.position)"
LOOKED_UP = """SELECT count(h.position) FROM identities i JOIN persons p ON p.identity_id = i.id
  JOIN memberships m ON m.person_id = p.id JOIN households h ON h.id = m.household_id WHERE i.id = ANY(
    SELECT {whose} FROM feedback_entries e JOIN assistance_records t ON t.id = e.record_id WHERE e.batch_id = %s)"""
# All batches at once, each table read once; unchecked, since every referring row goes too and few references have an
# index from that side.
GOING = "(SELECT id FROM assistance_records WHERE batch_id = ANY(%(batches)s))"
REMOVED = {
    "record_clashes": f"record_id IN {GOING}",
    "feedback_entries": "batch_id = ANY(%(batches)s)",
    "chain_links": f"record_id IN {GOING}",
    "{detail}": f"id IN {GOING}",
    "assistance_records": "batch_id = ANY(%(batches)s)",
    "batches": "id = ANY(%(batches)s)",
}


@dataclass(frozen=True)
class CopiedRows:
    """What COPY is given: for each table its columns and its rows as text."""

    tables: dict[str, tuple[str, bytes]]
    batch: UUID

    def copy(self, owner: psycopg.Connection) -> float:
        """Put them in: one transaction, with indexes, foreign keys and triggers, committed durably; its seconds."""
        started = time.perf_counter()
        with owner.transaction():
            for name, (columns, rows) in self.tables.items():
                with owner.cursor().copy(f"COPY {name} ({columns}) FROM STDIN".encode()) as copy:
                    copy.write(rows)
        return time.perf_counter() - started


class Written:
    """What one department's batches wrote, and how it is taken out again."""

    def __init__(self, owner: psycopg.Connection, catalogue: Catalogue, department: str, copy: int) -> None:
        self._owner, self._copy = owner, copy
        self._detail = detail_table(declared(catalogue), catalogue.departments[department]).name
        self._tables: dict[str, Table] = {
            name: declared(catalogue).tables[name] for name in (t.format(detail=self._detail) for t in TABLES)
        }
        self._where = {**WHERE, self._detail: f"id IN {RECORDS}"}

    def copied(self, batch: UUID, prefix: str) -> CopiedRows:
        """The batch's rows under ids of their own, about the copies of its people, who are looked up once as an act has
        done when it was asked before; `prefix` is what its external ids begin with."""
        texts = {name: self._rows(table, batch) for name, table in self._tables.items()}
        own = [batch, *self._ids("assistance_records", batch), *self._ids("chain_links", batch)]
        ids = {str(id).encode(): str(new_id()).encode() for id in own}
        swap: Callable[[re.Match[bytes]], bytes] = lambda match: ids.get(match[0], match[0])  # noqa: E731
        tables = {}
        for name, (columns, rows) in texts.items():
            other = UUID_TEXT.sub(swap, rows).replace(prefix.encode(), f"{prefix}copy-".encode())
            if rows:
                tables[name] = columns, re.sub(rb"(\w+\.\w+\|[^\t\n]+)", rb"\1|copy", other)
        self._owner.execute(LOOKED_UP.format(whose=_value("identity_id", self._copy)).encode(), [batch])
        return CopiedRows(tables, UUID(ids[str(batch).encode()].decode()))

    def left(self, prefix: str) -> list[UUID]:
        """The batches of a run that was broken off."""
        rows = self._owner.execute(
            "SELECT DISTINCT batch_id FROM assistance_records WHERE starts_with(external_id, %(prefix)s)"
            " UNION SELECT batch_id FROM feedback_entries WHERE starts_with(external_id, %(prefix)s)",
            {"prefix": prefix},
        )
        return [batch for (batch,) in rows]

    def remove(self, batches: list[UUID]) -> None:
        """Take out what was written, as if it had never been."""
        with self._owner.transaction():
            self._owner.execute("SET LOCAL session_replication_role = replica")
            for name, which in REMOVED.items():
                statement = f"DELETE FROM {name.format(detail=self._detail)} WHERE {which}"
                self._owner.execute(statement.encode(), {"batches": batches})

    def _ids(self, name: str, batch: UUID) -> list[UUID]:
        found = self._owner.execute(f"SELECT id FROM {name} WHERE {self._where[name]}".encode(), {"batch": batch})
        return [id for (id,) in found]

    def _rows(self, table: Table, batch: UUID) -> tuple[str, bytes]:
        # What the act leaves to a default is left to it here too.
        made = ("recorded_at", "xid", "received_at")
        names = [c.name for c in table.columns if c.computed is None and c.name not in made]
        placed = "household_id" in names
        values = ", ".join(_value(name, self._copy, placed) for name in names)
        # In the order they were made: UUIDv7 sort by time.
        order = {"feedback_entries": "record_id", "record_clashes": "record_id"}.get(table.name, "id")
        wanted = self._where[table.name].replace("%(batch)s", f"'{batch}'")
        statement = f"COPY (SELECT {values} FROM {table.name} t WHERE {wanted} ORDER BY {order}) TO STDOUT"
        with self._owner.cursor().copy(statement.encode()) as copy:
            return ", ".join(f'"{name}"' for name in names), b"".join(bytes(part) for part in copy)


def _value(name: str, copy: int, placed: bool = False) -> str:
    if copy and name in SOMEONES:
        return f"bench_id(t.{name}, {copy})"
    return HOME.format(copy=copy) if copy and placed and name == "position" else f't."{name}"'
