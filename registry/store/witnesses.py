"""Witnesses: what the application changes only beside the row of its act, which says who did it and why.

A change without it, by a mistake or by somebody who has taken the application's place, is refused at the commit.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import psycopg
from psycopg import sql
from sqlalchemy import MetaData, Table

INFO, PREFIX = "witnessed", "witness_"


class Witness(NamedTuple):
    """Columns, and the condition under which they may have changed: of `OLD` and `NEW`, at the commit."""

    columns: Sequence[str]
    condition: str


NOW = "transaction_timestamp()"
"""What was recorded since was recorded by this transaction: the database alone says when (`registry.store.moments`)."""

# Whom an act is about may live anywhere; the function sees them for its own question alone.
FUNCTION = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own text := coalesce(current_setting('hub.ranges', true), '');
BEGIN
  PERFORM set_config('hub.ranges', '{{(,)}}', true);
  IF NOT coalesce(({condition}), false) THEN
    RAISE insufficient_privilege USING MESSAGE = format('%s changed, and no act tells of it', TG_TABLE_NAME);
  END IF;
  PERFORM set_config('hub.ranges', own, true);
  RETURN NULL;
END $$"""
TRIGGER = """CREATE CONSTRAINT TRIGGER {name} AFTER UPDATE OF {columns} ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (current_user = {application} AND ({changed})) EXECUTE FUNCTION {name}()"""


def orders(table: Table, application: str) -> Iterator[sql.Composed]:
    """The functions and triggers of a table."""
    for n, witness in enumerate(_witnesses(table)):
        name, of = sql.Identifier(_name(table, n)), sql.Identifier(table.name)
        changed = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in witness.columns)
        yield sql.SQL(FUNCTION).format(name=name, condition=sql.SQL(witness.condition))
        yield sql.SQL("DROP TRIGGER IF EXISTS {} ON {}").format(name, of)
        yield sql.SQL(TRIGGER).format(
            name=name,
            columns=sql.SQL(", ").join(map(sql.Identifier, witness.columns)),
            table=of,
            application=sql.Literal(application),
            changed=sql.SQL(changed),
        )


def missing(connection: psycopg.Connection, metadata: MetaData, application: str) -> Iterator[str]:
    """The tables that lack a trigger, or whose trigger is off or for another role."""
    found = {name for (name,) in connection.execute(TRIGGERS, [f"{PREFIX}%", application])}
    for table in metadata.sorted_tables:
        if any(_name(table, n) not in found for n, _ in enumerate(_witnesses(table))):
            yield f"table {table.name} can be changed without an act: run `aidhub migrate`"


def _witnesses(table: Table) -> Sequence[Witness]:
    found: Sequence[Witness] = table.info.get(INFO, ())
    return found


def _name(table: Table, n: int) -> str:
    return f"{PREFIX}{table.name}_{n}"


TRIGGERS = """SELECT tgname FROM pg_trigger
WHERE tgname LIKE %s AND tgenabled <> 'D' AND position(quote_literal(%s) IN pg_get_triggerdef(oid)) > 0"""
