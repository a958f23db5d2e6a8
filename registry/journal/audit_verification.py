"""Verification of the audit log: every leaf, subtree and checkpoint derived anew from the rows as they stand."""

import hmac
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import psycopg

from registry.errors import Refusal
from registry.journal.audited_rows import SOURCES, WRITTEN, all_rows
from registry.journal.checkpoints import BadNote, Checkpoint, Keys, Note
from registry.journal.merkle import Subtree, leaf_hash, node_hash, span_hash

AT_ONCE = 8192
"""Leaves that are read together."""

Findings = Iterator[Refusal]


class Leaf(NamedTuple):
    """A leaf as it is kept."""

    place: int
    source: str
    row_id: UUID
    salt: bytes | None
    commitment: bytes


@dataclass
class Verified:
    """What has been derived so far."""

    size: int = 0
    hashes: dict[Subtree, bytes] = field(default_factory=dict)

    def root(self) -> bytes:
        """The root over the leaves so far."""
        return span_hash((0, self.size), self.hashes.__getitem__)

    def add(self, leaf: bytes) -> dict[Subtree, bytes]:
        """Add the hash of a leaf; the subtrees that are complete with it and have several leaves."""
        level, index, over = 0, self.size, leaf
        complete: dict[Subtree, bytes] = {}
        while index & 1:
            over = node_hash(self.hashes.pop((level, index - 1)), over)
            level, index = level + 1, index >> 1
            complete[level, index] = over
        self.hashes[level, index] = over
        self.size += 1
        return complete


def verify(
    connection: psycopg.Connection, keys: Keys, outside: Sequence[Note], tell: Callable[[int], None]
) -> Findings:
    """What does not fit, within one snapshot of the caller's transaction; `tell` hears how many leaves are done.

    `outside` are the checkpoints kept outside the database, oldest first, and `keys` those that may have signed them.
    """
    connection.execute(WRITTEN)
    kept = list(_kept(connection))
    yield from _signatures(keys, kept)
    yield from _outside(keys, kept, outside)
    checked = _by_size([*kept, *(note.checkpoint for note in outside)])
    done = Verified()
    yield from _roots(done, checked)
    while leaves := [Leaf(*row) for row in connection.execute(LEAVES, [done.size, AT_ONCE]).fetchall()]:
        yield from _rows(connection, leaves)
        before = done.size
        yield from _tree(connection, leaves, done, checked)
        tell(done.size)
        if done.size == before:
            break
    for size in sorted(size for size in checked if size > done.size):
        yield Refusal("AUDIT_LEAVES_GONE", count=size - done.size, at=_told(checked[size][-1]))
    yield from _beside(connection, done.size)


def leaves(connection: psycopg.Connection) -> tuple[int, int]:
    """How many there are to verify, and of how many what they commit to was erased."""
    leaves, erased = connection.execute(COUNT).fetchone() or (0, 0)
    return leaves, erased


def _kept(connection: psycopg.Connection) -> "Iterator[Note | Checkpoint]":
    for at, size, root, kid, text in connection.execute(CHECKPOINTS).fetchall():
        with suppress(BadNote):
            note = Note.read(text)
            of = note.checkpoint
            if (of.at, of.size, of.root, note.kid) == (at, size, bytes(root), kid):
                yield note
                continue
        yield Checkpoint("", size, bytes(root), at)


def _signatures(keys: Keys, kept: "Sequence[Note | Checkpoint]") -> Findings:
    for one in kept:
        try:
            if not isinstance(one, Note):
                raise BadNote("its row says something else than its note")
            one.check(keys)
        except BadNote as bad:
            yield Refusal("AUDIT_CHECKPOINT_CHANGED", at=_told(_of(one)), detail=str(bad))


def _outside(keys: Keys, kept: "Sequence[Note | Checkpoint]", outside: Sequence[Note]) -> Findings:
    inside = {str(note) for note in kept if isinstance(note, Note)}
    for note in outside:
        try:
            note.check(keys)
        except BadNote as bad:
            yield Refusal("AUDIT_CHECKPOINT_CHANGED", at=_told(note.checkpoint), detail=str(bad))
        if str(note) not in inside:
            yield Refusal("AUDIT_CHECKPOINT_GONE", at=_told(note.checkpoint))


def _by_size(checkpoints: "Sequence[Note | Checkpoint]") -> Mapping[int, list[Checkpoint]]:
    found: dict[int, list[Checkpoint]] = {}
    for one in checkpoints:
        found.setdefault(_of(one).size, []).append(_of(one))
    return found


def _roots(done: Verified, checked: Mapping[int, list[Checkpoint]]) -> Findings:
    for checkpoint in checked.get(done.size, ()):
        if checkpoint.root != done.root():
            yield Refusal("AUDIT_ROOT_DIFFERS", at=_told(checkpoint), count=checkpoint.size)


