"""Clashes (重复救助): standing help that is not meant to be given together with what is reported now."""

from collections.abc import Sequence
from uuid import UUID

from registry.aid.entries import Clash, Entry
from registry.aid.repetition import Decided
from registry.store.arrays import columns
from registry.store.connection import FEW, Connection, Question


async def clashing(
    connection: Connection, department: str, entries: Sequence[Entry], decided: Sequence[Decided]
) -> dict[int, list[Clash]]:
    """Standing help that excludes the granted one (`excludes` of the catalogue), or is the same given elsewhere.

    Of two in one batch the later clashes with the earlier.
    """
    granted = [n for n, d in enumerate(decided) if d.outcome == "ACCEPTED" and entries[n].status == "GRANTED"]
    found: dict[int, list[Clash]] = {}
    if not granted:
        return found
    rows = [_compared(n, entries[n], decided[n].record) for n in granted]
    for n, *clash in await connection.rows(Question(CLASHES, [department, *columns(rows)]), len(rows) <= FEW):
        found.setdefault(n, []).append(Clash(*clash))
    return found


def _compared(n: int, entry: Entry, record: UUID) -> tuple[object, ...]:
    return (
        n, record, entry.programme, entry.unit, entry.division, entry.person.identity, entry.person.household,
        entry.span.starts, entry.span.ends, entry.span.label, entry.event, entry.happened_on,
    )  # fmt: skip # in the order of the columns


# Only help that the programme excludes, or of the programme itself, is looked at; and that of the rest of the household
# only where it could matter: a person's programme is not given twice because somebody else has it too.
# A household's record covers its members. One house and one event are helped once, whenever; the rest while both stand.
# The same programme elsewhere is the same help in the same period, whoever pays.
CLASHES = """WITH i AS MATERIALIZED (
  SELECT * FROM unnest($2::int[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::date[],
    $10::date[], $11::text[], $12::text[], $13::date[])
    u(n, id, programme, unit, division, identity, household, starts, ends, label, event, happened_on)),
rivals AS MATERIALIZED (
  SELECT DISTINCT programme, programme AS other, NULL AS same, unit = 'household' AS at_home FROM i
  UNION ALL
  SELECT e.programme, e.other, e.same, g.unit = 'household' OR e.same NOT IN ('person', 'term')
  FROM programme_exclusions e JOIN programmes g ON g.code = e.other
  WHERE e.programme IN (SELECT programme FROM i) AND e.other <> e.programme),
sought AS MATERIALIZED (
  SELECT i.n, i.programme, i.identity,
    CASE WHEN i.programme IN (SELECT programme FROM rivals WHERE at_home) THEN i.household END AS household
  FROM i),
pairs AS (
  SELECT i.n, e.n AS earlier FROM i JOIN i e ON e.identity = i.identity AND e.n < i.n
  UNION SELECT i.n, e.n FROM i JOIN i e ON e.household = i.household AND e.n < i.n),
others AS MATERIALIZED (
  SELECT i.n, r.id, r.department, r.programme, r.division, r.identity_id AS identity, r.household_id AS household,
    r.person_id IS NULL AS whole, r.starts, least(r.ended_on, r.ends) AS ends, r.label, r.event, r.happened_on
  FROM sought i JOIN assistance_records r ON r.status = 'GRANTED'
    AND (r.identity_id = i.identity OR r.household_id = i.household)
  JOIN rivals v ON v.programme = i.programme AND v.other = r.programme
  UNION ALL
  SELECT pairs.n, e.id, $1, e.programme, e.division, e.identity, e.household, e.unit = 'household', e.starts, e.ends,
    e.label, e.event, e.happened_on
  FROM pairs JOIN i e ON e.n = pairs.earlier),
compared AS (
  SELECT i.n, i.unit, i.programme = r.programme AS again, r.department, r.programme, r.happened_on, r.id, r.whole,
    r.identity = i.identity AS person, coalesce(r.household = i.household, false) AS household,
    coalesce(r.household = i.household, r.identity = i.identity) AS home, r.event = i.event AS event,
    CASE WHEN i.label IS NULL OR r.label IS NULL THEN NULL ELSE r.label = i.label END AS label,
    r.starts < coalesce(i.ends, 'infinity') AND i.starts < coalesce(r.ends, 'infinity') AS days,
    CASE WHEN i.programme <> r.programme THEN v.same
      WHEN (r.department, r.division) IS NOT DISTINCT FROM ($1, i.division) THEN NULL
      WHEN i.event IS NOT NULL THEN 'event' ELSE i.unit END AS same
  FROM i JOIN others r ON r.n = i.n JOIN rivals v ON v.programme = i.programme AND v.other = r.programme)
SELECT DISTINCT n, department, programme, to_char(happened_on, 'YYYY-MM'), same, id
FROM compared
WHERE CASE
    WHEN same IS NULL THEN false
    WHEN again THEN (CASE unit WHEN 'person' THEN person ELSE home END) AND coalesce(label, days)
    WHEN same = 'event' THEN event
    WHEN same = 'house' THEN household
    WHEN same = 'term' THEN person AND label
    WHEN same = 'household' THEN home AND days
    ELSE (person OR (whole OR unit = 'household') AND household) AND days END
ORDER BY n, id"""
