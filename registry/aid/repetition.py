"""Repetition: how an entry stands to what the department itself has reported already."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Accepted, Entry, subject
from registry.journal.chain import Receipt
from registry.store.arrays import columns
from registry.store.connection import FEW, Connection, Question
from registry.store.database import new_id


class Decided(NamedTuple):
    """How one entry stands to what is recorded already."""

    outcome: str
    ordinal: int
    known: Accepted | None
    record: UUID
    """The record it changes, or the one that is to be."""
    period_key: str | None


async def decide(connection: Connection, department: str, entries: Sequence[Entry]) -> list[Decided]:
    """Each entry against the department's own records and against the batch itself, in one statement."""
    if not entries:
        return []
    compared = columns(_compared(entry) for entry in entries)
    rows = await connection.rows(Question(DECIDE, [department, *compared]), len(entries) <= FEW)
    return [_decided(entry, *row) for entry, row in zip(entries, rows, strict=True)]


def _compared(entry: Entry) -> tuple[object, ...]:
    return (
        entry.external_id, entry.content, entry.status, entry.programme, entry.division, subject(entry),
        entry.person.identity, entry.span.starts, entry.span.ends, entry.span.label, entry.second, entry.record,
        entry.happened_on,
    )  # fmt: skip # in the order of DECIDE's columns


def _decided(
    entry: Entry,
    outcome: str,
    ordinal: int,
    record: UUID | None,
    known_record: UUID | None,
    link: UUID | None,
    hash: bytes | None,
) -> Decided:
    known = Accepted(known_record, Receipt(link, bytes(hash)), True, ()) if link and hash is not None else None
    key = None
    if entry.status == "GRANTED" and entry.span.label:
        key = f"{entry.programme}|{subject(entry)}|{entry.division}|{entry.span.label}|{ordinal}"
    return Decided(outcome, ordinal, known, record or new_id(), key)


# Two grants are the same help when period name, or for open-ended help any day, is shared.
SAME_PERIOD = """CASE WHEN i.label IS NOT NULL THEN g.label = i.label
  ELSE g.starts < coalesce(i.ends, 'infinity') AND i.starts < coalesce(g.ends, 'infinity') END"""

# Who was named in the grant can be named again, in whatever household they live by then. A record is changed by the
# division that pays it: another county of the department has none of that name. What ends it for the entries after it
# in the batch is an ending that stands, not one that is refused.
DECIDE = f"""WITH u AS MATERIALIZED (
  SELECT * FROM unnest($2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::date[],
    $10::date[], $11::text[], $12::text[], $13::text[], $14::date[]) WITH ORDINALITY
    u(ext, content, status, programme, division, subject, identity, starts, ends, label, second, record, happened_on,
      n)),
named AS (
  SELECT u.*, f.content_hash, f.record_id, f.link_id, t.id AS changes, t.ended_on, t.happened_on AS granted_on,
    f.content_hash IS NULL AND row_number() OVER (PARTITION BY u.ext ORDER BY u.n) = 1 AS fresh
  FROM u LEFT JOIN feedback_entries f ON f.department = $1 AND f.external_id = u.ext
  LEFT JOIN assistance_records t ON t.department = $1 AND t.external_id = u.record AND t.programme = u.programme
    AND t.division = u.division AND (t.subject_id = u.subject OR t.identity_id = u.identity) AND t.status = 'GRANTED'),
i AS MATERIALIZED (
  SELECT named.*, count(*) FILTER (WHERE status = 'ENDED' AND fresh AND happened_on >= granted_on)
    OVER (PARTITION BY record ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ends_before
  FROM named),
given AS MATERIALIZED (
  SELECT 0 AS n, subject_id AS subject, programme, division, label, starts, least(ended_on, ends) AS ends
  FROM assistance_records
  WHERE department = $1 AND subject_id IN (SELECT subject FROM i) AND status = 'GRANTED'
  UNION ALL
  SELECT n, subject, programme, division, label, starts, ends FROM i WHERE fresh AND status = 'GRANTED'),
seen AS (
  SELECT i.*, coalesce(r.repeats, 0) AS repeats
  FROM i LEFT JOIN (
    SELECT i.n, count(*)::int AS repeats
    FROM i JOIN given g ON g.subject = i.subject AND g.programme = i.programme AND g.division = i.division
      AND g.n < i.n AND {SAME_PERIOD}
    GROUP BY i.n) r ON r.n = i.n)
SELECT CASE
    WHEN s.content_hash = s.content THEN 'REPLAYED'
    WHEN s.content_hash IS NOT NULL THEN 'EXTERNAL_ID_REUSED'
    WHEN NOT s.fresh THEN 'TWICE_IN_BATCH'
    WHEN s.record IS NOT NULL AND s.changes IS NULL THEN 'RECORD_NOT_FOUND'
    WHEN s.status <> 'PAID' AND (s.ended_on IS NOT NULL OR s.record IS NOT NULL AND s.ends_before > 0)
      THEN 'RECORD_ENDED'
    WHEN s.status IN ('ADJUSTED', 'ENDED') AND s.happened_on < s.granted_on THEN 'BEFORE_THE_GRANT'
    WHEN s.status = 'GRANTED' AND s.repeats > 0 AND s.second IS NULL THEN 'ALREADY_REPORTED'
    ELSE 'ACCEPTED' END,
  s.repeats, s.changes, s.record_id, s.link_id, l.hash
FROM seen s
LEFT JOIN chain_links l ON l.id = s.link_id
ORDER BY s.n"""
