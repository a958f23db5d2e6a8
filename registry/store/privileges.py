"""Privileges: which columns a role may give and change, as each table's declaration says; no table's all of them."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import psycopg
from sqlalchemy import DateTime, MetaData, Table

from registry.store.acting import COLUMN
from registry.store.roles import Roles

DEFAULT_GRANTS = {"app": "SELECT"}
SHAPE = re.compile(r"(SELECT|INSERT|UPDATE|DELETE)(?:\s*\(([\w\s,]+)\))?")
APPLICATION = "app"


class Privilege(NamedTuple):
    """A verb and the columns it is held to; None where it goes by rows alone."""

    verb: str
    columns: tuple[str, ...] | None

    @property
    def sql(self) -> str:
        """As GRANT says it."""
        quoted = ", ".join(f'"{name}"' for name in self.columns or ())
        return f"{self.verb} ({quoted})" if quoted else self.verb


def of(table: Table) -> Mapping[str, list[Privilege]]:
    """What each role may do with a table; raises ValueError for what nobody can read."""
    grants: Mapping[str, str] = table.info.get("grants", DEFAULT_GRANTS)
    return {role: list(_read(table, role, text)) for role, text in grants.items()}


def _read(table: Table, role: str, text: str) -> list[Privilege]:
    found = [(match[1], match[2]) for match in SHAPE.finditer(text)]
    if ", ".join(verb + (f" ({names})" if names else "") for verb, names in found) != text:
        raise ValueError(f"table {table.name} grants {role} what cannot be read: {text}")
    return [_privilege(table, role, verb, names) for verb, names in found]


def _privilege(table: Table, role: str, verb: str, names: str | None) -> Privilege:
    if names is not None:
        columns = tuple(name.strip() for name in names.split(","))
        if unknown := set(columns) - set(table.columns.keys()):
            raise ValueError(f"table {table.name} has no {', '.join(sorted(unknown))}")
        return Privilege(verb, columns)
    if role == APPLICATION and verb == "UPDATE":
        raise ValueError(f"table {table.name} does not say which columns the application may change")
    if role == APPLICATION and verb == "INSERT":
        return Privilege(verb, given(table))
    return Privilege(verb, None)


def given(table: Table) -> tuple[str, ...]:
    """The columns that the application gives a new row: not those that the database alone fills in.

    These are who acts, what is computed, and when and in which transaction it was written, unless `info["instants"]`
    says that an act gives several rows the same instant.
    """
    instants = table.info.get("instants", ())
    return tuple(
        column.name
        for column in table.columns
        if column.name in instants
        or not (column.computed is not None or column.identity is not None or column.name == COLUMN or _stamped(column))
    )


def _stamped(column: object) -> bool:
    default = getattr(column, "server_default", None)
    text = str(getattr(default, "arg", "")).lower()
    return any(word in text for word in ("clock_timestamp", "now()", "pg_current_xact_id"))


def moments(table: Table) -> tuple[list[str], list[str]]:
    """The instants of record that the application gives a new row, and those that it changes.

    Not those that `info["foreseen"]` names, which lie ahead or were another's.
    """
    foreseen = table.info.get("foreseen", ())
    instants = [c.name for c in table.columns if isinstance(c.type, DateTime) and c.name not in foreseen]
    held = {p.verb: set(p.columns or ()) for p in of(table).get(APPLICATION, ())}
    return (
        [name for name in instants if name in held.get("INSERT", ())],
        [name for name in instants if name in held.get("UPDATE", ())],
    )


def deviations(connection: psycopg.Connection, metadata: MetaData, roles: Roles) -> Iterator[str]:
    """Where the application may change or give other columns than are declared, or take out rows."""
    actual = held(connection, roles.app)
    for table in metadata.sorted_tables:
        declared = {p.verb: p.columns or table.columns.keys() for p in of(table).get(APPLICATION, ())}
        if table.info["rls"] == "none":
            declared = {}
        for verb in ("INSERT", "UPDATE", "DELETE"):
            if set(declared.get(verb, ())) != actual.get((table.name, verb), set()):
                yield f"table {table.name} is not granted to {roles.app} as it is declared: run `aidhub migrate`"


def held(connection: psycopg.Connection, role: str) -> dict[tuple[str, str], set[str]]:
    """Of each table and verb the columns on which a role may use it; of DELETE all columns, or none."""
    found: dict[tuple[str, str], set[str]] = {}
    for table, verb, column in connection.execute(HELD, {"role": role}):
        found.setdefault((table, verb), set()).add(column)
    return found


HELD = """SELECT c.relname, v.verb, a.attname
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) v(verb)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND CASE WHEN v.verb = 'DELETE' THEN has_table_privilege(%(role)s, c.oid, v.verb)
    ELSE has_column_privilege(%(role)s, c.oid, a.attnum, v.verb) END"""
