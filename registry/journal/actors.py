"""Actors (经办人员): who acts: an officer, whom a program acts for, or a program; one row for each ever seen."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import psycopg
from sqlalchemy import Column, DateTime, Index, Table, Text, Uuid, func

from registry.store.database import metadata, new_id

Kind = Literal["OFFICER", "NAMED", "PROGRAM"]

actors = Table(
    "actors",
    metadata,
    Column("id", Uuid, primary_key=True),
    # An officer of the hub's own, somebody whom a department's program names, or the program itself.
    Column("kind", Text, nullable=False),
    # By which client they acted, and for which department then: who changes either is another actor.
    Column("client", Text, nullable=False),
    Column("officer_id", Uuid),
    # Whom a program names, by the department's own id of them.
    Column("subject", Text),
    Column("name", Text),
    Column("department", Text, nullable=False),
    Column("first_seen", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Index(
        "uq_actors",
        "client",
        "kind",
        "department",
        "officer_id",
        "subject",
        "name",
        unique=True,
        postgresql_nulls_not_distinct=True,
    ),
    # Whoever checks who is asking writes down who acts; the application only reads it.
    info={"rls": "open", "grants": {"app": "SELECT", "auth": "SELECT, INSERT"}},
)


@dataclass(frozen=True)
class Actor:
    """Who acts; `name` as it was when they did."""

    kind: Kind
    client: str
    department: str
    officer_id: UUID | None = None
    subject: str | None = None
    name: str | None = None


def known(connection: psycopg.Connection, actor: Actor) -> UUID:
    """The id of an actor, who is written down where nobody has seen them before."""
    values = [actor.client, actor.kind, actor.department, actor.officer_id, actor.subject, actor.name]
    row = connection.execute(FIND, values).fetchone()
    if row is None:
        connection.execute(MEET, [new_id(), *values])
        # Of two that meet them at once the second finds the first one's row.
        row = connection.execute(FIND, values).fetchone()
    if row is None:
        raise LookupError(actor.kind)
    found: UUID = row[0]
    return found


FIND = """SELECT id FROM actors WHERE client = %s AND kind = %s AND department = %s
  AND officer_id IS NOT DISTINCT FROM %s::uuid AND subject IS NOT DISTINCT FROM %s::text
  AND name IS NOT DISTINCT FROM %s::text"""

MEET = """INSERT INTO actors (id, client, kind, department, officer_id, subject, name)
VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"""
