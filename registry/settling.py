"""Settling: everything that belongs to a household lies where the household lies.

A household's position stands on every row it owns, because row level security and paging read it there. What was
reported of someone not yet registered waits by identity and is taken over here.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import Table

from registry.connection import Connection
from registry.database import metadata

MEMBERS = """JOIN memberships m ON m.household_id = h.id AND m.valid_to IS NULL AND m.superseded_at IS NULL
  JOIN persons p ON p.id = m.person_id WHERE h.id = ANY($1)"""


async def settle(connection: Connection, households: Sequence[UUID]) -> None:
    """Bring all rows of these households and their members to where the households are.

    Within `sight.everywhere`, since what was reported before may have been paid in any division.
    """
    if households:
        for statement in _statements():
            await connection.execute(statement, [list(households)], prepare=True)


def _statements() -> Iterator[str]:
    yield PERSONS
    yield TAKE_OVER_RECORDS
    yield TAKE_OVER_LINKS
    for table in metadata.sorted_tables:
        if "position" in table.columns:
            yield from _follow(table)


def _follow(table: Table) -> Iterator[str]:
    name = table.name
    moved = "t.position IS DISTINCT FROM h.position"
    update = f"UPDATE {name} t SET position = h.position FROM households h"
    if name == "determinations":
        yield f"{update} {MEMBERS} AND t.person_id = p.id AND {moved}"
    elif "household_id" in table.columns:
        yield f"{update} WHERE h.id = ANY($1) AND t.household_id = h.id AND {moved}"
    elif "identity_id" in table.columns and name != "persons":
        yield f"{update} {MEMBERS} AND t.identity_id = p.identity_id AND {moved}"
    elif "paying_position" in table.columns:
        record = "record_id" if "record_id" in table.columns else "id"
        yield f"""UPDATE {name} t SET position = h.position FROM assistance_records h
WHERE h.household_id = ANY($1) AND t.{record} = h.id AND {moved}"""


PERSONS = f"""UPDATE persons t SET position = h.position FROM households h {MEMBERS}
  AND t.id = p.id AND t.position <> h.position"""

# A household programme's record is the household's, a person's programme's the person's too.
TAKE_OVER_RECORDS = f"""UPDATE assistance_records t SET household_id = h.id, position = h.position,
  person_id = CASE WHEN g.unit = 'person' THEN p.id END,
  subject_id = CASE WHEN g.unit = 'person' THEN t.identity_id ELSE h.id END
FROM programmes g, households h {MEMBERS}
  AND t.identity_id = p.identity_id AND t.household_id IS NULL AND g.code = t.programme"""

# What concerns the household as a whole names no person.
TAKE_OVER_LINKS = f"""UPDATE chain_links t SET household_id = h.id, position = h.position,
  person_id = CASE WHEN t.programme IN (SELECT code FROM programmes WHERE unit = 'household') THEN NULL ELSE p.id END
FROM households h {MEMBERS} AND t.identity_id = p.identity_id AND t.household_id IS NULL"""
