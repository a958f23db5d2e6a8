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
    for statement in _of_records():
        await connection.execute(statement, arrays[:1], prepare=True)
    await keep_versions(connection, households)


WHERE = f"""SELECT h.id, h.position, p.id, p.identity_id FROM households h
LEFT JOIN LATERAL (SELECT * FROM memberships m WHERE m.household_id = h.id AND {BELONGS.format("m")} OFFSET 0) m ON true
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
    """Rows of a person go by the person, rows of a household by the household, what was reported by the identity."""
    columns = set(table.columns.keys())
    if table.name == "persons":
        by, of = "id", "person_id"
    elif table.name == "determinations" or ("person_id" in columns and "household_id" not in columns):
        by = of = "person_id"
    elif "household_id" in columns:
        by = of = "household_id"
    elif "identity_id" in columns:
        by = of = "identity_id"
    else:
        return
    yield _moved(table.name, by, f"SELECT h.{of}, h.position FROM {DWELLING}")


def _of_records() -> Iterator[str]:
    """Payments, clashes and details go by their record, once it lies where its household does."""
    records = "SELECT r.id, r.position FROM assistance_records r WHERE r.household_id = ANY($1::uuid[])"
    for table in metadata.sorted_tables:
        columns = set(table.columns.keys())
        if {"position", "paying_position"} <= columns and "household_id" not in columns:
            yield _moved(table.name, "record_id" if "record_id" in columns else "id", records)


def _moved(table: str, key: str, places: str) -> str:
    """Bring the rows of these keys to their `places`: first it is seen, key by key, of which some lie elsewhere.

    A join by itself may read the whole table, where PostgreSQL thinks that its rows are alike.
    """
    return f"""WITH moved AS MATERIALIZED (
  SELECT DISTINCT key, position FROM ({places} OFFSET 0) place(key, position)
  WHERE (SELECT true FROM {table} t WHERE t.{key} = place.key AND t.position IS DISTINCT FROM place.position LIMIT 1))
UPDATE {table} t SET position = m.position FROM moved m
WHERE t.{key} = ANY(ARRAY(SELECT key FROM moved)) AND t.{key} = m.key AND t.position IS DISTINCT FROM m.position"""


# A household programme's record is the household's, a person's programme's the person's too.
TAKE_OVER_RECORDS = f"""UPDATE assistance_records t SET household_id = h.household_id, position = h.position,
  person_id = CASE WHEN g.unit = 'person' THEN h.person_id END,
  subject_id = CASE WHEN g.unit = 'person' THEN t.identity_id ELSE h.household_id END
FROM {DWELLING}, programmes g
WHERE t.identity_id = h.identity_id AND t.household_id IS NULL AND g.code = t.programme"""

# What is still owed about a help given before its person was registered, and visits to who was in no household.
WAITED = f"""w AS MATERIALIZED (
  SELECT m.id, h.household_id, h.person_id, h.position FROM {DWELLING}
    CROSS JOIN LATERAL (SELECT * FROM assistance_records r WHERE r.identity_id = h.identity_id OFFSET 0) r
    CROSS JOIN LATERAL (SELECT * FROM matters m WHERE m.record_id = r.id OFFSET 0) m
  WHERE m.household_id IS NULL
  UNION
  SELECT m.id, h.household_id, h.person_id, h.position FROM {DWELLING}
    CROSS JOIN LATERAL (SELECT * FROM identities i WHERE i.alias_of = h.identity_id OFFSET 0) i
    CROSS JOIN LATERAL (SELECT * FROM matters m WHERE m.identity_id = i.id OFFSET 0) m
  WHERE m.household_id IS NULL)"""

TAKE_OVER_STEPS = f"""WITH {WAITED}
UPDATE matter_steps t SET household_id = w.household_id, position = w.position
FROM w WHERE t.matter_id = ANY(ARRAY(SELECT id FROM w)) AND t.matter_id = w.id"""

TAKE_OVER_MATTERS = f"""WITH {WAITED}
UPDATE matters t SET household_id = w.household_id, person_id = w.person_id, position = w.position
FROM w WHERE t.id = ANY(ARRAY(SELECT id FROM w)) AND t.id = w.id"""

# What concerns the household as a whole names no person. A record that waits for somebody else keeps its links.
TAKE_OVER_LINKS = f"""UPDATE chain_links t SET household_id = h.household_id, position = h.position,
  person_id = CASE WHEN t.programme IN (SELECT code FROM programmes WHERE unit = 'household') THEN NULL
    ELSE h.person_id END
FROM (
  SELECT h.*, h.identity_id AS reported_id FROM {DWELLING}
  UNION ALL SELECT h.*, i.id FROM {DWELLING} JOIN identities i ON i.alias_of = h.identity_id) h
WHERE t.identity_id = h.reported_id AND t.household_id IS NULL AND t.position IS NULL
  AND NOT EXISTS (SELECT FROM assistance_records r WHERE r.id = t.record_id AND r.household_id IS NULL)"""
