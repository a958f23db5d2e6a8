"""Filling: rows in every table that grows with the register, so that one which is read as a whole is seen to be."""

from collections.abc import Mapping

import psycopg
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import INT8MULTIRANGE
from sqlalchemy.types import TypeEngine

from registry.store.column_types import Xid8

MANY = 3000

# What the document, the departments and the divisions decide, what clients bring, and what upkeep empties again.
BOUNDED = {
    "audit_keys", "audit_state", "catalogue_state", "categories", "data_sets", "declared_codes", "declared_facts", "departments", "divisions",
    "document_carriers", "document_duties", "document_sentences", "programme_parameters",
    "index_keys", "oauth_assertions", "oauth_clients", "oauth_keys", "oauth_revoked", "outbox_trims", "parameters", "programme_clauses",
    "programme_exclusions", "programmes", "target_deltas", "unchecked", "vault_keys", "webhook_stands",
}  # fmt: skip # a list

# Column types with the value of the n-th row, the narrower type first.
VALUES: Mapping[type[TypeEngine], str] = {
    Uuid: "gen_random_uuid()",
    LargeBinary: "sha256(n::text::bytea)",
    Date: "date '2030-01-01' + n",
    DateTime: "clock_timestamp()",
    Boolean: "false",
    ARRAY: "'{}'",
    JSON: "'{}'",
    BigInteger: "620000000000 + n::bigint * 1000000",
    Integer: "n",
    Text: "'filling ' || n",
    INT8MULTIRANGE: "'{}'",
    Xid8: "pg_current_xact_id()",
}

# Where all rows must be alike to show by which index a statement finds its own: endings that are open and of nobody.
SAID = {
    ("matters", "procedure"): "'ending'",
    ("matters", "household_id"): "NULL",
    ("matters", "due_on"): VALUES[Date],
    ("officers", "account"): "'filling.' || n",
}


def fill(connection: psycopg.Connection, metadata: MetaData) -> None:
    """Bring every table that grows to about MANY rows; facts that are added are superseded already."""
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in metadata.sorted_tables:
            if table.name not in BOUNDED:
                _fill(connection, table)


def _fill(connection: psycopg.Connection, table: Table) -> None:
    missing = MANY - _rows(connection, table)
    if missing <= 0:
        return
    values = {column.name: value for column in table.columns if (value := _value(table, column))}
    ids = ["1"] + [
        f"ARRAY(SELECT {key.column.name} FROM {key.column.table.name}) AS {key.parent.name}"
        for key in table.foreign_keys
    ]
    connection.execute(
        f"INSERT INTO {table.name} ({', '.join(values)}) SELECT {', '.join(values.values())}"
        f" FROM generate_series(1, {missing}) n, (SELECT {', '.join(ids)}) ids ON CONFLICT DO NOTHING".encode()
    )
    assert _rows(connection, table) > MANY / 2, f"{table.name} is still small: say in SAID what its rows hold"


def _rows(connection: psycopg.Connection, table: Table) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table.name}".encode()).fetchone()
    return int(row[0]) if row else 0


def _value(table: Table, column: Column[object]) -> str | None:
    """The SQL of a column's value in row n, None where it is left out."""
    if said := SAID.get((table.name, column.name)):
        return said
    if any(key.column.table is not table for key in column.foreign_keys):
        return f"ids.{column.name}[1 + n % cardinality(ids.{column.name})]"
    if column.name != "superseded_at" and (column.nullable or column.server_default is not None or column.identity):
        return None
    return next(value for type_, value in VALUES.items() if isinstance(column.type, type_))
