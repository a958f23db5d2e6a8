"""Proofs from the audit log (存证证明): that a link is in it, that a later state begins with an earlier one."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal
from registry.journal.audit_subtrees import ASK, Kept, hashes, needed, path
from registry.journal.audited_rows import SOURCES, WRITTEN, rows
from registry.journal.merkle import Hashes, Span, consistency_spans, inclusion_spans
from registry.journal.receipt_proofs import ReceiptProof
from registry.store.connection import Connection


class Signed(NamedTuple):
    """A checkpoint: its size and its note."""

    size: int
    note: str


class OwnLeaf(NamedTuple):
    """The leaf of a link, and the row as it binds it."""

    place: int
    salt: bytes
    row: str


async def latest(connection: Connection) -> Signed | None:
    """The newest checkpoint, where there is one."""
    return await connection.fetch_one(Signed, LATEST)


async def inclusion(connection: Connection, link: UUID, department: str) -> ReceiptProof:
    """The proof that a link which a department told is in the log.

    Raises UNKNOWN_LINK, also where another department has told it, and NOT_SIGNED_YET.
    """
    await connection.execute(WRITTEN)
    leaf = await connection.fetch_one(OwnLeaf, LEAF, [link, department])
    if leaf is None:
        if await connection.fetch_one(bool, TOLD, [link, department]):
            raise Refusal("NOT_SIGNED_YET", "link")
        raise Refusal("UNKNOWN_LINK", "link")
    signed = await latest(connection)
    if signed is None or signed.size <= leaf.place:
        raise Refusal("NOT_SIGNED_YET", "link")
    spans = inclusion_spans(leaf.place, signed.size)
    found = path(spans, await _hashes(connection, spans))
    return ReceiptProof(leaf.row, leaf.salt, leaf.place, found, signed.note)


async def consistency(connection: Connection, old: int, new: int) -> list[bytes]:
    """The proof that the log of one checkpoint begins with that of an earlier one, by their sizes.

    Raises NO_SUCH_CHECKPOINT.
    """
    known = set(await connection.fetch(int, SIZES, [[old, new]]))
    if not {old, new} <= known or old > new:
        raise Refusal("NO_SUCH_CHECKPOINT", "from" if old not in known or old > new else "to")
    spans = consistency_spans(old, new)
    return path(spans, await _hashes(connection, spans))


async def _hashes(connection: Connection, spans: Sequence[Span]) -> Hashes:
    return hashes(await connection.fetch(Kept, ASK, needed(spans)))


LATEST = "SELECT size, note FROM audit_checkpoints ORDER BY at DESC LIMIT 1"

SIZES = "SELECT DISTINCT size FROM audit_checkpoints WHERE size = ANY($1::bigint[])"

TOLD = "SELECT true FROM chain_links WHERE id = $1 AND department = $2"

LINKS = next(source for source in SOURCES if source.name == "LINK")

LEAF = f"""SELECT f."index", f.salt, r.body FROM ({rows(LINKS, "t.id = $1 AND t.department = $2")}) r
JOIN audit_leaves f ON f.source = r.source AND f.row_id = r.row_id"""
