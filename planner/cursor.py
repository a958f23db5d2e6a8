"""Cursors: made by PostgreSQL from the keys of a row, read back before the next statement."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from planner.binding import Binding, Digest
from planner.selection import SelectedField
from planner.shape import Key
from planner.values import BY_TYPE
from registry.errors import Refusal


def written(digest: str, keys: Sequence[str]) -> str:
    """The cursor of a row as SQL: base64url of a JSON array of the list's digest and the row's keys."""
    plain = f"json_build_array({', '.join([digest, *keys])})::text"
    return rf"translate(encode(convert_to({plain}, 'UTF8'), 'base64'), E'+/=\n', '-_')"


@dataclass(frozen=True)
class After:
    """One key of the row after which a page begins."""

    selected: SelectedField
    keys: tuple[Key, ...]
    index: int
    argument: str = "after"
    era: str | None = None

    def value(self, binding: Binding) -> object:
        """The key's value, read from the cursor; raises BAD_CURSOR and CURSOR_BEFORE_RESTORE."""
        values = binding.once((After, self.selected), lambda: self._current(binding))
        return values[self.index]

    def _current(self, binding: Binding) -> list[object]:
        values = self._values(binding)
        # What it had seen may have been taken back by the restore.
        if self.era and cast("int", values[0]) < cast("int", binding.caller[self.era]):
            raise Refusal("CURSOR_BEFORE_RESTORE").at(self.selected.path)
        return values

    def _values(self, binding: Binding) -> list[object]:
        cursor = str(binding.argument(self.selected, self.argument))
        try:
            digest, *values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
            if digest != Digest(self.selected).value(binding) or len(values) != len(self.keys) or None in values:
                raise ValueError(cursor)
            return [BY_TYPE[key.type](value) for key, value in zip(self.keys, values, strict=True)]
        except (ValueError, TypeError, RecursionError, binascii.Error, Refusal):
            raise Refusal("BAD_CURSOR").at(self.selected.path) from None


@dataclass(frozen=True)
class PageSize:
    """How many rows a page holds."""

    selected: SelectedField
    usual: int
    most: int

    def value(self, binding: Binding) -> int:
        """The argument `first`, or the usual size."""
        first = binding.argument(self.selected, "first")
        if first is None:
            return self.usual
        if 1 <= first <= self.most:
            return int(first)
        raise Refusal("PAGE_SIZE", name="first", most=self.most).at(self.selected.path)


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