def _rows(connection: psycopg.Connection, leaves: Sequence[Leaf]) -> Findings:
    """Whether each leaf commits to its row as it stands."""
    for source in SOURCES:
        of = {leaf.row_id: leaf for leaf in leaves if leaf.source == source.name}
        seen: set[UUID] = set()
        for id, body in connection.execute(ROWS[source.name], [list(of)]) if of else ():
            leaf = of[id]
            if id in seen:
                yield Refusal("AUDIT_ROW_TWICE", value=source.table, name=str(id))
            seen.add(id)
            salt = leaf.salt
            if salt is None or not hmac.compare_digest(sha256(salt + body.encode()).digest(), leaf.commitment):
                yield Refusal("AUDIT_ROW_CHANGED", value=source.table, name=str(id), count=leaf.place)
        for id, leaf in of.items():
            if id not in seen:  # nothing is erased yet: a salt that is gone with its row was taken by hand
                yield Refusal("AUDIT_ROW_GONE", value=source.table, name=str(id), count=leaf.place)
    for leaf in leaves:
        if leaf.source not in ROWS:
            yield Refusal("AUDIT_ROW_GONE", value=leaf.source, name=str(leaf.row_id), count=leaf.place)


def _tree(
    connection: psycopg.Connection, leaves: Sequence[Leaf], done: Verified, checked: Mapping[int, list[Checkpoint]]
) -> Findings:
    """Whether the subtrees are those of the leaves, and the roots those that were signed."""
    derived: dict[Subtree, bytes] = {}
    for leaf in leaves:
        if leaf.place != done.size:
            yield Refusal("AUDIT_LEAVES_GONE", count=leaf.place - done.size, at="–")
            return
        derived |= done.add(leaf_hash(leaf.commitment))
        yield from _roots(done, checked)
    wanted = sorted(derived)
    values = [[level for level, _ in wanted], [index for _, index in wanted]]
    kept = {(level, index): bytes(hash) for level, index, hash in connection.execute(SUBTREES, values).fetchall()}
    for level, index in wanted:
        if kept.get((level, index)) != derived[level, index]:
            yield Refusal("AUDIT_SUBTREE_DIFFERS", value=level, count=index)


def _beside(connection: psycopg.Connection, size: int) -> Findings:
    """What is there beside the leaves: rows without one, subtrees of none, links that lie elsewhere."""
    for source, count in connection.execute(UNBOUND).fetchall():
        yield Refusal("AUDIT_ROWS_UNBOUND", value=source, count=count)
    ((kept,),) = connection.execute("SELECT count(*) FROM audit_subtrees").fetchall()
    expected = sum(size >> level for level in range(1, size.bit_length()))
    if kept > expected:
        yield Refusal("AUDIT_SUBTREE_DIFFERS", value="–", count=kept - expected)
    for (link,) in connection.execute(ELSEWHERE).fetchall():
        yield Refusal("AUDIT_LINK_MOVED", name=str(link))


def _of(one: "Note | Checkpoint") -> Checkpoint:
    return one.checkpoint if isinstance(one, Note) else one


def _told(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.at:%Y-%m-%d %H:%M:%S}Z"


ROWS = {
    source.name: f"""SELECT {source.id}, {source.body} FROM {source.table} t {source.joined}
WHERE {source.key} = ANY({source.keys})"""
    for source in SOURCES
}

COUNT = "SELECT count(*), count(*) FILTER (WHERE salt IS NULL) FROM audit_leaves"

LEAVES = """SELECT "index", source, row_id, salt, commitment FROM audit_leaves WHERE "index" >= %s
ORDER BY "index" LIMIT %s"""

CHECKPOINTS = "SELECT at, size, root, kid, note FROM audit_checkpoints ORDER BY at"

SUBTREES = """SELECT s.level, s."index", s.hash FROM unnest(%s::int[], %s::bigint[]) w (level, index)
JOIN audit_subtrees s ON s.level = w.level AND s."index" = w.index"""

UNBOUND = f"""SELECT source, count(*) FROM ({
    all_rows(
        "{at} < (SELECT floor FROM audit_state)"
        " AND NOT EXISTS (SELECT FROM audit_leaves f WHERE f.source = '{source}' AND f.row_id = {id})"
    )
}) r GROUP BY source ORDER BY source"""

# A link lies where its last move took it, each move goes on from the one before, and none was made but by an act.
ELSEWHERE = """SELECT m.link_id FROM (
  SELECT m.*, lag(to_household) OVER moves AS household, lag(to_person) OVER moves AS person,
    row_number() OVER moves AS n, lead(id) OVER moves AS next
  FROM link_moves m WINDOW moves AS (PARTITION BY link_id ORDER BY moved_at, id)) m
LEFT JOIN chain_links l ON l.id = m.link_id
WHERE m.department IS NULL
  OR (m.n > 1 AND (m.household, m.person) IS DISTINCT FROM (m.from_household, m.from_person))
  OR (m.next IS NULL AND (l.household_id, l.person_id) IS DISTINCT FROM (m.to_household, m.to_person))
GROUP BY m.link_id ORDER BY m.link_id"""
