"""Whom a proposal is about: found by what its act names, with what stands of it beside what is entered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from registry.identity.identity_numbers import MASK
from registry.matters.proposals import About
from registry.people.person_locks import LAST_HOME
from registry.store.connection import Connection


async def found(connection: Connection, kind: str, value: object) -> About | None:
    """What an id or number of this kind names in the transaction's divisions."""
    return await connection.fetch_one(_about, SUBJECTS[kind], [value])


def _about(household: UUID | None, person: UUID | None, position: int, standing: Mapping[str, Any] | None) -> About:
    return About(household, person, position, dict(standing or {}))


_PERSON = f"""json_build_object('name', p.name_masked, 'idNumber', '{MASK}', 'sex', p.sex,
  'birthDate', p.birth_date)"""
_DETERMINATION = """json_build_object('category', d.category, 'basis', d.basis, 'support', d.support,
  'validFrom', d.valid_from, 'validTo', d.valid_to, 'on', d.valid_to, 'number', d.number, 'reviewDue', d.review_due)"""
_OF_PERSON = f"""SELECT home.household_id, p.id, p.position, {_PERSON} FROM persons p
LEFT JOIN LATERAL ({LAST_HOME.format("p.id")}) home ON true"""

SUBJECTS: Mapping[str, str] = {
    "household": "SELECT h.id, NULL::uuid, h.position, NULL::json FROM households h WHERE h.id = $1",
    "household_number": "SELECT h.id, NULL::uuid, h.position, NULL::json FROM households h WHERE h.number = $1",
    "person": f"{_OF_PERSON} WHERE p.id = $1",
    "id_number": f"""{_OF_PERSON} WHERE p.identity_id = (SELECT coalesce(i.alias_of, i.id) FROM identities i
  WHERE i.index = $1 OR i.next_index = $1)""",
    "determination": f"""SELECT coalesce(home.household_id, d.household_id), d.person_id, d.position, {_DETERMINATION}
FROM determinations d LEFT JOIN LATERAL ({LAST_HOME.format("d.person_id")}) home ON true WHERE d.id = $1""",
}
