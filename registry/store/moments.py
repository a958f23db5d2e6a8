"""Moments of record: the application may say of none that it was before its transaction, or after now."""

from collections.abc import Iterator

import psycopg
from psycopg import sql
from sqlalchemy import MetaData, Table

from registry.store.privileges import moments

FUNCTION = """CREATE OR REPLACE FUNCTION refuse_moment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE insufficient_privilege USING MESSAGE = format('when %s was written is for the database to say', TG_TABLE_NAME);
END $$"""
GIVEN, CHANGED = "moments_given", "moments_changed"
ONCE = "superseded_at"
"""What was superseded stays so."""


def orders(table: Table, application: str) -> Iterator[sql.Composed]:
    """The triggers of a table; their conditions cost nothing but a comparison, and hold for the application alone."""
    name = sql.Identifier(table.name)
    for trigger in (GIVEN, CHANGED):
        yield sql.SQL("DROP TRIGGER IF EXISTS {} ON {}").format(sql.Identifier(trigger), name)
    inserted, updated = moments(table)
    if inserted:
        yield _trigger(GIVEN, "INSERT", name, application, " OR ".join(map(_given, inserted)))
    if updated:
        columns = ", ".join(f'"{column}"' for column in updated)
        yield _trigger(CHANGED, f"UPDATE OF {columns}", name, application, " OR ".join(map(_changed, updated)))


def missing(connection: psycopg.Connection, metadata: MetaData, application: str) -> Iterator[str]:
    """The tables that lack a trigger, or whose trigger is off or for another role."""
    found = set(connection.execute(TRIGGERS, [[GIVEN, CHANGED], application]).fetchall())
    for table in metadata.sorted_tables:
        wanted = zip((GIVEN, CHANGED), moments(table), strict=True)
        if any(columns and (table.name, trigger) not in found for trigger, columns in wanted):
            yield f"table {table.name} lets the application say when something was written: run `aidhub migrate`"


TRIGGERS = """SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname = ANY(%s) AND t.tgenabled <> 'D' AND position(quote_literal(%s) IN pg_get_triggerdef(t.oid)) > 0"""


def _trigger(trigger: str, event: str, table: sql.Identifier, application: str, condition: str) -> sql.Composed:
    order = "CREATE TRIGGER {} BEFORE {} ON {} FOR EACH ROW WHEN (current_user = {} AND ({}))"
    return sql.SQL(order + " EXECUTE FUNCTION refuse_moment()").format(
        sql.Identifier(trigger), sql.SQL(event), table, sql.Literal(application), sql.SQL(condition)
    )


def _given(column: str) -> str:
    """Where it is empty the comparison is too, and nothing is refused."""
    return f'NOT (NEW."{column}" BETWEEN transaction_timestamp() AND clock_timestamp())'


def _changed(column: str) -> str:
    within = f'NEW."{column}" IS DISTINCT FROM OLD."{column}" AND {_given(column)}'
    if column != ONCE:
        return f"{within}"
    return f'{within} OR OLD."{column}" IS NOT NULL AND NEW."{column}" IS DISTINCT FROM OLD."{column}"'
