"""Scattered keys: of joint rows those keys whose rows do not all stand in one chunk, found before any is taken in."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

PARTS = 64
"""Hashes are sorted part by part, so that few of them are numbers of Python at a time."""
WIDTH = (1 << 64) - 1


class ScatteredKeys:
    """Eight bytes for each key of a chunk, so that a file of millions of rows fits beside its reading."""

    def __init__(self) -> None:
        self._seen = [array("Q") for _ in range(PARTS)]
        self._scattered = [array("Q") for _ in range(PARTS)]

    def add(self, chunk: Iterable[str]) -> None:
        """The keys of one more chunk, each once."""
        for key in chunk:
            hashed = hash(key) & WIDTH
            self._seen[hashed % PARTS].append(hashed)

    def end(self) -> None:
        """Nothing comes after: keep those that came in more than one chunk."""
        for n, part in enumerate(self._seen):
            ordered = sorted(part)
            self._scattered[n] = array("Q", dict.fromkeys(one for one, next_ in pairwise(ordered) if one == next_))
        self._seen = []

    def __contains__(self, key: object) -> bool:
        hashed = hash(key) & WIDTH
        part = self._scattered[hashed % PARTS]
        place = bisect_left(part, hashed)
        return place < len(part) and part[place] == hashed
