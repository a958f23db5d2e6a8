"""Known entries (重复提交): those that came before with the same content, known without anybody being looked for."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from registry.aid.entries import Accepted
from registry.journal.chain import Receipt
from registry.store.arrays import Rows
from registry.store.connection import FEW, Connection, Question


class Sent(NamedTuple):
    """By what an entry is known: the county that pays, its id there, and the hash of its content."""

    county: str
    external_id: str
    content: bytes


class Known(NamedTuple):
    """An entry of a batch that was taken in before, by its place there."""

    n: int
    record: UUID
    link: UUID
    hash: bytes


async def known(connection: Connection, department: str, sent: Mapping[int, Sent]) -> dict[int, Accepted]:
    """What became of those that were taken in before, as `repetition.decide` answers them: nothing locks them."""
    question = Question(KNOWN, [department, *SENT.arrays(sent.items())])
    rows = await connection.rows(Known, question, len(sent) <= FEW) if sent else []
    return {row.n: Accepted(row.record, Receipt(row.link, bytes(row.hash)), True, ()) for row in rows}


SENT = Rows[tuple[int, Sent]](
    n=("int", lambda one: one[0]),
    county=("text", lambda one: one[1].county),
    external_id=("text", lambda one: one[1].external_id),
    content=("bytea", lambda one: one[1].content),
)

# Each by index, as in `repetition`.
KNOWN = f"""SELECT s.n, f.record_id, f.link_id, l.hash
FROM {SENT.unnest("s", first=2)}
CROSS JOIN LATERAL (SELECT * FROM feedback_entries x
  WHERE x.department = $1 AND x.county = s.county AND x.external_id = s.external_id OFFSET 0) f
CROSS JOIN LATERAL (SELECT * FROM chain_links y WHERE y.id = f.link_id OFFSET 0) l
WHERE f.content_hash = s.content AND f.record_id IS NOT NULL"""
