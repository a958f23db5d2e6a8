"""Repetition: how an entry stands to what the department itself has reported already."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Accepted, Entry, subject
from registry.aid.payment_lines import UNDOES, Line, settled
from registry.aid.same_period import SAME_PERIOD, covered
from registry.errors import Refusal
from registry.journal.chain import Receipt
from registry.people.kin import akin, given, lived
from registry.store.arrays import Rows, array
from registry.store.connection import FEW, Connection, Question
from registry.store.database import new_id
from registry.store.pieces import in_turns


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
    earlier_content: bytes | None


async def decide(connection: Connection, department: str, entries: Sequence[Entry], ranges: str) -> list[Decided]:
    """Each entry against the department's own records and against the batch itself, in their order: one statement,
    and where payments are among them those that read what has been paid of their records.

    The outcome is ACCEPTED, REPLAYED, or the code of the refusal (二（一）). A record outside `ranges`, an
    int8multirange, is replaced by nobody.
    """
    if not entries:
        return []
    if changing := [entry for entry in entries if entry.of_record]:
        # Of two who change one record the second decides by what the first has made of it.
        counties, named = array([entry.county for entry in changing]), array([entry.of_record for entry in changing])
        await connection.together([Question(LOCK_RECORDS, [department, counties, named])])
    question = Question(DECIDE, [department, ranges, *ENTRIES.arrays(entries)])
    rows = await connection.rows(DecidedRow, question, len(entries) <= FEW)
    decided = [_decided(entry, row) async for entry, row in in_turns(zip(entries, rows, strict=True))]
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
        key = f"{entry.programme}|{entry.person.identity}|{entry.division}|{entry.span.label}"
    voids = row.changed_record if entry.voids else None
    outcome = row.outcome
    if outcome == "EXTERNAL_ID_REUSED" and row.earlier_content in tuple(entry.before()):
        outcome = "REPLAYED"
    return Decided(outcome, earlier, (row.changed_record if entry.record else None) or new_id(), key, voids=voids)


ENTRIES = Rows[Entry](
    county=("text", lambda entry: entry.county),
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
    period_from=("date", lambda entry: entry.period_from),
    period_to=("date", lambda entry: entry.period_to),
    event=("text", lambda entry: entry.event),
    amount=("bigint", lambda entry: entry.amount),
    reason=("text", lambda entry: entry.reason),
    second=("text", lambda entry: entry.second),
    record=("text", lambda entry: entry.of_record),
    replaces=("boolean", lambda entry: entry.replaces is not None),
    voids=("boolean", lambda entry: entry.voids),
    happened_on=("date", lambda entry: entry.happened_on),
)

# Records are locked in the order of their ids, after the people; each name is looked for by itself in its county, or
# PostgreSQL might read all of the department.
LOCK_RECORDS = """SELECT id FROM assistance_records WHERE id = ANY(ARRAY(
  SELECT r.id FROM (SELECT DISTINCT unnest($2::text[]), unnest($3::text[])) named(county, external_id)
  CROSS JOIN LATERAL (SELECT x.id FROM assistance_records x
    WHERE x.department = $1 AND x.county = named.county AND x.external_id = named.external_id OFFSET 0) r))
