"""Locks on people (加锁): every writer locks identities, then households, before it reads what it decides on."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from registry.store.arrays import Rows, array
from registry.store.connection import Connection, Question, planned_once
from registry.store.database import new_id


class LockedPerson(NamedTuple):
    """A person as locked for a change: registered, or only known by number."""

    identity: UUID
    person: UUID | None
    household: UUID | None
    position: int | None
    name: str | None
    alias: UUID | None = None
    """The alias they were named by, where they were: links say it, so that what was joined can be taken apart."""
    since: datetime.date | None = None
    """A member of the household since this day."""
    left_on: datetime.date | None = None
    """The day on which the person left the household without coming into another: then it is the last one."""
    former: Sequence[str] = ()
    """The names that were corrected, and those of the duplicate whose number was named: they are the person's too."""
    sex: str | None = None
    birth_date: datetime.date | None = None

    @property
    def named_by(self) -> UUID:
        """The identity that was named."""
        return self.alias or self.identity

    @property
    def lives_in(self) -> UUID | None:
        """The household of which the person is a member now."""
        return None if self.left_on else self.household


async def lock_people(
    connection: Connection,
    indexes: Sequence[bytes],
    households: Sequence[UUID] = (),
    following: Mapping[bytes, bytes] | None = None,
    beside: Sequence[bytes] = (),
) -> dict[bytes, LockedPerson]:
    """Lock the persons named by their blind indexes and their households, always in the same order.

    The first statements of every writer: what they decide on is read afterwards, so that of two facts arriving at
    once neither recomputation misses the other. Numbers never seen get an identity; those of `beside` do not, and are
    in the answer where they are known. An alias is answered by the person it is an alias of. While the index key is
    rotated, `following` says what each index will be (`Vault.following`): a person may be found under either.
    """
    later = following or {}
    named = sorted(set(indexes))
    sought = [*named, *beside]
    either = array([*sought, *(later[index] for index in sought if index in later)])
    # Each of them sees what was committed before it began, though they are sent at once.
    locks = [Question(LOCK_HOUSEHOLDS, [either, array(households)]), Question(LOCKED, [either])]
    if named:
        new = IDENTITIES.arrays([NewIdentity(new_id(), index, later.get(index)) for index in named])
        locks = [Question(NEW_IDENTITIES, new), Question(LOCK_IDENTITIES, [either]), *locks]
    *_, held, _ = await connection.together(planned_once(locks))
    rows = connection.read(lambda indexes, *columns: (indexes, LockedPerson(*columns)), held)
    people = {bytes(index): person for indexes, person in rows for index in indexes if index is not None}
    return {
        index: people[index] if index in people else people[later[index]]
        for index in sought
        if index in people or later.get(index) in people
    }


async def look_at_people(
    connection: Connection, sought: Sequence[bytes], following: Mapping[bytes, bytes]
) -> dict[bytes, LockedPerson]:
    """Whom these blind indexes name, as far as they are known, for a question that changes nothing: nobody is locked,
    and nobody gets an identity."""
    either = array([*sought, *(following[index] for index in sought if index in following)])
    *_, held, _ = await connection.together(planned_once([Question(LOCKED, [either])]))
    rows = connection.read(lambda indexes, *columns: (indexes, LockedPerson(*columns)), held)
    people = {bytes(index): person for indexes, person in rows for index in indexes if index is not None}
    return {index: people[at] for index in sought for at in (index, following.get(index)) if at in people}


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

# Whose identity it is: of itself, or of the one it is an alias of. PostgreSQL takes coalesce for leaky, and under row
# level security would rather read all persons.
OWN = "CASE WHEN i.alias_of IS NULL THEN i.id ELSE i.alias_of END"

NAMED = "(i.index = ANY($1::bytea[]) OR i.next_index = ANY($1::bytea[]))"

LOCK_IDENTITIES = f"""SELECT i.id FROM identities i
WHERE i.id = ANY(ARRAY(SELECT unnest(ARRAY[i.id, i.alias_of]) FROM identities i WHERE {NAMED}))
ORDER BY i.id FOR NO KEY UPDATE"""

# Who has left a household without coming into another belongs to it still: there are their chain and their county.
LAST_HOME = """SELECT m.household_id, m.valid_from, m.valid_to, m.end_reason FROM memberships m
    WHERE m.person_id = {} AND m.superseded_at IS NULL ORDER BY m.valid_from DESC, m.recorded_at DESC LIMIT 1"""

# Under row level security only leakproof conditions use an index, and array_cat (`||`) is none: the ids are one list.
LOCK_HOUSEHOLDS = f"""SELECT h.id FROM households h
WHERE h.id = ANY(ARRAY(
  SELECT m.household_id FROM identities i JOIN persons p ON p.identity_id = {OWN}
  JOIN LATERAL ({LAST_HOME.format("p.id")}) m ON true
  WHERE {NAMED}
  UNION ALL SELECT unnest($2::uuid[])))
ORDER BY h.id FOR NO KEY UPDATE"""

LOCKED = f"""SELECT ARRAY[i.index, i.next_index], {OWN}, p.id, m.household_id, p.position, p.name,
  CASE WHEN i.alias_of IS NOT NULL THEN i.id END, m.valid_from, m.valid_to,
  ARRAY(SELECT c.old_name FROM person_corrections c WHERE c.person_id = p.id)
    || ARRAY(SELECT unnest(d.name || ARRAY(SELECT c.old_name FROM person_corrections c WHERE c.person_id = d.id))
      FROM persons d WHERE d.identity_id = i.id AND i.alias_of IS NOT NULL),
  p.sex, p.birth_date
FROM identities i
LEFT JOIN persons p ON p.identity_id = {OWN}
LEFT JOIN LATERAL ({LAST_HOME.format("p.id")}) m ON true
WHERE {NAMED}"""
