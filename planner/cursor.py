"""Cursors: made by PostgreSQL from the keys of a row, read back before the next statement."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass

from planner.binding import Binding, Digest
from planner.errors import Refused
from planner.selection import Asked
from planner.shape import Key
from planner.values import BY_TYPE


def written(digest: str, keys: Sequence[str]) -> str:
    """The cursor of a row as SQL: base64url of a JSON array of the list's digest and the row's keys."""
    plain = f"json_build_array({', '.join([digest, *keys])})::text"
    return rf"translate(encode(convert_to({plain}, 'UTF8'), 'base64'), E'+/=\n', '-_')"


@dataclass(frozen=True)
class After:
    """One key of the row after which a page begins."""

    asked: Asked
    keys: tuple[Key, ...]
    index: int
    argument: str = "after"

    def value(self, binding: Binding) -> object:
        """The key's value, read from the cursor."""
        read = binding.once((After, self.asked), lambda: self._read(binding))
        return read[self.index]

    def _read(self, binding: Binding) -> list[object]:
        cursor = str(binding.argument(self.asked, self.argument))
        try:
            digest, *found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
            if digest != Digest(self.asked).value(binding) or len(found) != len(self.keys) or None in found:
                raise ValueError(cursor)
            return [BY_TYPE[key.type](value) for key, value in zip(self.keys, found, strict=True)]
        except (ValueError, TypeError, RecursionError, binascii.Error, Refused):
            raise Refused(
                "BAD_CURSOR",
                "This cursor does not belong to this list: begin again without it.",
                "该游标不属于此列表，请去掉游标重新开始。",
                self.asked.path,
            ) from None


@dataclass(frozen=True)
class PageSize:
    """How many rows a page holds."""

    asked: Asked
    usual: int
    most: int

    def value(self, binding: Binding) -> int:
        """The argument `first`, or the usual size."""
        first = binding.argument(self.asked, "first")
        if first is None:
            return self.usual
        if 1 <= first <= self.most:
            return int(first)
        most = self.most
        raise Refused("PAGE_SIZE", f"`first` is from 1 to {most}.", f"first 须为 1 到 {most}。", self.asked.path)


def beyond(keys: Sequence[str], bounds: Sequence[str], directions: Sequence[str]) -> str:
    """The rows after the bounds: one comparison of rows, or key by key where directions differ.

    Either form bounds the leading key, which is what an index scan begins at.
    """
    sign = ">" if directions[0] == "asc" else "<"
    if len(set(directions)) == 1:
        return f"({', '.join(keys)}) {sign} ({', '.join(bounds)})"
    rest = beyond(keys[1:], bounds[1:], directions[1:])
    key, bound = keys[0], bounds[0]
    return f"{key} {sign}= {bound} AND ({key} {sign} {bound} OR {rest})"
