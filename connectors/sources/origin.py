"""Origins: the places outside the hub from which a source's rows are fetched, each time as a file that is taken in."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass
class Unit:
    """What is fetched at one time: a file of a folder, the new rows of a table or an interface."""

    name: str
    """As the file is called that it becomes."""
    mark: str
    """What tells the origin the next time up to where it was read, at the latest once its content was; "" where it
    needs nothing of that kind."""
    since: str = ""
    """The mark of the last time."""
    stamp: str = ""
    """How it stood when it was found, of what others may write meanwhile."""


class Origin(Protocol):
    """A place that is read; whatever it raises besides a Refusal is an outage, and it is tried again later."""

    def units(self, since: str) -> Iterator[Unit]:
        """What there is to fetch, behind the mark of the last time ("" for all)."""

    def content(self, unit: Unit) -> Generator[bytes]:
        """The bytes of the file, piece by piece."""

    def put_away(self, unit: Unit) -> None:
        """It is kept by the hub: a file is moved out of the way, so that it is not fetched again."""
