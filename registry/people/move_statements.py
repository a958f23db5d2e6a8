"""Statements of a move: persons, memberships and lineage of those who come, and what goes along with them."""

from registry.identity.identity_numbers import number_ends, number_kind
from registry.identity.names import masked_name
from registry.identity.vault import ID_NUMBER
from registry.people.arrivals import Arrival
from registry.people.households import BELONGS
from registry.store.arrays import Rows
from registry.store.database import new_id

PERSONS = Rows[Arrival](
    id=("uuid", lambda arrival: arrival.person),
    identity_id=("uuid", lambda arrival: arrival.held.identity),
    position=("bigint", lambda arrival: arrival.position),
    name=("text", lambda arrival: arrival.member.name),
    name_masked=("text", lambda arrival: masked_name(arrival.member.name)),
    id_number_masked=("text", lambda arrival: number_ends(arrival.member.id_number)),
    id_kind=("text", lambda arrival: number_kind(arrival.member.id_number)),
    sex=("text", lambda arrival: arrival.member.sex),
    birth_date=("date", lambda arrival: arrival.member.birth_date),
)

ENTER = f"INSERT INTO persons ({PERSONS.names}) SELECT * FROM {PERSONS.unnest('person')}"

SEALED = Rows[tuple[Arrival, bytes]](
    id=("uuid", lambda row: row[0].held.identity),
    sealed=("bytea", lambda row: row[1]),
    position=("bigint", lambda row: row[0].position),
)

# The number may have been another person's until it was corrected.
SEAL = f"""INSERT INTO vault ({SEALED.names}, attribute) SELECT *, '{ID_NUMBER}' FROM {SEALED.unnest("number")}
ON CONFLICT DO NOTHING"""

RELATIONS = Rows[Arrival](
    person_id=("uuid", lambda arrival: arrival.person),
    relation=("text", lambda arrival: arrival.member.relation),
    new_id=("uuid", lambda _: new_id()),
)

LEFT = Rows[Arrival](
    person_id=("uuid", lambda arrival: arrival.person),
    left_on=("date", lambda arrival: arrival.member.since),
    new_id=("uuid", lambda _: new_id()),
)

# The open row is superseded by another, and both say the same instant: at every instant exactly one was known. All are
# superseded before any is written, for two may change places. The persons are the first of the rows' arrays.
SUPERSEDE = """WITH instant AS MATERIALIZED (SELECT clock_timestamp() AS at),
superseded AS (
  UPDATE memberships m SET superseded_at = instant.at
  FROM instant, {rows}
  WHERE m.person_id = ANY($1::uuid[]) AND m.person_id = new.person_id
    AND m.valid_to IS NULL AND m.superseded_at IS NULL {changed}
  RETURNING m.household_id, m.valid_from, m.superseded_at, m.position, m.relation AS old_relation, new.*)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to, end_reason, recorded_at)
SELECT new_id, household_id, person_id, position, {relation}, valid_from, {valid_to}, {reason}, superseded_at
FROM superseded
WHERE (SELECT count(*) FROM superseded) >= 0"""

RELATE = SUPERSEDE.format(
    rows=RELATIONS.unnest("new"),
    changed="AND m.relation <> new.relation",
    relation="relation",
    valid_to="NULL::date",
    reason="NULL",
)
LEAVE = SUPERSEDE.format(
    rows=LEFT.unnest("new"), changed="", relation="old_relation", valid_to="left_on", reason="NULL"
)

MOVED = Rows[Arrival](
    person_id=("uuid", lambda arrival: arrival.person),
    old_id=("uuid", lambda arrival: arrival.comes_from),
    household_id=("uuid", lambda arrival: arrival.household),
    position=("bigint", lambda arrival: arrival.position),
)
FOLLOWING = f"""SELECT m.id, n.household_id, n.position FROM {MOVED.unnest("n")}
  CROSS JOIN LATERAL (SELECT * FROM matters m WHERE m.household_id = n.old_id OFFSET 0) m
  WHERE m.closed_on IS NULL AND (m.person_id = n.person_id
    OR m.person_id IS NULL AND NOT EXISTS (SELECT FROM memberships s WHERE s.household_id = n.old_id
      AND s.valid_to IS NULL AND s.superseded_at IS NULL))"""
FOLLOW = [
    f"""WITH m AS MATERIALIZED ({FOLLOWING})
UPDATE {table} t SET household_id = m.household_id, position = m.position
FROM m WHERE t.{key} = ANY(ARRAY(SELECT id FROM m)) AND t.{key} = m.id"""
    for table, key in (("matter_lines", "matter_id"), ("matter_steps", "matter_id"), ("matters", "id"))
]

# A household to which nobody belongs any more goes along with its chain: the county they came to answers for it now.
EMPTIED = f"""UPDATE households h SET position = n.position,
  division = (SELECT o.division FROM households o WHERE o.id = n.household_id)
FROM {MOVED.unnest("n")}
WHERE h.id = n.old_id AND h.position <> n.position AND (SELECT true FROM memberships m
  WHERE m.household_id = n.old_id AND {BELONGS.format("m")} LIMIT 1) IS NULL"""

JOINED = Rows[Arrival](
    id=("uuid", lambda _: new_id()),
    household_id=("uuid", lambda arrival: arrival.household),
    person_id=("uuid", lambda arrival: arrival.person),
    position=("bigint", lambda arrival: arrival.position),
    relation=("text", lambda arrival: arrival.member.relation),
    valid_from=("date", lambda arrival: arrival.member.since),
)

JOIN = f"INSERT INTO memberships ({JOINED.names}) SELECT * FROM {JOINED.unnest('member')}"

ANCESTORS = Rows[Arrival](
    household_id=("uuid", lambda arrival: arrival.household),
    ancestor_id=("uuid", lambda arrival: arrival.comes_from),
    person_id=("uuid", lambda arrival: arrival.person),
    position=("bigint", lambda arrival: arrival.position),
    until=("date", lambda arrival: arrival.left_on),
    kind=("text", lambda arrival: arrival.change),
)

# What the household left had come from reaches on into the new one, up to the day it was left.
LINEAGE = f"""WITH n AS MATERIALIZED (SELECT * FROM {ANCESTORS.unnest("ancestor")})
INSERT INTO lineage ({ANCESTORS.names})
SELECT * FROM n
UNION
SELECT n.household_id, l.ancestor_id, n.person_id, n.position, l.until, l.kind
FROM n CROSS JOIN LATERAL (SELECT * FROM lineage l WHERE l.household_id = n.ancestor_id OFFSET 0) l
WHERE l.ancestor_id <> n.household_id AND l.undone_at IS NULL
ON CONFLICT (household_id, ancestor_id, person_id) DO UPDATE SET until = excluded.until, kind = excluded.kind,
  position = excluded.position, recorded_at = clock_timestamp(), undone_at = NULL
WHERE lineage.undone_at IS NOT NULL"""
