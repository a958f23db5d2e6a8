"""An interface of others (接口服务) that answers in JSON: its pages, one after the other, are one file."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.sources.json_pages import Paging
from connectors.sources.json_requests import JsonRequests
from connectors.sources.json_rows import Table, flat
from connectors.sources.origin import Unit
from policy.sources import Source
from registry.errors import Refusal
from registry.reference.calendar import ZONE

OVERLAP = timedelta(minutes=10)
"""How far behind the last mark is asked again, as of a table: who commits late writes an earlier moment."""
EPOCHS = {10: 1, 13: 1000}
"""By their digits, moments that are told in seconds or thousandths of them."""
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:.*")


@dataclass(frozen=True)
class JsonInterface:
    """With a watermark, where a row says when it was last written, what was written since is asked for."""

    requests: JsonRequests
    paging: Paging
    source: Source
    watermark: str = ""
    since: str = ""
    """The parameter under which the last mark is sent."""

    def units(self, since: str) -> Iterator[Unit]:
        """One, of what was written behind the mark."""
        yield Unit(f"{self.source.name}.csv", since, since)

    def content(self, unit: Unit) -> Generator[bytes]:
        """Its heading and rows, nothing where there are none; raises what JsonRequests and Paging do."""
        table, name = Table(self.source, self.requests.host), self.requests.host
        asked = {self.since: before(unit.since)} if self.since and unit.since else {}
        with self.requests.opened() as asking:
            for page in self.paging.pages(lambda place: asking.page({**asked, **place}), name):
                rows = [dict(flat(row)) for row in page]
                if self.watermark and rows:
                    unit.mark = newest(unit.mark, *self._marks(rows))
                yield table.lines(rows)

    def put_away(self, unit: Unit) -> None:
        """Nothing: its rows are the sender's."""

    def _marks(self, rows: list[dict[str, str]]) -> Iterator[str]:
        if not any(row.get(self.watermark) for row in rows):
            raise Refusal("SOURCE_COLUMNS", name=self.requests.host, columns=self.watermark)
        yield from (row.get(self.watermark, "") for row in rows)


def newest(*marks: str) -> str:
    """The last of them: numbers as numbers, moments not beyond now where somebody's clock is wrong."""
    last = max(marks, key=lambda mark: (len(mark) if mark.isdecimal() else 0, mark))
    moment = _moment(last)
    if moment is None:
        return last
    now = datetime.now(moment.tzinfo or ZONE).replace(tzinfo=moment.tzinfo)
    return last if moment <= now else _told(now, last)


def before(mark: str) -> str:
    """A mark with the overlap, told as it was; days and versions as they are."""
    moment = _moment(mark)
    if moment:
        return _told(moment - OVERLAP, mark)
    if mark.isdecimal() and len(mark) in EPOCHS:
        return str(int(mark) - int(OVERLAP.total_seconds()) * EPOCHS[len(mark)])
    return mark


def _moment(mark: str) -> datetime | None:
    try:
        return datetime.fromisoformat(mark) if MOMENT.fullmatch(mark) else None
    except ValueError:
        return None


def _told(moment: datetime, like: str) -> str:
    text = moment.isoformat(like[10], "seconds")
    return text.removesuffix("+00:00") + "Z" if like.endswith("Z") else text
