"""Newly registered (新登记): what waited for a person under their name becomes theirs, and other names are listed."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.identity.names import same_name
from registry.people.facts import fact_table_name
from registry.people.joining import Join, join
from registry.people.mismatches import Mismatch, note, same
from registry.people.person_locks import LockedPerson
from registry.people.unregistered_persons import registered
from registry.store.connection import Connection

REGISTERED = "registered under this name"


class Waiting(NamedTuple):
    """A name that a number was reported under, by one department, beside the person now registered."""

    reported: UUID
    name: str
    department: str
    identity: UUID
    person: UUID
    position: int
    registered_name: str
    stands: bool
    """Facts, or help that was not entered in error."""


async def take_over(connection: Connection, catalogue: Catalogue, department: str, persons: Sequence[UUID]) -> None:
    """Join what was reported under the persons' names, and list what was reported under others for decision.

    Their names are new: they have just been registered or corrected. Their households are settled afterwards.
    """
    if not persons:
        return
    await registered(connection, persons)
    waiting = await connection.fetch(Waiting, _waiting(catalogue), [list(persons)])
    own = {w.reported: w for w in waiting if same_name(w.name, w.registered_name)}
    joins = [Join(id, LockedPerson(w.identity, w.person, None, w.position, w.registered_name)) for id, w in own.items()]
    await join(connection, catalogue, department, joins, REGISTERED)
    await same(connection, list(own), REGISTERED)
    others = [w for w in waiting if w.reported not in own and w.stands]
    await note(
        connection, [Mismatch(w.reported, w.identity, w.person, w.position, w.name, w.department) for w in others]
    )


def _waiting(catalogue: Catalogue) -> str:
    tables = " ".join(
        f"UNION SELECT identity_id, '{department.code}', true FROM {fact_table_name(department.code, entity)} f, i"
        f" WHERE f.identity_id = i.id"
        for department in catalogue.departments.values()
        for entity in dict.fromkeys(fact.entity for fact in department.facts)
    )
    return f"""WITH i AS MATERIALIZED (
  SELECT i.id, i.name, p.identity_id AS of_number, p.id AS person, p.position, p.name AS registered_name
  FROM persons p
  CROSS JOIN LATERAL (SELECT p.identity_id AS id UNION ALL SELECT a.id FROM identities a
    WHERE a.alias_of = p.identity_id) n
  JOIN identities i ON i.number_id = n.id AND i.alias_of IS NULL
  WHERE p.id = ANY($1::uuid[])),
-- who reported under each of them
reports AS (
  SELECT r.identity_id, r.department, r.status <> 'VOIDED' AS stands
  FROM assistance_records r, i WHERE r.identity_id = i.id {tables})
SELECT i.id, i.name, reports.department, i.of_number, i.person, i.position, i.registered_name, reports.stands
FROM i JOIN reports ON reports.identity_id = i.id"""
