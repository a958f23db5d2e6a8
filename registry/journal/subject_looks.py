"""Subject access (本人查询留痕): who looked at one person, found by the index of whom each row of the log shows."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import psycopg

from registry.errors import Refusal
from registry.reference.calendar import ZONE
from registry.store.arrays import array
from registry.store.connection import Connection


class Trace(NamedTuple):
    """An id under which the log shows somebody: their own, or from a day to a day that of where they live."""

    id: UUID
    own: bool
    since: date | None
    until: date | None


class Position(NamedTuple):
    """Behind which row a page begins."""

    at: datetime
    id: int

    @classmethod
    def read(cls, cursor: str) -> "Position":
        """As `cursor` wrote it; raises BAD_CURSOR."""
        at, _, id = cursor.partition("/")
        try:
            moment, number = datetime.fromisoformat(at), int(id)
        except ValueError:
            raise Refusal("BAD_CURSOR", "after") from None
        if moment.tzinfo is None or not 0 <= number < 1 << 63:
            raise Refusal("BAD_CURSOR", "after")
        return cls(moment, number)

    @property
    def cursor(self) -> str:
        return f"{self.at.isoformat()}/{self.id}"


class SubjectLook(NamedTuple):
    """A row of the log that showed somebody."""

    at: datetime
    id: int
    kind: str
    client: str
    department: str
    actor_kind: str | None
    actor: str | None
    purpose: str | None
    note: str | None
    operation: str | None
    attributes: Sequence[str] | None
    subjects: Sequence[UUID]
    own: bool
    """Whether it names the person, and not only the household."""

    @property
    def position(self) -> Position:
        return Position(self.at, self.id)


async def traces(connection: Connection, indexes: Sequence[bytes], ranges: str) -> list[Trace]:
    """Under what the log shows the person of these blind indexes; nothing where they do not live in the ranges.

    The connection sees the whole province: where somebody has lived is theirs to ask about.
    """
    return await connection.fetch(Trace, TRACES, [list(indexes), ranges])


async def relatives(connection: Connection, traces: Sequence[Trace], shown: Collection[UUID]) -> set[UUID]:
    """Who of those that were shown has lived with the person."""
    own = {trace.id for trace in traces if trace.own}
    homes = [trace.id for trace in traces if not trace.own]
    rows = await (await connection.execute(RELATIVES, [homes, list(shown)])).fetchall()
    return {id for (id,) in rows} - own


def looks(
    connection: psycopg.Connection, traces: Sequence[Trace], department: str | None, after: Position | None, most: int
) -> list[SubjectLook]:
    """The newest rows that showed the person, of a department or of all; asked as the authorization server, to whom
    the log's rows are not divided by department."""
    homes = [trace for trace in traces if not trace.own]
    values = {
        "own": array([trace.id for trace in traces if trace.own]),
        "all": array([trace.id for trace in traces]),
        "homes": array([trace.id for trace in homes]),
        "since": [trace.since for trace in homes],
        "until": [trace.until for trace in homes],
        "zone": str(ZONE),
        "department": department,
        "at": after and after.at,
        "id": after and after.id,
        "most": most,
    }
    return [SubjectLook(*row) for row in connection.execute(LOOKS, values).fetchall()]


# A merge lets several identities and persons be one, and a corrected number leaves the person whose it was.
TRACES = """WITH named AS (SELECT coalesce(alias_of, id) AS id FROM identities WHERE index = ANY($1::bytea[])),
people AS (
  SELECT p.id, p.merged_into FROM persons p JOIN identities i ON i.id = p.identity_id
  WHERE coalesce(i.alias_of, i.id) IN (SELECT id FROM named)),
ever AS (
  SELECT id FROM people UNION SELECT merged_into FROM people WHERE merged_into IS NOT NULL
  UNION SELECT d.id FROM persons d JOIN people p ON d.merged_into = p.id),
here AS (SELECT FROM persons p JOIN ever e ON e.id = p.id WHERE p.position <@ $2::int8multirange),
homes AS (
  SELECT m.household_id AS id, m.valid_from, m.valid_to FROM memberships m JOIN ever e ON e.id = m.person_id
  WHERE m.superseded_at IS NULL),
traces AS (
  SELECT id, true AS own, NULL::date AS since, NULL::date AS until FROM ever
  UNION SELECT p.identity_id, true, NULL, NULL FROM persons p JOIN ever e ON e.id = p.id
  UNION SELECT id, false, valid_from, valid_to FROM homes
  UNION SELECT s.snapshot_id, s.person_id IS NOT NULL, h.valid_from, h.valid_to
    FROM snapshot_items s JOIN homes h ON h.id = s.household_id
    WHERE s.person_id IS NULL OR s.person_id IN (SELECT id FROM ever))
SELECT id, own, since, until FROM traces WHERE EXISTS (SELECT FROM here)"""

RELATIVES = """SELECT DISTINCT m.person_id FROM memberships m
WHERE m.household_id = ANY($1::uuid[]) AND m.person_id = ANY($2::uuid[])"""

LOOKS = """SELECT l.at, l.id, l.kind, l.client, l.department, a.kind, a.name, l.purpose, l.purpose_note, l.operation,
  l.attributes, l.subjects, l.subjects && %(own)s::uuid[]
FROM access_log l LEFT JOIN actors a ON a.id = l.actor_id
WHERE l.subjects && %(all)s::uuid[] AND (l.subjects && %(own)s::uuid[] OR EXISTS (
    SELECT FROM unnest(%(homes)s::uuid[], %(since)s::date[], %(until)s::date[]) h(id, since, until)
    WHERE h.id = ANY(l.subjects) AND h.since <= (l.at AT TIME ZONE %(zone)s)::date
      AND (h.until IS NULL OR (l.at AT TIME ZONE %(zone)s)::date < h.until)))
  AND (%(department)s::text IS NULL OR l.department = %(department)s)
  AND (%(at)s::timestamptz IS NULL OR (l.at, l.id) < (%(at)s::timestamptz, %(id)s::bigint))
ORDER BY l.at DESC, l.id DESC LIMIT %(most)s"""
