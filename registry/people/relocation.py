"""Relocation: everything that belongs to a household lies where the household lies.

A household's position stands on every row it owns, because row level security and paging read it there. What was
reported of someone not yet registered waits by identity and is taken over here.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import Table

from registry.people.departures import DEPART, DWELLERS, Dweller
from registry.people.household_versions import keep_versions
from registry.people.households import BELONGS
from registry.store.connection import Connection
from registry.store.database import metadata


async def settle(connection: Connection, households: Sequence[UUID]) -> None:
    """Bring all rows of these households and their members to where the households are.

    Within `widened_ranges.everywhere`, since what was reported before may have been paid in any division.
    """
    arrays = DWELLERS.arrays(await connection.fetch(Dweller, WHERE, [list(households)]))
    for statement in _statements():
        await connection.execute(statement, arrays, prepare=True)
    await keep_versions(connection, households)


WHERE = f"""SELECT h.id, h.position, p.id, p.identity_id FROM households h
LEFT JOIN memberships m ON m.household_id = h.id AND {BELONGS.format("m")}
LEFT JOIN persons p ON p.id = m.person_id
WHERE h.id = ANY($1)"""

DWELLING = DWELLERS.unnest("h")


def _statements() -> Iterator[str]:
    yield TAKE_OVER_RECORDS
    yield TAKE_OVER_LINKS
    yield TAKE_OVER_STEPS
    yield TAKE_OVER_MATTERS
    yield DEPART
    for table in metadata.sorted_tables:
        if "position" in table.columns and not table.info.get("stays"):
            yield from _follow(table)


def _follow(table: Table) -> Iterator[str]:
    """Rows of a person go by the person, rows of a household by the household, details of a record by the record."""
    update = f"UPDATE {table.name} t SET position = h.position FROM {DWELLING}"
    moved = "t.position IS DISTINCT FROM h.position"
    if table.name == "persons":
        yield f"{update} WHERE t.id = h.person_id AND {moved}"
    elif table.name == "determinations" or ("person_id" in table.columns and "household_id" not in table.columns):
        yield f"{update} WHERE t.person_id = h.person_id AND {moved}"
    elif "household_id" in table.columns:
        yield f"{update} WHERE t.household_id = h.household_id AND {moved}"
    elif "identity_id" in table.columns:
        yield f"{update} WHERE t.identity_id = h.identity_id AND {moved}"
    elif "paying_position" in table.columns:
        record = "record_id" if "record_id" in table.columns else "id"
        yield f"""{update} JOIN assistance_records r ON r.household_id = h.household_id
WHERE t.{record} = r.id AND {moved}"""


# A household programme's record is the household's, a person's programme's the person's too.
TAKE_OVER_RECORDS = f"""UPDATE assistance_records t SET household_id = h.household_id, position = h.position,
  person_id = CASE WHEN g.unit = 'person' THEN h.person_id END,
  subject_id = CASE WHEN g.unit = 'person' THEN t.identity_id ELSE h.household_id END
FROM {DWELLING}, programmes g
WHERE t.identity_id = h.identity_id AND t.household_id IS NULL AND g.code = t.programme"""

# What is still owed about a help given before its person was registered, and visits to who was in no household.
WAITED = f"""(
  SELECT m.id, h.household_id, h.person_id, h.position
  FROM {DWELLING} JOIN assistance_records r ON r.identity_id = h.identity_id JOIN matters m ON m.record_id = r.id
  WHERE m.household_id IS NULL
  UNION
  SELECT m.id, h.household_id, h.person_id, h.position
  FROM {DWELLING} JOIN identities i ON i.alias_of = h.identity_id JOIN matters m ON m.identity_id = i.id
  WHERE m.household_id IS NULL) w"""

TAKE_OVER_STEPS = f"""UPDATE matter_steps t SET household_id = w.household_id, position = w.position
FROM {WAITED} WHERE t.matter_id = w.id"""

TAKE_OVER_MATTERS = f"""UPDATE matters t SET household_id = w.household_id, person_id = w.person_id,
  position = w.position
FROM {WAITED} WHERE t.id = w.id"""

# What concerns the household as a whole names no person. A record that waits for somebody else keeps its links.
TAKE_OVER_LINKS = f"""UPDATE chain_links t SET household_id = h.household_id, position = h.position,
  person_id = CASE WHEN t.programme IN (SELECT code FROM programmes WHERE unit = 'household') THEN NULL
    ELSE h.person_id END
FROM (
  SELECT h.*, h.identity_id AS reported_id FROM {DWELLING}
  UNION ALL SELECT h.*, i.id FROM {DWELLING} JOIN identities i ON i.alias_of = h.identity_id) h
WHERE t.identity_id = h.reported_id AND t.household_id IS NULL AND t.position IS NULL
  AND NOT EXISTS (SELECT FROM assistance_records r WHERE r.id = t.record_id AND r.household_id IS NULL)"""
