"""The sequencer: gives every row that is bound its leaf in the audit log, and the subtrees above it; one at a time.

Not by the order of ids: who commits late may have lower ones. What has no leaf yet is looked for among the rows since
a floor, behind which no transaction is at work any more. All of it is done by PostgreSQL, in one transaction.
"""

from datetime import timedelta

import psycopg

from registry.journal.audited_rows import WRITTEN, all_rows

MOST = 1_000_000
"""Rows that one transaction takes in; only the first one after a large fill comes near."""
MARGIN = timedelta(minutes=1)
"""By how much the moment that a row bears may lie before its transaction was given its number."""


def alone(connection: psycopg.Connection) -> bool:
    """Whether no other program is at it, until the end of the caller's transaction."""
    return connection.execute(ALONE).fetchone() == (True,)


def sequence(connection: psycopg.Connection) -> int:
    """Take in what has no leaf yet, within the transaction of who is alone at it; how many rows."""
    connection.execute(WRITTEN)
    connection.execute(BEGIN)
    horizon = connection.execute(HORIZON).fetchone() or ()
    before = size(connection)
    taken = connection.execute(TAKE_IN, [before, MOST]).rowcount
    _build(connection, before, before + taken)
    if taken < MOST:
        connection.execute(MOVE_FLOOR, [MARGIN, *horizon])
    return taken


def size(connection: psycopg.Connection) -> int:
    """How many leaves there are."""
    row = connection.execute(SIZE).fetchone()
    return row[0] if row else 0


def _build(connection: psycopg.Connection, before: int, after: int) -> None:
    """The perfect subtrees that are complete now and were not before, level by level."""
    level = 1
    while after >> level:
        if after >> level > before >> level:
            connection.execute(PAIRS if level > 1 else LEAF_PAIRS, [level, before >> level, after >> level])
        level += 1


ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('aidhub audit log'))"

SIZE = 'SELECT coalesce(max("index") + 1, 0) FROM audit_leaves'

BEGIN = "INSERT INTO audit_state DEFAULT VALUES ON CONFLICT (one) DO NOTHING"

# Asked before rows are looked for: what is through by then is seen by that look.
HORIZON = """SELECT clock_timestamp(), pg_snapshot_xmax(pg_current_snapshot())::text,
  pg_snapshot_xmin(pg_current_snapshot())::text"""

NEW = all_rows(
    "{at} >= (SELECT floor FROM audit_state)"
    " AND NOT EXISTS (SELECT FROM audit_leaves f WHERE f.source = '{source}' AND f.row_id = {id})"
)

# A value that is drawn is drawn once for a row of the inner query.
TAKE_IN = f"""INSERT INTO audit_leaves ("index", source, row_id, salt, commitment)
SELECT %s + row_number() OVER (ORDER BY at, source, row_id) - 1, source, row_id, salt,
  sha256(salt || convert_to(body, 'UTF8'))
FROM (SELECT r.*, uuid_send(gen_random_uuid()) AS salt FROM ({NEW}) r LIMIT %s) r"""

LEAF_PAIRS = """INSERT INTO audit_subtrees (level, "index", hash)
SELECT %s, a."index" / 2, sha256('\\x01'::bytea || sha256('\\x00'::bytea || a.commitment)
  || sha256('\\x00'::bytea || b.commitment))
FROM audit_leaves a JOIN audit_leaves b ON b."index" = a."index" + 1
WHERE a."index" >= %s::bigint * 2 AND a."index" < %s::bigint * 2 AND a."index" %% 2 = 0"""

PAIRS = """WITH level AS (SELECT %s::smallint AS over)
INSERT INTO audit_subtrees (level, "index", hash)
SELECT over, a."index" / 2, sha256('\\x01'::bytea || a.hash || b.hash)
FROM level JOIN audit_subtrees a ON a.level = over - 1
  JOIN audit_subtrees b ON b.level = a.level AND b."index" = a."index" + 1
WHERE a."index" >= %s::bigint * 2 AND a."index" < %s::bigint * 2 AND a."index" %% 2 = 0"""

# Once all that were at work at the mark are through, this look has seen their rows; rows of later ones bear a later
# moment. So no row without a leaf lies before the mark, and the next look begins there.
MOVE_FLOOR = """UPDATE audit_state s
SET floor = greatest(s.floor, s.marked_at - h.margin), marked_at = h.at, marked_xid = h.upper
FROM (SELECT %s::interval AS margin, %s::timestamptz AS at, %s::text::xid8 AS upper, %s::text::xid8 AS lower) h
WHERE s.marked_xid IS NULL OR s.marked_xid <= h.lower"""
