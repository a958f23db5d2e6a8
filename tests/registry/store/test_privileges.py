"""Privileges: every table, column and verb tried as the application, against what the tables declare."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Column, DateTime, MetaData, Table, Text, func

from connectors import discover
from policy.catalogue import load
from registry.store import privileges
from registry.store.row_security import POLICIES
from registry.tables import declared
from tests.conftest import Copy

READABLE = Path(__file__).with_name("privileges.txt")
ORDERS = {
    "SELECT": "SELECT {column} FROM {table} WHERE false",
    "INSERT": "INSERT INTO {table} ({column}) SELECT NULL WHERE false",
    "UPDATE": "UPDATE {table} SET {column} = DEFAULT WHERE false",
    "DELETE": "DELETE FROM {table} WHERE false",
}


def tables() -> list[Table]:
    return declared(load(discover())).sorted_tables


def allowed(app: psycopg.Connection, verb: str, table: str, column: str) -> bool:
    order = sql.SQL(ORDERS[verb]).format(table=sql.Identifier(table), column=sql.Identifier(column))
    try:
        with app.transaction():
            app.execute(order)
    except psycopg.errors.InsufficientPrivilege:
        return False
    except psycopg.errors.GeneratedAlways:  # refused to everybody
        return False
    return True


def test_the_application_may_do_what_the_tables_declare_and_nothing_else(copy: Copy) -> None:
    told = []
    with psycopg.connect(copy.addresses.app) as app:
        for table in tables():
            names = list(table.columns.keys())
            may = {verb: [name for name in names if allowed(app, verb, table.name, name)] for verb in ORDERS}
            said = privileges.of(table).get("app", []) if POLICIES[table.info["rls"]] is not None else []
            wanted = {p.verb: names if p.columns is None else [n for n in names if n in p.columns] for p in said}
            assert may == {verb: wanted.get(verb, []) for verb in ORDERS}, table.name
            told += lines(table.name, names, may)
    text = "\n".join([HEAD, *told, ""])
    if os.environ.get("AIDHUB_SNAPSHOTS") == "write":
        READABLE.write_text(text)
    assert READABLE.read_text() == text


HEAD = """What the application's database role may do, table by table, as it was tried.
A table that is not here it may do nothing with. `all but` names the columns that the database fills in.
"""


def lines(table: str, names: list[str], may: dict[str, list[str]]) -> Iterator[str]:
    if not any(may.values()):
        return
    yield table
    for verb, columns in may.items():
        if columns == names:
            yield f"  {verb}"
        elif columns and verb == "INSERT":
            yield f"  {verb} all but {', '.join(name for name in names if name not in columns)}"
        elif columns:
            yield f"  {verb} {', '.join(columns)}"


def test_what_is_only_ever_added_is_changed_by_nobody() -> None:
    held = {table.name: {p.verb for p in privileges.of(table).get("app", [])} for table in tables()}
    only_added = ("access_log", "feedback_entries", "identity_decisions", "person_merge_rows", "data_sets")
    assert all(held[name] == {"SELECT", "INSERT"} for name in only_added)


@pytest.mark.parametrize(
    ("grants", "complaint"),
    [
        ("SELECT, UPDATE", "does not say which columns"),
        ("SELECT, UPDATE (amuont)", "has no amuont"),
        ("SELECT, TRUNCATE", "cannot be read"),
    ],
)
def test_a_declaration_that_says_too_much_or_nothing_known_is_refused(grants: str, complaint: str) -> None:
    table = Table("things", MetaData(), Column("amount", Text), info={"rls": "open", "grants": {"app": grants}})
    with pytest.raises(ValueError, match=complaint):
        privileges.of(table)


def test_when_a_row_was_written_is_given_by_nobody() -> None:
    written = Column("recorded_at", DateTime(timezone=True), server_default=func.clock_timestamp())
    table = Table("things", MetaData(), Column("amount", Text), written)
    assert privileges.given(table) == ("amount",)
