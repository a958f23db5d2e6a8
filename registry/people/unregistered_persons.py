"""Unregistered persons (未在库人员): named by facts or help, and registered by nobody until they are, or set aside."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid, func

from registry.errors import Refusal
from registry.journal import chain
from registry.people.current_facts import FactRow
from registry.people.person_locks import OWN
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

unregistered_persons = Table(
    "unregistered_persons",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Of number and name, under which the facts lie.
    Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False, unique=True),
    # Whose county is to see to it: the place of a fact, else the division of who reported it.
    Column("position", BigInteger, nullable=False),
    Column("division", Text, ForeignKey("divisions.code"), nullable=False),
    Column("departments", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False, server_default="OPEN"),
    Column("since", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # When something new was last said of them.
    Column("changed_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("decided_at", DateTime(timezone=True)),
    Column("reason", Text),
    Index("ix_unregistered_persons_queue", "state", "position", "id"),
    # Registered or not, the row stays where somebody had to see to it.
    info={
        "rls": "position",
        "stays": True,
        "grants": {
            "app": "SELECT, INSERT, UPDATE (position, division, departments, state, since, changed_at,"
            " decided_at, reason)",
        },
        "actor": "its reports, and the link of its decision",
    },
)


class Named(NamedTuple):
    """An identity of number and name, and the code of the place that a fact of it names, or where it was helped."""

    identity: UUID
    place: object


def named_by(news: Iterable[tuple[str, FactRow]]) -> list[Named]:
    """Whom these new facts name who was not registered when they were taken in."""
    return [Named(row.identity, row.values.get("place")) for _, row in news if row.position is None]


async def note(connection: Connection, department: str, divisions: Sequence[str], named: Sequence[Named]) -> None:
    """List those of whom a department has said something new, and whom nobody has registered under their number.

    They are listed for the place that is named, else for the division of who reports it: the smallest that holds
    its `divisions`. Who was set aside is taken up again. The connection sees the province; the identities are locked.
    """
    if named:
        await connection.execute(NOTE, [*NAMED.arrays(named), department, list(divisions)], prepare=True)


NAMED = Rows[Named](
    id=("uuid", lambda _: new_id()),
    identity_id=("uuid", lambda named: named.identity),
    place=("text", lambda named: named.place),
)

# Of places that are equally narrow the latest holds: an event in a township says more than a province's data set.
NOTE = f"""WITH RECURSIVE up AS (
  SELECT d.code, d.lo, d.hi, d.parent FROM divisions d WHERE d.code = ($5::text[])[1]
  UNION ALL SELECT d.code, d.lo, d.hi, d.parent FROM up JOIN divisions d ON d.code = up.parent),
home AS (
  SELECT up.code FROM up WHERE NOT EXISTS (SELECT FROM divisions g
    WHERE g.code = ANY($5::text[]) AND NOT (up.lo <= g.lo AND g.hi <= up.hi))
  ORDER BY up.hi - up.lo LIMIT 1),
named AS (
  SELECT DISTINCT ON (n.identity_id) n.id, n.identity_id, d.lo, d.code
  FROM {NAMED.unnest("n")} CROSS JOIN home CROSS JOIN LATERAL (SELECT n.place UNION SELECT home.code) c(code)
    CROSS JOIN LATERAL (SELECT * FROM divisions x WHERE x.code = c.code OFFSET 0) d
  ORDER BY n.identity_id, d.hi - d.lo, d.code <> n.place)
INSERT INTO unregistered_persons AS u (id, identity_id, position, division, departments)
SELECT n.id, n.identity_id, n.lo, n.code, ARRAY[$4::text]
FROM named n JOIN identities r ON r.id = n.identity_id JOIN identities i ON i.id = r.number_id
WHERE NOT EXISTS (SELECT FROM persons p WHERE p.identity_id = {OWN})
ON CONFLICT (identity_id) DO UPDATE SET
  (position, division) = (SELECT d.lo, d.code FROM divisions d WHERE d.code IN (u.division, excluded.division)
    ORDER BY d.hi - d.lo, d.code <> excluded.division LIMIT 1),
  departments = ARRAY(SELECT DISTINCT d FROM unnest(u.departments || excluded.departments) d ORDER BY d),
  since = CASE WHEN u.state = 'OPEN' THEN u.since ELSE clock_timestamp() END, changed_at = clock_timestamp(),
  state = 'OPEN'"""


async def registered(connection: Connection, persons: Sequence[UUID]) -> None:
    """Whoever was listed under the number of these persons is registered now, under whatever name."""
    if persons:
        await connection.execute(REGISTERED, [list(persons)], prepare=True)


REGISTERED = """UPDATE unregistered_persons u SET state = 'REGISTERED', decided_at = clock_timestamp()
FROM persons p
CROSS JOIN LATERAL (SELECT p.identity_id AS id UNION ALL SELECT a.id FROM identities a
  WHERE a.alias_of = p.identity_id) n
JOIN identities i ON i.number_id = n.id
WHERE p.id = ANY($1::uuid[]) AND u.identity_id = i.id AND u.state <> 'REGISTERED'"""


class Listed(NamedTuple):
    """Somebody on the list, as they stand there."""

    identity: UUID
    position: int
    state: str
    changed_at: datetime.datetime


async def listed(connection: Connection, id: UUID, path: str) -> Listed:
    """Somebody in the caller's divisions who is not registered, locked. Raises UNKNOWN_UNREGISTERED, CHANGED_SINCE."""
    named = await connection.fetch_one(Listed, LISTED, [id])
    if named is None:
        raise Refusal("UNKNOWN_UNREGISTERED", path)
    # In this order facts and registrations lock too: identities first.
    await connection.execute(LOCK, [named.identity], prepare=True)
    found = await connection.fetch_one(Listed, LISTED, [id]) or named
    if found.state == "REGISTERED":
        raise Refusal("CHANGED_SINCE", path, state=found.state)
    return found


async def set_aside(
    connection: Connection, department: str, today: datetime.date, id: UUID, seen: datetime.datetime, reason: str
) -> UUID:
    """Leave somebody on whom nothing is to be done, until something new is said of them (二（三）); whose identity.

    Raises UNKNOWN_UNREGISTERED, and CHANGED_SINCE where they were registered or set aside, or something new has come
    since `seen`.
    """
    found = await listed(connection, id, "id")
    if found.state != "OPEN":
        raise Refusal("CHANGED_SINCE", "seen", state=found.state)
    if seen < found.changed_at:
        raise Refusal("CHANGED_SINCE", "seen", state=found.changed_at.isoformat(timespec="seconds"))
    await connection.execute(SET_ASIDE, [id, reason], prepare=True)
    # Without a position it is theirs once they are registered; until then it is seen where they are listed.
    link = chain.Link(
        "SET_ASIDE", found.identity, None, None, None, today, department, note=reason,
        paying_position=found.position, content=id.bytes,
    )  # fmt: skip # who, where, when, what
    await chain.append(connection, [link])
    return found.identity


LISTED = "SELECT identity_id, position, state, changed_at FROM unregistered_persons WHERE id = $1"

LOCK = """SELECT i.id FROM identities i JOIN identities r ON i.id IN (r.id, r.number_id)
WHERE r.id = $1 ORDER BY i.id FOR NO KEY UPDATE OF i"""

SET_ASIDE = """UPDATE unregistered_persons SET state = 'SET_ASIDE', reason = $2, decided_at = clock_timestamp()
WHERE id = $1"""
