"""Households and persons (户、人): who lives together where, as dated facts that splits and merges keep."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, DateTime, ForeignKey, Index, Table, Text, Uuid, func, text

from registry.store.arrays import Rows, array
from registry.store.connection import Connection, Question, planned_once
from registry.store.database import metadata, new_id

WRITES = {"app": "SELECT, INSERT, UPDATE"}


def recorded() -> tuple[Column[object], Column[object]]:
    """When the register learnt it, and when something newer took its place."""
    return (
        Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
        Column("superseded_at", DateTime(timezone=True)),
    )


households = Table(
    "households",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("division", Text, ForeignKey("divisions.code"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("residence", Text),
    Column("subsistence_type", Text),
    Column("hukou_type", Text),
    Column("address", Text),
    Column("per_capita_income", BigInteger),
    Column("dwelling", Text),
    Column("as_of", Date, nullable=False),
    Column("source", Text),
    Column("channel", Text, nullable=False),
    # The earliest day on which any clause could change by the passing of time alone.
    Column("recompute_on", Date),
    *recorded(),
    Index(None, "position", "id"),
    Index(None, "recompute_on", postgresql_where=text("recompute_on IS NOT NULL")),
    info={"rls": "position", "grants": WRITES},
)

persons = Table(
    "persons",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False, unique=True),
    Column("position", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_masked", Text, nullable=False),
    Column("id_number_masked", Text, nullable=False),
    Column("sex", Text, nullable=False),
    Column("birth_date", Date, nullable=False),
    *recorded(),
    Index(None, "position", "id"),
    info={"rls": "position", "grants": WRITES},
)

memberships = Table(
    "memberships",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("relation", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    *recorded(),
    Index(None, "household_id"),
    Index(None, "person_id"),
    # A person lives in one household at a time.
    Index(
        "uq_memberships_current",
        "person_id",
        unique=True,
        postgresql_where=text("valid_to IS NULL AND superseded_at IS NULL"),
    ),
    info={"rls": "position", "grants": WRITES},
)

lineage = Table(
    "lineage",
    metadata,
    # The chain of a household goes on in those its members came from: transitive, so that reading it is one join.
    Column("household_id", Uuid, ForeignKey("households.id"), primary_key=True),
    Column("ancestor_id", Uuid, ForeignKey("households.id"), primary_key=True),
    Column("person_id", Uuid, ForeignKey("persons.id"), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("until", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    info={"rls": "position", "grants": {"app": "SELECT, INSERT, UPDATE (position)"}},
)


class Held(NamedTuple):
    """A person as locked for a change: registered or only known by number."""

    identity: UUID
    person: UUID | None
    household: UUID | None
    position: int | None
    name: str | None


async def hold(
    connection: Connection,
    indexes: Sequence[bytes],
    households: Sequence[UUID] = (),
    following: Mapping[bytes, bytes] | None = None,
) -> dict[bytes, Held]:
    """Lock the persons named by their blind indexes and their households, always in the same order.

    The first statements of every writer: what they decide on is read afterwards, so that of two facts arriving at
    once neither recomputation misses the other. Numbers never seen get an identity. While the index key is rotated,
    `following` says what each index will be (`Vault.following`): a person may be found under either.
    """
    later = following or {}
    wanted = sorted(set(indexes))
    either = [*wanted, *(later[index] for index in wanted if index in later)]
    named = array(either)
    # Each of them sees what was committed before it began, though they are sent at once.
    locks = [Question(LOCK_HOUSEHOLDS, [named, array(households)]), Question(HELD, [named])]
    if wanted:
        new = IDENTITIES.arrays([NewIdentity(new_id(), index, later.get(index)) for index in wanted])
        locks = [Question(NEW_IDENTITIES, new), Question(LOCK_IDENTITIES, [named]), *locks]
    *_, held, _ = await connection.together(planned_once(locks))
    rows = connection.read(lambda indexes, *columns: (indexes, Held(*columns)), held)
    people = {bytes(index): person for indexes, person in rows for index in indexes if index is not None}
    return {index: people[index] if index in people else people[later[index]] for index in wanted}


class NewIdentity(NamedTuple):
    """A number that may never have been seen, by its blind index and the one that will follow it."""

    id: UUID
    blind_index: bytes
    next_index: bytes | None


IDENTITIES = Rows[NewIdentity](
    id=("uuid", lambda new: new.id),
    index=("bytea", lambda new: new.blind_index),
    next_index=("bytea", lambda new: new.next_index),
)

NEW_IDENTITIES = f"""INSERT INTO identities ({IDENTITIES.names})
SELECT * FROM {IDENTITIES.unnest("n")}
WHERE NOT EXISTS (SELECT FROM identities i WHERE i.index = n.index)
  AND NOT EXISTS (SELECT FROM identities i WHERE i.index = n.next_index)
  AND NOT EXISTS (SELECT FROM identities i WHERE i.next_index = n.next_index)
ORDER BY n.index ON CONFLICT DO NOTHING"""

NAMED = "(i.index = ANY($1::bytea[]) OR i.next_index = ANY($1::bytea[]))"

LOCK_IDENTITIES = f"SELECT i.id FROM identities i WHERE {NAMED} ORDER BY i.id FOR NO KEY UPDATE"

# Under row level security only leakproof conditions use an index, and array_cat (`||`) is none: the ids are one list.
LOCK_HOUSEHOLDS = f"""SELECT h.id FROM households h
WHERE h.id = ANY(ARRAY(
  SELECT m.household_id FROM identities i JOIN persons p ON p.identity_id = i.id
  JOIN memberships m ON m.person_id = p.id AND m.valid_to IS NULL AND m.superseded_at IS NULL
  WHERE {NAMED}
  UNION ALL SELECT unnest($2::uuid[])))
ORDER BY h.id FOR NO KEY UPDATE"""

HELD = f"""SELECT ARRAY[i.index, i.next_index], i.id, p.id, m.household_id, p.position, p.name
FROM identities i
LEFT JOIN persons p ON p.identity_id = i.id
LEFT JOIN memberships m ON m.person_id = p.id AND m.valid_to IS NULL AND m.superseded_at IS NULL
WHERE {NAMED}"""
