"""Clashes (重复救助): standing help that is not meant to be given together with what is reported now."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Clash, Entry
from registry.aid.repetition import Decided
from registry.aid.same_period import SAME_PERIOD, covered
from registry.people.kin import akin, given, lived
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question


class GrantedEntry(NamedTuple):
    """A grant of the batch, or more days of one, with its place there and its record."""

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
        if decision.outcome == "ACCEPTED"
        and (entry.status == "GRANTED" or (entry.status == "ADJUSTED" and entry.period_to))
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
    period_to=("date", lambda granted: granted.entry.period_to),
    event=("text", lambda granted: granted.entry.event),
    happened_on=("date", lambda granted: granted.entry.happened_on),
)

ENDS = "least(r.ended_on, r.ends)"

# Only help that the programme excludes, or of the programme itself, is looked at; and that of the rest of the household
# only where it could matter: a person's programme is not given twice because somebody else has it too.
# A household's record covers its members. One house and one event are helped once, whenever; the rest while both stand.
# The same programme elsewhere is the same help in the same period, whoever pays.
CLASHES = f"""WITH
-- the grants of the batch
i AS MATERIALIZED (
  SELECT granted.*, c.covers_from, c.covers_to
  FROM {GRANTED.unnest("granted", first=3)} JOIN programmes p ON p.code = granted.programme
  CROSS JOIN LATERAL {covered("granted", "p.period", "granted.ends")} c),
-- which programmes each of them may clash with, in what they must be the same, and whether within one household
rivals AS MATERIALIZED (
  SELECT DISTINCT programme, programme AS other, NULL AS same, unit = 'household' AS at_home FROM i
  UNION ALL
  SELECT e.programme, e.other, e.same, g.unit = 'household' OR e.same NOT IN ('person', 'term')
  FROM programme_exclusions e JOIN programmes g ON g.code = e.other
  WHERE e.programme IN (SELECT programme FROM i) AND e.other <> e.programme),
-- the grants for which the help of the household counts
sought AS MATERIALIZED (
  SELECT n, identity, household, happened_on FROM i
  WHERE household IS NOT NULL AND programme IN (SELECT programme FROM rivals WHERE at_home)),
{lived("SELECT DISTINCT household AS household_id FROM sought")},
-- the household that each of them is the help of
asked AS (
  SELECT s.n, coalesce(l.household_id, s.household) AS household_id, s.happened_on AS day
  FROM sought s LEFT JOIN lived l
    ON l.identity_id = s.identity AND l.since <= s.happened_on AND s.happened_on < l.until),
{akin()},
-- whose help of which days is looked at: always the person's
reached AS MATERIALIZED (
  SELECT n, identity AS identity_id, '-infinity'::date AS since, 'infinity'::date AS until,
    NULL::timestamptz AS left_at, false AS household FROM i
  UNION ALL SELECT *, true FROM akin),
-- what stands of the programmes that any of them may clash with
standing AS MATERIALIZED (
  SELECT r.id, r.department, r.programme, r.division, r.identity_id, r.person_id IS NULL AS whole, r.starts,
    {ENDS} AS ends, r.label, r.event, r.happened_on, r.recorded_at, c.covers_from, c.covers_to
  FROM assistance_records r JOIN programmes p ON p.code = r.programme
  CROSS JOIN LATERAL {covered("r", "p.period", f"CASE WHEN r.label IS NULL THEN {ENDS} ELSE r.ends END")} c
  WHERE r.identity_id = ANY(ARRAY(SELECT DISTINCT identity_id FROM reached)) AND r.status = 'GRANTED'
    AND r.programme = ANY(ARRAY(SELECT DISTINCT other FROM rivals)) AND r.id <> ALL($2::uuid[])),
-- the other help: recorded, or earlier in the batch
others AS MATERIALIZED (
  SELECT a.n, r.id, r.department, r.programme, r.division, r.identity_id AS identity, a.household, r.whole, r.starts,
    r.ends, r.label, r.event, r.happened_on, r.covers_from, r.covers_to
  FROM reached a JOIN standing r ON r.identity_id = a.identity_id AND {given("a", "r")}
  UNION ALL
  SELECT a.n, e.id, $1, e.programme, e.division, e.identity, a.household, e.unit = 'household', e.starts, e.ends,
    e.label, e.event, e.happened_on, e.covers_from, e.covers_to
  FROM reached a JOIN i e ON e.identity = a.identity_id AND e.n < a.n
    AND a.since <= e.happened_on AND e.happened_on < a.until),
-- each grant beside each other help, and in what the two agree
compared AS (
  SELECT i.n, i.unit, i.programme = g.programme AS again, g.department, g.programme, g.happened_on, g.id, g.whole,
    g.identity = i.identity AS person, g.household, g.event = i.event AS event, {SAME_PERIOD} AS period,
    g.starts < coalesce(i.ends, 'infinity') AND i.starts < coalesce(g.ends, 'infinity') AS days,
    CASE WHEN i.programme <> g.programme THEN v.same
      WHEN (g.department, left(g.division, 6)) IS NOT DISTINCT FROM ($1, left(i.division, 6)) THEN NULL
      WHEN i.event IS NOT NULL THEN 'event' ELSE i.unit END AS same
  FROM i JOIN others g ON g.n = i.n AND g.id <> i.id
    JOIN rivals v ON v.programme = i.programme AND v.other = g.programme)
SELECT DISTINCT n, department, programme, to_char(happened_on, 'YYYY-MM'), same, id
FROM compared
WHERE CASE
    WHEN same IS NULL THEN false
    WHEN again THEN (CASE unit WHEN 'person' THEN person ELSE person OR household END) AND period
    WHEN same = 'event' THEN event
    WHEN same = 'house' THEN household
    WHEN same = 'term' THEN person AND period
    WHEN same = 'household' THEN (person OR household) AND days
    ELSE (person OR (whole OR unit = 'household') AND household) AND days END
ORDER BY n, id"""
