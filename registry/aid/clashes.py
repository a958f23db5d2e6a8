"""Clashes (重复救助): standing help that is not meant to be given together with what is reported now."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Clash, Entry
from registry.aid.repetition import Decided
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question


class GrantedEntry(NamedTuple):
    """A grant of the batch, with its place there and the record that is to be."""

    n: int
    entry: Entry
    record: UUID


async def clashing(
    connection: Connection, department: str, entries: Sequence[Entry], decided: Sequence[Decided]
) -> dict[int, list[Clash]]:
    """Standing help that excludes the granted one (`excludes` of the catalogue), or is the same given elsewhere.

    By the entry's place in the batch. Of two in one batch the later clashes with the earlier.
    """
    granted = [
        GrantedEntry(n, entry, decision.record)
        for n, (entry, decision) in enumerate(zip(entries, decided, strict=True))
        if decision.outcome == "ACCEPTED" and entry.status == "GRANTED"
    ]
    clashes: dict[int, list[Clash]] = {}
    if granted:
        voided = [decision.voids for decision in decided if decision.outcome == "ACCEPTED" and decision.voids]
        question = Question(CLASHES, [department, array(voided), *GRANTED.arrays(granted)])
        rows = await connection.rows(lambda n, *clash: (n, Clash(*clash)), question, len(granted) <= FEW)
        for n, clash in rows:
            clashes.setdefault(n, []).append(clash)
    return clashes


GRANTED = Rows[GrantedEntry](
    n=("int", lambda granted: granted.n),
    id=("uuid", lambda granted: granted.record),
    programme=("text", lambda granted: granted.entry.programme),
    unit=("text", lambda granted: granted.entry.unit),
    division=("text", lambda granted: granted.entry.division),
    identity=("uuid", lambda granted: granted.entry.person.identity),
    household=("uuid", lambda granted: granted.entry.person.household),
    starts=("date", lambda granted: granted.entry.span.starts),
    ends=("date", lambda granted: granted.entry.span.ends),
    label=("text", lambda granted: granted.entry.span.label),
    event=("text", lambda granted: granted.entry.event),
    happened_on=("date", lambda granted: granted.entry.happened_on),
)

# Only help that the programme excludes, or of the programme itself, is looked at; and that of the rest of the household
# only where it could matter: a person's programme is not given twice because somebody else has it too.
# A household's record covers its members. One house and one event are helped once, whenever; the rest while both stand.
# The same programme elsewhere is the same help in the same period, whoever pays.
CLASHES = f"""WITH
-- the grants of the batch
i AS MATERIALIZED (SELECT * FROM {GRANTED.unnest("granted", first=3)}),
-- which programmes each of them may clash with, in what they must be the same, and whether within one household
rivals AS MATERIALIZED (
  SELECT DISTINCT programme, programme AS other, NULL AS same, unit = 'household' AS at_home FROM i
  UNION ALL
  SELECT e.programme, e.other, e.same, g.unit = 'household' OR e.same NOT IN ('person', 'term')
  FROM programme_exclusions e JOIN programmes g ON g.code = e.other
  WHERE e.programme IN (SELECT programme FROM i) AND e.other <> e.programme),
-- whose records are read: always the person's, the household's where some rival counts there
sought AS MATERIALIZED (
  SELECT i.n, i.programme, i.identity,
    CASE WHEN i.programme IN (SELECT programme FROM rivals WHERE at_home) THEN i.household END AS household
  FROM i),
-- the grants of the batch about the same person or household, the later beside the earlier
pairs AS (
  SELECT i.n, e.n AS earlier FROM i JOIN i e ON e.identity = i.identity AND e.n < i.n
  UNION SELECT i.n, e.n FROM i JOIN i e ON e.household = i.household AND e.n < i.n),
-- the other help: recorded and not voided by the batch, or earlier in it
others AS MATERIALIZED (
  SELECT i.n, r.id, r.department, r.programme, r.division, r.identity_id AS identity, r.household_id AS household,
    r.person_id IS NULL AS whole, r.starts, least(r.ended_on, r.ends) AS ends, r.label, r.event, r.happened_on
  FROM sought i JOIN assistance_records r ON r.status = 'GRANTED'
    AND (r.identity_id = i.identity OR r.household_id = i.household)
  JOIN rivals v ON v.programme = i.programme AND v.other = r.programme
  WHERE r.id <> ALL($2::uuid[])
  UNION ALL
  SELECT pairs.n, e.id, $1, e.programme, e.division, e.identity, e.household, e.unit = 'household', e.starts, e.ends,
    e.label, e.event, e.happened_on
  FROM pairs JOIN i e ON e.n = pairs.earlier),
-- each grant beside each other help, and in what the two agree
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
