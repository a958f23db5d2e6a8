"""Rows: what a chunk writes, gathered table by table as COPY text."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence

from policy.catalogue import Catalogue
from registry.aid.records import detail_table
from registry.people.facts import fact_table_name
from registry.store.connection import Connection
from registry.tables import declared

# In an order in which every row finds what it points to.
SPINE: Mapping[str, Sequence[str]] = {
    "identities": ("id", "index"),
    "vault": ("id", "attribute", "sealed", "position"),
    "households": (
        "id", "number", "division", "position", "residence", "subsistence_type", "hukou_type", "address",
        "per_capita_income", "dwelling", "as_of", "source", "channel",
    ),
    "household_versions": (
        "id", "household_id", "division", "position", "residence", "subsistence_type", "hukou_type", "address",
        "per_capita_income", "dwelling", "as_of", "source", "channel",
    ),
    "persons": (
        "id", "identity_id", "position", "name", "name_masked", "id_number_masked", "id_kind", "sex", "birth_date",
    ),
    "provisional_identities": (
        "identity_id", "person_id", "position", "reason", "estimated", "guardian", "place", "evidence",
    ),
    "memberships": ("id", "household_id", "person_id", "position", "relation", "valid_from"),
    "determinations": (
        "id", "person_id", "household_id", "position", "category", "basis", "support", "cites", "agency",
        "valid_from", "valid_to", "end_reason",
    ),
    "assistance_records": (
        "id", "department", "programme", "identity_id", "household_id", "person_id", "subject_id", "position",
        "division", "paying_position", "status", "happened_on", "starts", "ends", "label", "amount", "form", "term",
        "event", "county", "external_id", "batch_id", "period_key",
    ),
    "payments": (
        "id", "record_id", "position", "paying_position", "department", "county", "paid_on", "amount", "external_id",
    ),
    "chain_links": (
        "id", "identity_id", "household_id", "person_id", "position", "paying_position", "kind", "happened_on",
        "department", "programme", "category", "record_id", "determination_id", "note", "status", "amount",
        "term", "salt", "hash",
    ),
}  # fmt: skip # a table a paragraph


class Rows:
    """The rows of one chunk, for tables with these columns."""

    def __init__(self, columns: Mapping[str, Sequence[str]]) -> None:
        self._columns = columns
        self._lines: dict[str, list[str]] = {table: [] for table in columns}

    def add(self, table: str, *values: object) -> None:
        """One row, its values in the order of its columns."""
        self._lines[table].append("\t".join([WRITTEN[type(value)](value) for value in values]))

    def put(self, table: str, values: Mapping[str, object]) -> None:
        """One row by names; what is not named is empty. A name the table does not have is refused."""
        names = self._columns[table]
        if unknown := values.keys() - set(names):
            raise KeyError(f"{table} has no {', '.join(sorted(unknown))}")
        self.add(table, *map(values.get, names))

    async def send(self, connection: Connection) -> int:
        """Write everything in this transaction; how many rows there were."""
        sent = 0
        for table, lines in self._lines.items():
            if lines:
                names = ", ".join(f'"{name}"' for name in self._columns[table])
                async with connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    await copy.write("\n".join(lines) + "\n")
                sent += len(lines)
        return sent


def columns(catalogue: Catalogue) -> dict[str, Sequence[str]]:
    """The columns of every table that is written; those of facts and records are what their department declares."""
    metadata = declared(catalogue)
    by_table: dict[str, Sequence[str]] = {**SPINE}
    for department in catalogue.departments.values():
        tables = [fact_table_name(department.code, e) for e in dict.fromkeys(f.entity for f in department.facts)]
        for name in (*tables, detail_table(metadata, department).name):
            kept = (c.name for c in metadata.tables[name].columns if c.name not in ("recorded_at", "superseded_at"))
            by_table[name] = tuple(kept)
    return by_table


# Backslash first: the others bring their own.
ESCAPED = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))


def _text(value: object) -> str:
    text = str(value)
    for plain, escaped in ESCAPED:
        if plain in text:
            text = text.replace(plain, escaped)
    return text


WRITTEN: Mapping[type, Callable[[object], str]] = {
    type(None): lambda _: "\\N",
    bool: lambda value: "t" if value else "f",
    bytes: lambda value: f"\\\\x{value.hex()}" if isinstance(value, bytes) else "",
    str: _text,
    int: str,
    uuid.UUID: str,
    datetime.date: str,
}
