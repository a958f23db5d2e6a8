"""Corrected provisional persons: found under what they are called by now, though their number is made of the old."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from registry.identity.identities import ID_CARD
from registry.identity.names import plain_name
from registry.identity.vault import Vault
from registry.people.arrivals import Member
from registry.people.provisional_identities import provisional_number
from registry.people.registration_checks import Entry
from registry.store.connection import Connection, Question
from registry.store.widened_ranges import everywhere


class Particulars(NamedTuple):
    """What a provisional number is made of, beside the county."""

    household: str
    name: str
    sex: str
    birth_date: datetime.date


class Corrected(NamedTuple):
    """Whom the hub gave a number, as they stood then, and the indexes of that number."""

    first: Particulars
    indexes: frozenset[bytes]


async def recognize(connection: Connection, vault: Vault, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with the number that a member without one was given, where they are told as corrected since.

    Whom else they name is left as it is. The persons are locked: a correction at the same time is waited for.
    """
    numbers = [entry.number for entry in entries if any(member.provisional for member in entry.members)]
    if not numbers:
        return list(entries)
    async with everywhere(connection):
        _, rows = await connection.together([Question(LOCK, [numbers]), Question(CORRECTED, [numbers])])
    corrected = dict(connection.read(_corrected, rows))
    return [
        replace(entry, members=tuple(_recognized(vault, entry, member, corrected) for member in entry.members))
        for entry in entries
    ]


def _corrected(
    indexes: list[bytes | None], household: str, name: str, sex: str, born: datetime.date, *first: Any
) -> tuple[Particulars, Corrected]:
    now = Particulars(household, plain_name(name), sex, born)
    return now, Corrected(Particulars(household, *first), frozenset(bytes(index) for index in indexes if index))


def _recognized(vault: Vault, entry: Entry, member: Member, corrected: Mapping[Particulars, Corrected]) -> Member:
    known = corrected.get(Particulars(entry.number, plain_name(member.name), member.sex, member.birth_date))
    if not member.provisional or not known:
        return member
    number = provisional_number(vault, entry.division, *known.first)
    # Made otherwise, as in another county, it is not the one they were given.
    if known.indexes.isdisjoint(vault.candidates(ID_CARD, number)):
        return member
    return replace(member, id_number=number, index=vault.blind_index(ID_CARD, number))


# Who came into the households without a number, and the identity of the one they were given.
MEMBERS = """FROM households h
CROSS JOIN LATERAL (SELECT * FROM memberships m WHERE m.household_id = h.id AND m.superseded_at IS NULL OFFSET 0) m
CROSS JOIN LATERAL (SELECT * FROM persons p WHERE p.id = m.person_id OFFSET 0) p
CROSS JOIN LATERAL (SELECT * FROM provisional_identities v WHERE v.person_id = p.id OFFSET 0) v"""

LOCK = f"""SELECT i.id FROM identities i
WHERE i.id = ANY(ARRAY(SELECT p.identity_id {MEMBERS} WHERE h.number = ANY($1::text[])))
ORDER BY i.id FOR NO KEY UPDATE"""

# The first correction has what the number was made of.
CORRECTED = f"""SELECT ARRAY[i.index, i.next_index], h.number, p.name, p.sex, p.birth_date,
  c.old_name, c.old_sex, c.old_birth_date
{MEMBERS}
CROSS JOIN LATERAL (SELECT * FROM identities i WHERE i.id = v.identity_id OFFSET 0) i
JOIN LATERAL (SELECT old_name, old_sex, old_birth_date FROM person_corrections
  WHERE person_id = p.id ORDER BY recorded_at LIMIT 1) c ON true
WHERE h.number = ANY($1::text[])"""
