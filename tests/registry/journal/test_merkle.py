"""Stories of the Merkle tree: it has the roots of Certificate Transparency, and no proof holds but the right one."""

import random
from hashlib import sha256

from registry.journal.merkle import (
    Subtree,
    consistency_spans,
    consistent,
    includes,
    inclusion_spans,
    leaf_hash,
    node_hash,
    span_hash,
)

# The leaves and roots with which implementations of Certificate Transparency are tested.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
MOST = 40


class Tree:
    """A tree of so many leaves, whose perfect subtrees are hashed as the definition says."""

    def __init__(self, entries: list[bytes]) -> None:
        self._hashes: dict[Subtree, bytes] = {(0, n): leaf_hash(entry) for n, entry in enumerate(entries)}

    def __call__(self, subtree: Subtree) -> bytes:
        if subtree not in self._hashes:
            level, index = subtree
            self._hashes[subtree] = node_hash(self((level - 1, 2 * index)), self((level - 1, 2 * index + 1)))
        return self._hashes[subtree]

    def root(self, size: int) -> bytes:
        return span_hash((0, size), self)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return [span_hash(span, self) for span in inclusion_spans(index, size)]

    def consistency(self, old: int, new: int) -> list[bytes]:
        return [span_hash(span, self) for span in consistency_spans(old, new)]


def test_roots_are_those_of_certificate_transparency() -> None:
    tree = Tree(LEAVES)
    assert tree.root(0) == sha256(b"").digest()
    assert [tree.root(size).hex() for size in range(1, 9)] == list(ROOTS)


def test_paths_are_those_of_certificate_transparency() -> None:
    tree = Tree(LEAVES)
    assert [one.hex()[:8] for one in tree.inclusion(0, 8)] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert [one.hex()[:8] for one in tree.inclusion(5, 8)] == ["bc1a0643", "ca854ea1", "d37ee418"]
    assert [one.hex()[:8] for one in tree.consistency(6, 8)] == ["0ebc5d34", "ca854ea1", "d37ee418"]
    assert tree.consistency(1, 1) == []


def test_every_leaf_is_proved_in_every_tree_and_no_other_in_its_place() -> None:
    tree = Tree([b"%d" % n for n in range(MOST)])
    for size in range(1, MOST + 1):
        root = tree.root(size)
        for index in range(size):
            path, leaf = tree.inclusion(index, size), tree((0, index))
            assert includes(root, size, index, leaf, path)
            assert not includes(root, size, (index + 1) % size, leaf, path) or size == 1
            assert not includes(root, size, index, leaf_hash(b"another"), path)
            assert not includes(root, size, index, leaf, [*path, root])
            assert not path or not includes(root, size, index, leaf, path[:-1])
    assert not includes(root, size, size, leaf, path)


def test_every_tree_is_proved_to_begin_with_every_smaller_one() -> None:
    tree = Tree([b"%d" % n for n in range(MOST)])
    other = Tree([b"another", *(b"%d" % n for n in range(1, MOST))])
    for new in range(1, MOST + 1):
        for old in range(new + 1):
            path = tree.consistency(old, new)
            assert consistent(old, tree.root(old), new, tree.root(new), path)
            assert not consistent(old, tree.root(old), new, tree.root(new), [*path, tree.root(new)])
            if old:
                assert not consistent(old, other.root(old), new, tree.root(new), path)
                assert not consistent(old, tree.root(old), new, other.root(new), path)
    assert not consistent(new + 1, tree.root(new), new, tree.root(new), [])


def test_no_flipped_bit_of_a_proof_is_believed() -> None:
    tree, chance = Tree([b"%d" % n for n in range(1000)]), random.Random(16)
    for _ in range(2000):
        size = chance.randrange(2, 1001)
        index, old = chance.randrange(size), chance.randrange(1, size)
        whole = [tree.root(size), tree((0, index)), *tree.inclusion(index, size)]
        flipped = _flipped(whole, chance)
        assert not includes(flipped[0], size, index, flipped[1], flipped[2:])
        pair = [tree.root(old), tree.root(size), *tree.consistency(old, size)]
        changed = _flipped(pair, chance)
        assert not consistent(old, changed[0], size, changed[1], changed[2:])


def _flipped(hashes: list[bytes], chance: random.Random) -> list[bytes]:
    at = chance.randrange(len(hashes))
    one = bytearray(hashes[at])
    one[chance.randrange(32)] ^= 1 << chance.randrange(8)
    return [*hashes[:at], bytes(one), *hashes[at + 1 :]]
