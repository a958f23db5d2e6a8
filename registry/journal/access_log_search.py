"""Search of the access log (查询日志检索): who looked at whom in a time, for the office that answers for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg

from registry.store.arrays import array


@dataclass(frozen=True)
class Sought:
    """Rows from one moment to before another, of everybody or of a client, of everyone or of a person."""

    since: datetime
    until: datetime
    client: str | None = None
    person: "Traces | None" = None


@dataclass(frozen=True)
class Traces:
    """What the log calls a person: the ids under which they, their households and lists that hold them are shown, and
    their numbers."""

    subjects: Sequence[UUID]
    indexes: Sequence[str]


class Looked(NamedTuple):
    """A row of the log."""

    at: datetime
    kind: str
    client: str
    department: str
    purpose: str | None
    purpose_note: str | None
    operation: str | None
    attributes: Sequence[str] | None
    subjects: int
    lines: int | None
    refusal: str | None
    request: str


def traces(connection: psycopg.Connection, ranges: str, indexes: Sequence[bytes]) -> Traces:
    """What the log calls the person of these blind indexes, of whom one is the present one."""
    with connection.transaction():
        connection.execute(CALLER, [ranges, ""])
        rows = connection.execute(SUBJECTS, [list(indexes)]).fetchall()
    return Traces([id for (id,) in rows], [index.hex() for index in indexes])


def search(connection: psycopg.Connection, departments: Iterable[str], sought: Sought, most: int) -> Sequence[Looked]:
    """The newest rows that are sought, at most so many, of these departments; newest first."""
    found = [row for department in departments for row in _of(connection, department, sought, most)]
    return sorted(found, key=lambda row: row.at, reverse=True)[:most]


def _of(connection: psycopg.Connection, department: str, sought: Sought, most: int) -> Iterator[Looked]:
    person = sought.person or Traces((), ())
    values = {
        "since": sought.since,
        "until": sought.until,
        "client": sought.client,
        "anyone": sought.person is None,
        "subjects": array(person.subjects),
        "indexes": [f"%{index}%" for index in person.indexes],
        "most": most,
    }
    with connection.transaction():
        connection.execute(CALLER, ["", department])
        for row in connection.execute(SEARCH, values).fetchall():
            yield Looked(*row)


CALLER = "SELECT set_config('hub.ranges', %s, true), set_config('hub.department', %s, true)"

# A merge lets several identities and persons be one; all of them are looked for. A list that was shown is named by its
# own id, and keeps whom it holds.
SUBJECTS = """WITH named AS (SELECT coalesce(alias_of, id) AS id FROM identities WHERE index = ANY(%s)),
people AS (
  SELECT p.id, p.merged_into FROM persons p JOIN identities i ON i.id = p.identity_id
  WHERE coalesce(i.alias_of, i.id) IN (SELECT id FROM named)),
ever AS (
  SELECT id FROM people UNION SELECT merged_into FROM people WHERE merged_into IS NOT NULL
  UNION SELECT d.id FROM persons d JOIN people p ON d.merged_into = p.id),
homes AS (SELECT m.household_id AS id FROM memberships m JOIN ever e ON e.id = m.person_id)
SELECT id FROM ever UNION SELECT id FROM homes
UNION SELECT s.snapshot_id FROM snapshot_items s JOIN homes h ON h.id = s.household_id
  WHERE s.person_id IS NULL OR s.person_id IN (SELECT id FROM ever)"""

SEARCH = """SELECT at, kind, client, department, purpose, purpose_note, operation, attributes, cardinality(subjects),
  count, refusal, request
FROM access_log
WHERE at >= %(since)s AND at < %(until)s AND (%(client)s::text IS NULL OR client = %(client)s)
  AND (%(anyone)s OR subjects && %(subjects)s::uuid[] OR variables LIKE ANY (%(indexes)s))
ORDER BY at DESC LIMIT %(most)s"""