ORDER BY id FOR NO KEY UPDATE"""

ENDS = "CASE WHEN r.label IS NULL THEN least(r.ended_on, r.ends) ELSE r.ends END"

# A grant is repeated in its period, a refusal on its day for its reason.
SAME = f"""CASE i.status WHEN 'GRANTED' THEN {SAME_PERIOD}
  ELSE g.happened_on = i.happened_on AND g.reason = i.reason END"""

# What was told of later days, which what is told late does not move.
LATER = """EXISTS (SELECT FROM chain_links l WHERE l.record_id = s.changes AND l.kind = 'ADJUSTED'
        AND l.happened_on > s.happened_on AND l.{} IS NOT NULL)"""
FIRST_STANDS, LAST_STANDS = LATER.format("period_from"), LATER.format("period_to")

# A period that would end before it begins, or a first day by which nothing moves since the help has begun.
NO_PERIOD = f"""(s.period_to < s.begins AND (s.period_from IS NULL OR {FIRST_STANDS} AND NOT {LAST_STANDS})
      OR s.begins < s.period_from AND s.period_to IS NULL
        AND (s.begins <= s.happened_on OR s.lasts_to < s.period_from)
      OR s.happened_on < s.begins AND s.lasts_to < s.period_from AND {LAST_STANDS} AND NOT {FIRST_STANDS})"""

# Who was named in the grant can be named again, in whatever household they live by then. A record is changed by the
# division that pays it: another county of the department has none of that name. One that replaces it may be about
# somebody else, of another programme, and paid elsewhere in the county, if that lies in the caller's divisions. What
# ends or voids a record for the entries after it in the batch is an entry that stands, not one that is refused.
# What was paid of a record before it was voided can come back. What is recorded is read by index for a thousand entries
# as for one, behind OFFSET 0 or by what stands in one array: else PostgreSQL would read all of the department.
DECIDE = f"""WITH
-- the batch, numbered
sent AS MATERIALIZED (SELECT * FROM {ENTRIES.unnest("entry", first=3, ordinality="n")}),
-- where those live and lived who have to do with the households that are helped as a whole
{lived("SELECT DISTINCT subject AS household_id FROM sent WHERE subject <> identity")},
-- the household that each of them is the help of
asked AS (
  SELECT s.n, coalesce(l.household_id, s.subject) AS household_id, s.happened_on AS day
  FROM sent s LEFT JOIN lived l ON l.identity_id = s.identity AND l.since <= s.happened_on AND s.happened_on < l.until
  WHERE s.subject <> s.identity),
{akin()},
-- whose help of which days is the same that the entry may repeat
reached AS MATERIALIZED (
  SELECT n, identity AS identity_id, '-infinity'::date AS since, 'infinity'::date AS until,
    NULL::timestamptz AS left_at FROM sent
  UNION SELECT * FROM akin),
-- each entry with the one of its external id that was taken in before, and the grant that it changes
named AS (
  SELECT sent.*, f.content_hash, f.record_id, f.link_id, t.id AS changes, t.status AS standing, t.ended_on,
    t.happened_on AS granted_on, t.starts AS begins, t.period_to AS lasts_to,
    f.content_hash IS NULL
      AND row_number() OVER (PARTITION BY sent.county, sent.external_id ORDER BY sent.n) = 1 AS fresh
  FROM sent LEFT JOIN LATERAL (SELECT * FROM feedback_entries x
    WHERE x.department = $1 AND x.county = sent.county AND x.external_id = sent.external_id OFFSET 0) f ON true
  LEFT JOIN LATERAL (SELECT * FROM assistance_records x
    WHERE x.department = $1 AND x.county = sent.county AND x.external_id = sent.record OFFSET 0) t
    ON CASE WHEN sent.replaces THEN t.paying_position <@ $2::int8multirange
      ELSE t.programme = sent.programme AND t.division = sent.division
        AND (t.subject_id = sent.subject OR t.identity_id = sent.identity OR EXISTS (
          SELECT FROM reached a WHERE a.n = sent.n AND a.identity_id = t.identity_id AND {given("a", "t")})) END),
