"""Clashes (重复救助): standing help that is not meant to be given together with what is reported now."""

from collections.abc import Sequence

from registry.connection import Connection
from registry.entries import Clash, Entry
from registry.repetition import Decided


async def clashing(
    connection: Connection, department: str, entries: Sequence[Entry], decided: Sequence[Decided]
) -> dict[int, list[Clash]]:
    """Standing help that excludes the granted one (`excludes` of the catalogue), or is the same given elsewhere."""
    granted = [n for n, d in enumerate(decided) if d.outcome == "ACCEPTED" and entries[n].status == "GRANTED"]
    found: dict[int, list[Clash]] = {}
    if not granted:
        return found
    chosen = [entries[n] for n in granted]
    columns = [
        granted,
        [e.programme for e in chosen],
        [e.unit for e in chosen],
        [e.division for e in chosen],
        [e.person.identity for e in chosen],
        [e.person.household for e in chosen],
        [e.span.starts for e in chosen],
        [e.span.ends for e in chosen],
        [e.span.label for e in chosen],
        [e.event for e in chosen],
    ]
    rows = await connection.execute(CLASHES, [department, *columns], prepare=True)
    for n, *clash in await rows.fetchall():
        found.setdefault(n, []).append(Clash(*clash))
    return found


# A household's record covers its members. One house and one event are helped once, whenever; the rest while both stand.
CLASHES = """WITH i AS MATERIALIZED (
  SELECT * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::date[], $9::date[],
    $10::text[], $11::text[]) u(n, programme, unit, division, identity, household, starts, ends, label, event))
SELECT DISTINCT i.n, r.department, r.programme, to_char(r.happened_on, 'YYYY-MM'), x.same, r.id
FROM i
JOIN assistance_records r ON r.status = 'GRANTED' AND (r.identity_id = i.identity OR r.household_id = i.household)
JOIN LATERAL (
  SELECT e.same FROM programme_exclusions e WHERE e.programme = i.programme AND e.other = r.programme
  UNION ALL
  SELECT i.unit
  WHERE r.programme = i.programme AND (r.department, r.division) IS DISTINCT FROM ($1, i.division)) x ON true
WHERE CASE x.same
    WHEN 'event' THEN r.event = i.event
    WHEN 'house' THEN r.household_id = i.household
    WHEN 'term' THEN r.identity_id = i.identity AND r.label = i.label
    WHEN 'household' THEN coalesce(r.household_id = i.household, r.identity_id = i.identity)
    ELSE r.identity_id = i.identity
      OR (r.person_id IS NULL OR i.unit = 'household') AND r.household_id = i.household END
  AND (x.same IN ('event', 'house', 'term')
    OR r.starts < coalesce(i.ends, 'infinity') AND i.starts < coalesce(least(r.ended_on, r.ends), 'infinity'))
ORDER BY i.n, r.id"""
