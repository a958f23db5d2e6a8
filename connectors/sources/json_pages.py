"""Pages of an interface: which is asked for next, and that each is another and the last one is the last."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from registry.errors import Refusal

MOST = 10_000
Row = Mapping[str, Any]
Ask = Callable[[Mapping[str, str]], Any]
"""What the JSON of the answer to these parameters holds."""


@dataclass(frozen=True)
class Paging:
    """Where the rows of an answer stand, and how the next page is asked for."""

    rows: str = ""
    """The way to them: `data.rows`; nothing where the answer is the list."""
    by: str = ""
    """cursor, page or offset; nothing where one answer holds all."""
    parameter: str = ""
    """Under which name the next cursor, page number or offset is sent."""
    cursor: str = ""
    """The way to the next cursor; where it leads to nothing, the page is the last."""
    first: int = 1
    """What the first page is called."""
    size_parameter: str = ""
    size: int = 1000
    total: str = ""
    """The way to how many rows there are."""
    expected: Mapping[str, str] = field(default_factory=dict)
    """What stands in every answer that is in order, by the ways to it."""
    most: int = MOST

    def pages(self, ask: Ask, name: str) -> Iterator[Sequence[Row]]:
        """The rows of each page until the last; raises SOURCE_ANSWER, SOURCE_REPEATED, SOURCE_ENDLESS, SOURCE_SHORT."""
        place = {"page": str(self.first), "offset": "0"}.get(self.by, "")
        seen, places, count = set[bytes](), {place}, 0
        for _ in range(self.most):
            answer = ask(self._parameters(place))
            rows = self._rows(answer, name)
            digest = hashlib.sha256(json.dumps(rows).encode()).digest()
            if rows and digest in seen:
                raise Refusal("SOURCE_REPEATED", name=name)
            seen.add(digest)
            count += len(rows)
            yield rows
            whole = self._total(answer, name)
            place = self._next(answer, place, rows, whole is not None and count >= whole)
            if not place:
                if whole is not None and count < whole:
                    raise Refusal("SOURCE_SHORT", name=name, count=count, most=whole)
                return
            if place in places:
                raise Refusal("SOURCE_REPEATED", name=name)
            places.add(place)
        raise Refusal("SOURCE_ENDLESS", name=name, count=self.most)

    def _parameters(self, place: str) -> Mapping[str, str]:
        told = {self.parameter: place, self.size_parameter: str(self.size)}
        return {name: value for name, value in told.items() if name and value}

    def _next(self, answer: Any, place: str, rows: Sequence[Row], all_read: bool) -> str:
        match self.by:
            case "cursor":
                return str(at(answer, self.cursor) or "")
            case "page" if rows and not all_read:
                return str(int(place) + 1)
            case "offset" if rows and not all_read:
                return str(int(place) + len(rows))
        return ""

    def _rows(self, answer: Any, name: str) -> Sequence[Row]:
        for way, value in self.expected.items():
            if str(at(answer, way)) != value:
                raise Refusal("SOURCE_ANSWER", name=name, detail=f"{way} = {value}")
        rows = at(answer, self.rows)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Refusal("SOURCE_ANSWER", name=name, detail=self.rows or "[]")
        return rows

    def _total(self, answer: Any, name: str) -> int | None:
        if not self.total:
            return None
        told = str(at(answer, self.total))
        if not told.isdecimal() or len(told) > len(str(10**12)):
            raise Refusal("SOURCE_ANSWER", name=name, detail=self.total)
        return int(told)


def at(answer: Any, way: str) -> Any:
    """What stands at the end of a way of names; None where it leads nowhere."""
    for step in way.split(".") if way else ():
        if not isinstance(answer, dict):
            return None
        answer = answer.get(step)
    return answer