-- and on which day an entry before it in the batch ends the same record, how many void it, or adjust it just so
i AS MATERIALIZED (
  SELECT named.*, c.covers_from, c.covers_to,
    min(happened_on) FILTER (WHERE named.status = 'ENDED' AND fresh AND happened_on >= granted_on) OVER before
      AS ends_before,
    count(*) FILTER (WHERE voids AND fresh AND standing <> 'VOIDED') OVER before AS voids_before,
    count(*) FILTER (WHERE named.status = 'ADJUSTED' AND fresh)
    OVER (PARTITION BY changes, named.status, happened_on, amount, period_from, period_to
      ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS adjusted_before
  FROM named JOIN programmes p ON p.code = named.programme
  CROSS JOIN LATERAL {covered("named", "p.period", "named.ends")} c
  WINDOW before AS (PARTITION BY changes ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
-- the records that are voided in the batch, by which entry, and whether that only voids
voided AS MATERIALIZED (
  SELECT changes AS id, n, NOT replaces AS alone FROM i
  WHERE voids AND fresh AND standing <> 'VOIDED' AND voids_before = 0),
-- what the same department gave or refused of these programmes
past AS MATERIALIZED (
  SELECT r.id, r.identity_id, r.programme, r.division, r.status, r.label, r.event, r.reason, r.happened_on,
    r.recorded_at, c.covers_from, c.covers_to
  FROM assistance_records r JOIN programmes p ON p.code = r.programme
  CROSS JOIN LATERAL {covered("r", "p.period", ENDS)} c
  WHERE r.identity_id = ANY(ARRAY(SELECT DISTINCT identity_id FROM reached)) AND r.department = $1
    AND r.programme = ANY(ARRAY(SELECT DISTINCT programme FROM sent)) AND r.status IN ('GRANTED', 'REFUSED')),
-- and to the same: recorded (n = 0), or in this batch
told AS MATERIALIZED (
  SELECT a.n AS told_to, 0 AS n, r.id, r.programme, r.division, r.status, r.label, r.event, r.reason,
    r.happened_on, r.covers_from, r.covers_to
  FROM reached a JOIN past r ON r.identity_id = a.identity_id AND {given("a", "r")}
  UNION
  SELECT a.n, e.n, NULL::uuid, e.programme, e.division, e.status, e.label, e.event, e.reason, e.happened_on,
    e.covers_from, e.covers_to
  FROM reached a JOIN i e ON e.identity = a.identity_id AND e.n < a.n AND e.fresh
    AND e.status IN ('GRANTED', 'REFUSED') AND a.since <= e.happened_on AND e.happened_on < a.until),
-- each entry with the number of entries before it that tell the same
s AS (
  SELECT i.*, coalesce(r.repeats, 0) AS repeats
  FROM i LEFT JOIN (
    SELECT i.n, count(*)::int AS repeats
    FROM i JOIN told g ON g.told_to = i.n AND g.programme = i.programme AND left(g.division, 6) = i.county
      AND g.status = i.status AND {SAME}
      AND NOT EXISTS (SELECT FROM voided v WHERE v.id = g.id AND (v.n = i.n OR v.alone AND v.n < i.n))
    GROUP BY i.n) r ON r.n = i.n)
SELECT CASE
    WHEN s.content_hash = s.content THEN 'REPLAYED'
    WHEN s.content_hash IS NOT NULL THEN 'EXTERNAL_ID_REUSED'
    WHEN NOT s.fresh THEN 'TWICE_IN_BATCH'
    -- earlier versions took it in, and gave a receipt
    WHEN s.status = 'ADJUSTED' AND coalesce(s.amount::text, s.period_from::text, s.period_to::text) IS NULL
      THEN 'NOTHING_ADJUSTED'
    WHEN s.record IS NOT NULL AND s.changes IS NULL THEN 'RECORD_NOT_FOUND'
    WHEN s.record IS NOT NULL AND (s.standing = 'VOIDED' OR s.voids_before > 0)
      AND s.status NOT IN ({", ".join(f"'{status}'" for status in UNDOES)}) THEN 'RECORD_VOIDED'
    WHEN s.standing = 'REFUSED' AND NOT s.voids THEN 'RECORD_REFUSED'
    WHEN s.status = 'ENDED' AND (s.ended_on IS NOT NULL OR s.ends_before IS NOT NULL) THEN 'RECORD_ENDED'
    -- what was adjusted before the end can be told after it
    WHEN s.status = 'ADJUSTED' AND least(s.ended_on, s.ends_before) <= s.happened_on THEN 'RECORD_ENDED'
    WHEN NOT s.replaces AND s.happened_on < s.granted_on THEN 'BEFORE_THE_GRANT'
    WHEN s.status = 'ADJUSTED' AND {NO_PERIOD} THEN 'PERIOD_DOES_NOT_FIT'
    WHEN s.second IS NULL AND (s.repeats > 0 OR s.status = 'ADJUSTED' AND (s.adjusted_before > 0 OR EXISTS (
        SELECT FROM chain_links l WHERE l.record_id = s.changes AND l.kind = 'ADJUSTED'
          AND l.happened_on = s.happened_on
          AND (l.amount, l.period_from, l.period_to) IS NOT DISTINCT FROM (s.amount, s.period_from, s.period_to))))
      THEN 'ALREADY_REPORTED'
    ELSE 'ACCEPTED' END,
  s.repeats, s.changes, s.record_id, s.link_id, l.hash, s.content_hash
FROM s
LEFT JOIN LATERAL (SELECT * FROM chain_links x WHERE x.id = s.link_id OFFSET 0) l ON true
ORDER BY s.n"""
