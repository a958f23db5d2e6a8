"""The access log: a row in each statement that reads persons, so that no row means no answer."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from planner.binding import OfCaller, OfPlan, Slots
from planner.query import Query, bracketed


@dataclass(frozen=True)
class LogShape:
    """The table of the log: which columns the plan fills, and which the caller (column → (value, type))."""

    table: str
    roots: str = "roots"
    document: str | None = "document_hash"
    operation: str | None = "operation"
    attributes: str | None = None  # the kinds of sealed values asked, text[]
    caller: Mapping[str, tuple[str, str]] | None = None


@dataclass(frozen=True)
class LogEntry:
    """What a plan knows of the entry it writes: its document's hash, its operation, the kinds of sealed values."""

    document: bytes
    operation: str | None
    attributes: tuple[str, ...]


def entry(shape: LogShape, log_entry: LogEntry, roots: Sequence[str], slots: Slots) -> str:
    """The INSERT. It is written whether or not anything was found: absent and hidden cost the same."""
    constants: dict[str | None, tuple[Hashable, str]] = {
        shape.document: (log_entry.document, "bytea"),
        shape.operation: (log_entry.operation, "text"),
        shape.attributes: (log_entry.attributes, "text[]"),
    }
    columns = {shape.roots: seen(roots)}
    columns |= {name: slots.place(OfPlan(value), type) for name, (value, type) in constants.items() if name}
    columns |= {name: slots.place(OfCaller(value), type) for name, (value, type) in (shape.caller or {}).items()}
    return f"INSERT INTO {shape.table} ({', '.join(columns)})\nSELECT {', '.join(columns.values())}"


def seen(roots: Sequence[str]) -> str:
    """What the answer shows, uuid[]: the ids of its roots."""
    return f"coalesce({_ids(roots)}, '{{}}')"


def _ids(roots: Sequence[str]) -> str:
    union = "\nUNION ALL\n".join(f"SELECT id FROM {name}" for name in roots)
    if not union:
        return "NULL::uuid[]"
    return Query(("array_agg(DISTINCT id)",), (f"{bracketed(union)} seen",), ("id IS NOT NULL",)).scalar
