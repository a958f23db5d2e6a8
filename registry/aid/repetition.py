"""Repetition: how an entry stands to what the department itself has reported already."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Accepted, Entry, subject
from registry.aid.payment_lines import UNDOES, Line, settled
from registry.errors import Refusal
from registry.journal.chain import Receipt
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question
from registry.store.database import new_id


class Decided(NamedTuple):
    """How one entry stands to what is recorded already."""

    outcome: str
    earlier: Accepted | None
    """What became of the same entry when it came before."""
    record: UUID
    """The record it changes, or the one that is to be."""
    period_key: str | None
    lines: tuple[Line, ...] = ()
    """What it pays, or takes back."""
    refusal: Refusal | None = None
    """What is wrong with a payment, by its place."""
    voids: UUID | None = None
    """The record that it voids, which for an entry that replaces another is not its own."""


class DecidedRow(NamedTuple):
    """A row of DECIDE: its outcome, how often the help was given before, and what it changes or repeats."""

    outcome: str
    repeats: int
    changed_record: UUID | None
    earlier_record: UUID | None
    earlier_link: UUID | None
    earlier_hash: bytes | None


async def decide(connection: Connection, department: str, entries: Sequence[Entry], ranges: str) -> list[Decided]:
    """Each entry against the department's own records and against the batch itself, in their order: one statement,
    and where payments are among them those that read what has been paid of their records.

    The outcome is ACCEPTED, REPLAYED, or the code of the refusal (二（一）). A record outside `ranges`, an
    int8multirange, is replaced by nobody.
    """
    if not entries:
        return []
    if named := [entry.of_record for entry in entries if entry.of_record]:
        # Of two who change one record the second decides by what the first has made of it.
        await connection.together([Question(LOCK_RECORDS, [department, array(named)])])
    question = Question(DECIDE, [department, ranges, *ENTRIES.arrays(entries)])
    rows = await connection.rows(DecidedRow, question, len(entries) <= FEW)
    decided = [_decided(entry, row) for entry, row in zip(entries, rows, strict=True)]
    standing = {n: decision.record for n, decision in enumerate(decided) if decision.outcome == "ACCEPTED"}
    for n, lines in (await settled(connection, department, entries, standing)).items():
        if isinstance(lines, Refusal):
            decided[n] = decided[n]._replace(outcome=lines.code, refusal=lines)
        else:
            decided[n] = decided[n]._replace(lines=lines)
    return decided


def _decided(entry: Entry, row: DecidedRow) -> Decided:
    earlier = None
    if row.earlier_link and row.earlier_hash is not None:
        earlier = Accepted(row.earlier_record, Receipt(row.earlier_link, bytes(row.earlier_hash)), True, ())
    key = None
    # What is given a second time repeats nothing, whatever else stands.
    if entry.status == "GRANTED" and entry.span.label and not row.repeats:
        key = f"{entry.programme}|{subject(entry)}|{entry.division}|{entry.span.label}|0"
    voids = row.changed_record if entry.voids else None
    return Decided(row.outcome, earlier, (row.changed_record if entry.record else None) or new_id(), key, voids=voids)


ENTRIES = Rows[Entry](
    external_id=("text", lambda entry: entry.external_id),
    content=("bytea", lambda entry: entry.content),
    status=("text", lambda entry: entry.status),
    programme=("text", lambda entry: entry.programme),
    division=("text", lambda entry: entry.division),
    subject=("uuid", subject),
    identity=("uuid", lambda entry: entry.person.identity),
    starts=("date", lambda entry: entry.span.starts),
    ends=("date", lambda entry: entry.span.ends),
    label=("text", lambda entry: entry.span.label),
    second=("text", lambda entry: entry.second),
    record=("text", lambda entry: entry.of_record),
    replaces=("boolean", lambda entry: entry.replaces is not None),
    voids=("boolean", lambda entry: entry.voids),
    happened_on=("date", lambda entry: entry.happened_on),
)

# Records are locked in the order of their ids, after the people.
LOCK_RECORDS = """SELECT id FROM assistance_records
WHERE department = $1 AND external_id = ANY($2::text[]) ORDER BY id FOR NO KEY UPDATE"""

# Two grants are the same help when period name, or for open-ended help any day, is shared.
SAME_PERIOD = """CASE WHEN i.label IS NOT NULL THEN g.label = i.label
  ELSE g.starts < coalesce(i.ends, 'infinity') AND i.starts < coalesce(g.ends, 'infinity') END"""

# Who was named in the grant can be named again, in whatever household they live by then. A record is changed by the
# division that pays it: another county of the department has none of that name. One that replaces it may be about
# somebody else, of another programme, and paid elsewhere in the caller's divisions. What ends or voids a record for the
# entries after it in the batch is an entry that stands, not one that is refused.
# What was paid of a record before it was voided can come back.
DECIDE = f"""WITH
-- the batch, numbered
sent AS MATERIALIZED (SELECT * FROM {ENTRIES.unnest("entry", first=3, ordinality="n")}),
-- each entry with the one of its external id that was taken in before, and the record that it changes
named AS (
  SELECT sent.*, f.content_hash, f.record_id, f.link_id, t.id AS changes, t.status AS standing, t.ended_on,
    t.happened_on AS granted_on,
    f.content_hash IS NULL AND row_number() OVER (PARTITION BY sent.external_id ORDER BY sent.n) = 1 AS fresh
  FROM sent LEFT JOIN feedback_entries f ON f.department = $1 AND f.external_id = sent.external_id
  LEFT JOIN assistance_records t ON t.department = $1 AND t.external_id = sent.record
    AND CASE WHEN sent.replaces THEN t.paying_position <@ $2::int8multirange
      ELSE t.programme = sent.programme AND t.division = sent.division
        AND (t.subject_id = sent.subject OR t.identity_id = sent.identity) END),
