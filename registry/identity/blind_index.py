"""Blind indexes: equal ID numbers are found by a keyed hash that tells nothing else of them."""

from collections.abc import Iterable

from registry.identity.keys import KeyRing
from registry.identity.suites import Key

INDEX_BYTES = 16


class BlindIndexes:
    """The indexes of values under the ring's index keys; while a key is rotated, the ones that follow too."""

    def __init__(self, ring: KeyRing) -> None:
        self._first_key, *self._later_keys = ring.index_keys
        self._next_key = ring.next_index_key

    def blind_index(self, kind: str, normalised: str) -> bytes:
        """What equal values have in common and nothing else: findable, not readable."""
        index = _mac(self._first_key, kind.encode() + b"\0" + normalised.encode())
        for key in self._later_keys:
            index = _mac(key, index)
        return index

    def blind_indexes(self, kind: str, values: Iterable[str]) -> list[bytes]:
        """The blind indexes of many values of one kind."""
        start, key, mac = kind.encode() + b"\0", self._first_key.secret, self._first_key.suite.mac
        indexes = [mac(key, start + value.encode())[:INDEX_BYTES] for value in values]
        for later in self._later_keys:
            indexes = [_mac(later, index) for index in indexes]
        return indexes

    def lasting(self, kind: str, value: str) -> bytes:
        """A keyed hash that no rotation changes: what is derived from it is derived alike for ever."""
        return _mac(self._first_key, kind.encode() + b"\0" + value.encode())

    def next_index(self, index: bytes) -> bytes | None:
        """The index that will follow this one, while the index key is rotated; no plaintext is needed."""
        return _mac(self._next_key, index) if self._next_key else None

    def following(self, indexes: Iterable[bytes]) -> dict[bytes, bytes]:
        """What each of these indexes will be, while the index key is rotated; else nothing."""
        key = self._next_key
        return {index: _mac(key, index) for index in indexes} if key else {}

    def ever(self, kind: str, normalised: str) -> list[bytes]:
        """Every index that the value has had, the present one last: what was written earlier names it by another."""
        indexes = [self.lasting(kind, normalised)]
        for key in self._later_keys:
            indexes.append(_mac(key, indexes[-1]))
        return indexes

    def candidates(self, kind: str, normalised: str) -> list[bytes]:
        """Every index the value may be found under now: `index = ANY(…) OR next_index = ANY(…)`."""
        index = self.blind_index(kind, normalised)
        following = self.next_index(index)
        return [index, following] if following else [index]


def _mac(key: Key, message: bytes) -> bytes:
    return key.mac(message)[:INDEX_BYTES]
