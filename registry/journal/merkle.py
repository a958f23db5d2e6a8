"""The Merkle tree of RFC 9162: which subtrees a root and a proof are made of, and whether a proof holds.

Pure arithmetic over hashes of perfect subtrees by (level, index), level 0 being the leaves; the log keeps those.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

Subtree = tuple[int, int]
"""Level and index: the leaves from `index << level` on, `1 << level` of them."""
Span = tuple[int, int]
"""The leaves from the first to before the second."""
Hashes = Callable[[Subtree], bytes]


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf (RFC 9162 §2.1.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands over two."""
    return sha256(b"\x01" + left + right).digest()


def subtrees(span: Span) -> Iterator[Subtree]:
    """The perfect subtrees of which a span of the tree is made, from the left."""
    start, end = span
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield level, start >> level
        start += 1 << level


def span_hash(span: Span, hashes: Hashes) -> bytes:
    """The hash over a span; over none that of nothing."""
    found = [hashes(subtree) for subtree in subtrees(span)]
    if not found:
        return sha256().digest()
    over = found.pop()
    while found:
        over = node_hash(found.pop(), over)
    return over


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The spans whose hashes prove that a leaf is in the tree of this size (§2.1.3.1), from the bottom."""
    spans: list[Span] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """The spans whose hashes prove that the tree of the new size begins with that of the old (§2.1.4.1)."""
    if old in (0, new):
        return []
    spans: list[Span] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start, whole = middle, False
    if not whole:
        spans.append((start, end))
    return spans[::-1]


def includes(root: bytes, size: int, index: int, leaf: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the leaf of this hash stands at `index` (§2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, over = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            over = node_hash(sibling, over)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            over = node_hash(over, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and over == root


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the new tree begins with the old one (§2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        return not path and (old == 0 or old_root == new_root)
    proof = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not proof:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = proof[0]
    for sibling in proof[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(count: int) -> int:
    """The largest power of two below a count of at least two."""
    return 1 << ((count - 1).bit_length() - 1)
