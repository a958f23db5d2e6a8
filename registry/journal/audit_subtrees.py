"""Subtrees of the audit log as they are kept: from them roots and proofs are made."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import psycopg

from registry.journal.merkle import Hashes, Span, Subtree, span_hash, subtrees
from registry.store.arrays import array


class Kept(NamedTuple):
    """A perfect subtree with its hash."""

    level: int
    place: int
    hash: bytes


def root_of(connection: psycopg.Connection, size: int) -> bytes:
    """The root over the first leaves."""
    levels, indexes = needed([(0, size)])
    kept = connection.execute(SYNC, {"levels": levels, "indexes": indexes}).fetchall()
    return span_hash((0, size), hashes(Kept(*row) for row in kept))


def needed(spans: Iterable[Span]) -> list[str]:
    """The levels and the indexes of the subtrees of spans, as the values of the statement."""
    of: list[Subtree] = [subtree for span in spans for subtree in subtrees(span)]
    return [array([level for level, _ in of]), array([index for _, index in of])]


def hashes(kept: Iterable[Kept]) -> Hashes:
    """Look-up of what was read; raises KeyError where a subtree is missing."""
    found = {(one.level, one.place): bytes(one.hash) for one in kept}
    return found.__getitem__


def path(spans: Sequence[Span], found: Hashes) -> list[bytes]:
    """The hashes of a proof."""
    return [span_hash(span, found) for span in spans]


SUBTREES = """SELECT w.level, w.index, s.hash
FROM unnest({}::int[], {}::bigint[]) w (level, index)
  JOIN audit_subtrees s ON s.level = w.level AND s."index" = w.index
UNION ALL SELECT w.level, w.index, sha256('\\x00'::bytea || f.commitment)
FROM unnest({}::int[], {}::bigint[]) w (level, index) JOIN audit_leaves f ON w.level = 0 AND f."index" = w.index"""
"""The subtrees of these levels and indexes; a leaf is kept by what it commits to."""

ASK = SUBTREES.format("$1", "$2", "$1", "$2")
SYNC = SUBTREES.format("%(levels)s", "%(indexes)s", "%(levels)s", "%(indexes)s")