-- and how many entries before it in the batch end or void the same record
i AS MATERIALIZED (
  SELECT named.*, count(*) FILTER (WHERE status = 'ENDED' AND fresh AND happened_on >= granted_on) OVER before
      AS ends_before,
    count(*) FILTER (WHERE voids AND fresh AND standing <> 'VOIDED') OVER before AS voids_before
  FROM named
  WINDOW before AS (PARTITION BY changes ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
-- the records that are voided in the batch, by which entry, and whether that only voids
voided AS MATERIALIZED (
  SELECT changes AS id, n, NOT replaces AS alone FROM i
  WHERE voids AND fresh AND standing <> 'VOIDED' AND voids_before = 0),
-- the grants of the same department to the same subjects: recorded (n = 0), or in this batch
grants AS MATERIALIZED (
  SELECT 0 AS n, id, subject_id AS subject, programme, division, label, starts, least(ended_on, ends) AS ends
  FROM assistance_records
  WHERE department = $1 AND subject_id IN (SELECT subject FROM i) AND status = 'GRANTED'
  UNION ALL
  SELECT n, NULL, subject, programme, division, label, starts, ends FROM i WHERE fresh AND status = 'GRANTED'),
-- each entry with the number of grants before it that are the same help
s AS (
  SELECT i.*, coalesce(r.repeats, 0) AS repeats
  FROM i LEFT JOIN (
    SELECT i.n, count(*)::int AS repeats
    FROM i JOIN grants g ON g.subject = i.subject AND g.programme = i.programme AND g.division = i.division
      AND g.n < i.n AND {SAME_PERIOD}
      AND NOT EXISTS (SELECT FROM voided v WHERE v.id = g.id AND (v.n = i.n OR v.alone AND v.n < i.n))
    GROUP BY i.n) r ON r.n = i.n)
SELECT CASE
    WHEN s.content_hash = s.content THEN 'REPLAYED'
    WHEN s.content_hash IS NOT NULL THEN 'EXTERNAL_ID_REUSED'
    WHEN NOT s.fresh THEN 'TWICE_IN_BATCH'
    WHEN s.record IS NOT NULL AND s.changes IS NULL THEN 'RECORD_NOT_FOUND'
    WHEN s.record IS NOT NULL AND (s.standing = 'VOIDED' OR s.voids_before > 0)
      AND s.status NOT IN ({", ".join(f"'{status}'" for status in UNDOES)}) THEN 'RECORD_VOIDED'
    WHEN s.standing = 'REFUSED' AND NOT s.voids THEN 'RECORD_REFUSED'
    WHEN s.status IN ('ADJUSTED', 'ENDED') AND (s.ended_on IS NOT NULL OR s.ends_before > 0) THEN 'RECORD_ENDED'
    WHEN NOT s.replaces AND s.happened_on < s.granted_on THEN 'BEFORE_THE_GRANT'
    WHEN s.status = 'GRANTED' AND s.repeats > 0 AND s.second IS NULL THEN 'ALREADY_REPORTED'
    ELSE 'ACCEPTED' END,
  s.repeats, s.changes, s.record_id, s.link_id, l.hash
FROM s
LEFT JOIN chain_links l ON l.id = s.link_id
ORDER BY s.n"""
