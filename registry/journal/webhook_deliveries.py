"""Deliveries of webhooks: one in hand at a time, in the order of the outbox, marked as done in one transaction.

Who is ended between sending and marking leaves the row to the next one, which sends it again under the same id.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal
from registry.journal import webhook_dead_letters as letters
from registry.journal.outbox import NOTHING
from registry.journal.webhook_dead_letters import SEEN, Delivery
from registry.store.arrays import array
from registry.store.connection import Connection

LEASE = timedelta(seconds=45)
"""For how long a webhook is one worker's without a sign of it: longer than any sending takes."""
MOST_TRIES = 10
PATIENCE = timedelta(days=3)
"""For how long everything may fail before a webhook is disabled."""


class Due(NamedTuple):
    """A webhook that has something to be told now."""

    id: UUID
    department: str


class Taken(NamedTuple):
    """A webhook that somebody has in hand, for the so-manieth time."""

    id: UUID
    department: str
    client: str
    scopes: list[str]
    url: str
    topics: list[str]
    secret: bytes
    former_secret: bytes | None
    taken: int
    tries: int


async def due(connection: Connection) -> list[Due]:
    """The webhooks that nobody has in hand and that have something to be told; the connection sees all places."""
    return await connection.fetch(Due, DUE)


async def take(connection: Connection, one: Due) -> Taken | None:
    """Take a webhook in hand; None where another has, or it is not to be told now."""
    if not await connection.fetch(int, TAKE, [one.id, LEASE]):
        return None
    return await connection.fetch_one(Taken, TAKEN, [one.id])


async def following(connection: Connection, taken: Taken) -> Delivery | None:
    """What it is told next of what the connection sees: letters that are replayed, then the outbox.

    Where there is nothing it goes on behind all that is through, whether or not it may see it. Nothing comes next for
    what was paused, or is in another's hand, since.
    """
    horizon = await connection.fetch_one(str, IN_HAND, [taken.id, taken.taken])
    if horizon is None:
        return None
    if (letter := await letters.asked_again(connection, taken.id)) is not None:
        return letter
    row = await connection.fetch_one(Delivery, NEXT, [taken.id, taken.department, array(taken.topics)])
    if row is None:
        await letters.give_up(connection, taken.id)
        await connection.execute(GO_ON_BEHIND, [taken.id, taken.taken, horizon, NOTHING])
    return row


async def delivered(connection: Connection, taken: Taken, row: Delivery) -> bool:
    """Mark a row as told; whether its teller still has the webhook in hand."""
    if row.dead:
        await letters.delivered(connection, taken.id, row)
        return await _marked(connection, LETTER_DELIVERED, [taken.id, taken.taken, LEASE])
    return await _marked(connection, DELIVERED, [taken.id, taken.taken, LEASE, row.xid, row.id])


async def failed(connection: Connection, taken: Taken, row: Delivery, why: Refusal, wait: timedelta) -> bool:
    """Write down that a row could not be told, and put its webhook down until it is tried again.

    After MOST_TRIES it is a dead letter, and the rows behind it go on. Whether it became one.
    """
    if row.dead:
        await letters.failed(connection, taken.id, row, why)
        await put_down(connection, taken)
        return False
    died = taken.tries + 1 >= MOST_TRIES
    known = await _marked(connection, FAILED, [taken.id, taken.taken, wait, why.code, why.en, why.zh, PATIENCE])
    if known and died:
        await letters.add(connection, taken.id, row, MOST_TRIES, why)
        await connection.execute(BEHIND, [taken.id, row.xid, row.id])
    return known and died


async def held(connection: Connection, taken: Taken, why: Refusal, wait: timedelta) -> None:
    """Write down why nothing may be told at all now: its client may not hear it. No row has failed by that."""
    await _marked(connection, HELD, [taken.id, taken.taken, wait, why.code, why.en, why.zh, PATIENCE])


async def disabled(connection: Connection, taken: Taken, why: Refusal) -> None:
    """Write down that its receiver wants nothing more."""
    await _marked(connection, DISABLED, [taken.id, taken.taken, why.code, why.en, why.zh])


async def put_down(connection: Connection, taken: Taken) -> None:
    """Leave it to whoever looks next."""
    await _marked(connection, PUT_DOWN, [taken.id, taken.taken])


def told_at(id: UUID) -> datetime:
    """When a row of the outbox was written, which its id tells (UUIDv7)."""
    return datetime.fromtimestamp((id.int >> 80) / 1000).astimezone()


async def _marked(connection: Connection, statement: str, values: list[object]) -> bool:
    return bool((await connection.execute(statement, values, prepare=True)).rowcount)


BEHIND_CURSOR = """o.topic = t.topic AND o.department = s.department
  AND (o.changed_xid, o.id) > (s.cursor_xid, s.cursor_id)
  AND o.changed_xid < pg_snapshot_xmin(pg_current_snapshot())"""

FREE = """s.state = 'ACTIVE' AND s.next_try_at <= clock_timestamp()
  AND (s.taken_until IS NULL OR s.taken_until < clock_timestamp())"""

DUE = f"""SELECT s.webhook_id, s.department FROM webhook_stands s
WHERE {FREE} AND (
  EXISTS (SELECT FROM webhook_dead_letters d WHERE d.webhook_id = s.webhook_id AND d.replay_at IS NOT NULL)
  OR EXISTS (SELECT FROM unnest(s.topics) t(topic) WHERE EXISTS (SELECT FROM outbox o WHERE {BEHIND_CURSOR})))
ORDER BY s.next_try_at"""

TAKE = f"""UPDATE webhook_stands s SET taken = taken + 1, taken_until = clock_timestamp() + $2::interval
WHERE s.webhook_id = $1 AND {FREE} RETURNING taken"""

TAKEN = """SELECT w.id, w.department, w.client, w.scopes, w.url, s.topics, w.secret,
  CASE WHEN clock_timestamp() < w.former_until THEN w.former_secret END, s.taken, s.tries
FROM webhooks w JOIN webhook_stands s ON s.webhook_id = w.id WHERE w.id = $1"""

# Up to where all is through, of one that still is to be told; whoever pauses it waits until what comes next is known.
IN_HAND = """SELECT pg_snapshot_xmin(pg_current_snapshot())::text FROM webhook_stands
WHERE webhook_id = $1 AND taken = $2 AND state = 'ACTIVE' FOR NO KEY UPDATE"""

# Each topic is read off its index, and the first of all is taken.
NEXT = f"""SELECT n.changed_xid::text, n.id, n.topic, n.subject_id, n.household_id, false
FROM webhook_stands s CROSS JOIN unnest($3::text[]) t(topic) CROSS JOIN LATERAL (
  SELECT o.changed_xid, o.id, o.topic, o.subject_id, o.household_id FROM outbox o
  WHERE {BEHIND_CURSOR} AND o.department = $2 AND {SEEN} ORDER BY o.changed_xid, o.id LIMIT 1) n
WHERE s.webhook_id = $1 ORDER BY n.changed_xid, n.id LIMIT 1"""

GO_ON_BEHIND = """UPDATE webhook_stands SET cursor_xid = $3::text::xid8, cursor_id = $4
WHERE webhook_id = $1 AND taken = $2 AND cursor_xid < $3::text::xid8"""

WELL = """tries = 0, failing_since = NULL, failure = NULL, failure_en = NULL, failure_zh = NULL,
  delivered = delivered + 1, delivered_at = clock_timestamp(), next_try_at = clock_timestamp(),
  taken_until = clock_timestamp() + $3::interval"""

DELIVERED = f"""UPDATE webhook_stands SET cursor_xid = $4::text::xid8, cursor_id = $5, {WELL}
WHERE webhook_id = $1 AND taken = $2"""

LETTER_DELIVERED = f"UPDATE webhook_stands SET {WELL} WHERE webhook_id = $1 AND taken = $2"

SPENT = "state = 'ACTIVE' AND failing_since < clock_timestamp() - $7::interval"

IN_VAIN = f"""failure = $4, failure_en = $5, failure_zh = $6,
  failing_since = coalesce(failing_since, clock_timestamp()),
  next_try_at = clock_timestamp() + $3::interval, taken_until = NULL,
  state = CASE WHEN {SPENT} THEN 'DISABLED' ELSE state END,
  disabled_at = CASE WHEN {SPENT} THEN clock_timestamp() ELSE disabled_at END"""

FAILED = f"UPDATE webhook_stands SET tries = tries + 1, {IN_VAIN} WHERE webhook_id = $1 AND taken = $2"

HELD = f"UPDATE webhook_stands SET {IN_VAIN} WHERE webhook_id = $1 AND taken = $2"

# What was paused while its receiver answered stays so.
DISABLED = """UPDATE webhook_stands SET state = CASE WHEN state = 'ACTIVE' THEN 'DISABLED' ELSE state END,
  disabled_at = CASE WHEN state = 'ACTIVE' THEN clock_timestamp() ELSE disabled_at END,
  failure = $3, failure_en = $4, failure_zh = $5, failing_since = coalesce(failing_since, clock_timestamp()),
  taken_until = NULL
WHERE webhook_id = $1 AND taken = $2"""

PUT_DOWN = """UPDATE webhook_stands SET taken_until = NULL, next_try_at = clock_timestamp()
WHERE webhook_id = $1 AND taken = $2"""

BEHIND = """UPDATE webhook_stands SET cursor_xid = $2::text::xid8, cursor_id = $3, tries = 0,
  next_try_at = clock_timestamp() WHERE webhook_id = $1"""
