"""Tallies of sources (来源质量计数): what came of each item of a batch, added up by county while it is taken in."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self

from strawberry import UNSET

from auth.grants import Grant
from policy.quality_findings import Finding
from policy.sources import Column
from policy.statistics import statistics
from registry.journal import source_counts
from registry.journal.source_counts import Counts, Where
from registry.people.person_locks import LockedPerson
from registry.store.connection import Connection
from schema.fields.naming import camel_path
from schema.requests.context import Context, Hub

CYCLE = statistics().renewed_within_days
"""In how many days what has no cycle of its own is to come."""
EMPTY: tuple[object, ...] = (None, False, [], UNSET)
"""What is said of a field by leaving it out."""


class Taken(NamedTuple):
    """An item that stands: whether it was known already, what it says, of which day, and what is odd about it."""

    known: bool
    told: Iterable[str]
    day: datetime.date
    cycle: int
    """In how many days such items are to come."""
    findings: Sequence[Finding] = ()
    contradictions: Sequence[Finding] = ()


class Tally:
    """What came of the items of one batch."""

    def __init__(self, hub: Hub, grant: Grant, today: datetime.date, source: str) -> None:
        self._divisions, self._today = hub.divisions, today
        self._department, self._source = grant.department, source
        # Columns that nobody fills in are counted too, as never told.
        self._columns = dict.fromkeys(column.field for column in _columns(hub, grant.department, source))
        self._home = hub.divisions.around(grant.divisions).lo
        self._counts: dict[Where, Counts] = defaultdict(Counts)

    @classmethod
    def of(cls, context: Context, act: str) -> Self:
        """That of a batch, whose source is the act where it came through no other."""
        return cls(context.hub, context.caller.grant, context.caller.today, context.source or act)

    def refused(self, codes: Iterable[str], place: object = None) -> None:
        """An item was refused, which named this place or none."""
        counts = self._counts[self._where(place, None)]
        counts.received += 1
        counts.refused += 1
        counts.rules.update(set(codes))

    def taken(self, item: Taken, place: object = None, person: LockedPerson | None = None) -> None:
        """An item stands, about a person where it is about one."""
        counts = self._counts[self._where(place, person.position if person else None)]
        counts.received += 1
        counts.taken += not item.known
        counts.unchanged += item.known
        counts.odd += any(rule.severity == "WARNS" for rule, _ in item.findings)
        counts.unattached += person is not None and person.person is None
        age = max((self._today - item.day).days, 0)
        counts.age_days += age
        counts.late += age > item.cycle
        counts.contradicted += bool(item.contradictions)
        counts.rules.update({rule.code for rule, _ in (*item.findings, *item.contradictions)})
        counts.told.update(item.told)

    async def write(self, connection: Connection) -> None:
        """Write the sums down, in the transaction in which the items are taken in."""
        for counts in self._counts.values():
            named = {**dict.fromkeys(self._columns, 0), **counts.told}
            counts.told = Counter({camel_path(name): count for name, count in named.items()})
        await source_counts.write(connection, self._today, self._department, self._source, self._counts)

    def _where(self, place: object, registered: int | None) -> Where:
        """The county that the item names, else that of whom it names, else where who sent it belongs."""
        said = self._divisions.in_force(place, self._today)
        if said:
            return Where(self._county(said.lo), self._home, True)
        return Where(self._home if registered is None else self._county(registered), self._home, False)

    def _county(self, position: int) -> int:
        """Where a county begins; of a sender below it, where its own division does: it sees no further."""
        county = self._divisions.county_at(position)
        return self._home if county.lo <= self._home < county.hi else county.lo


def _columns(hub: Hub, department: str, source: str) -> Sequence[Column]:
    declared = hub.catalogue.departments[department].sources.get(source)
    return declared.columns if declared else ()


def told(item: object) -> Iterator[str]:
    """The names of what an item of feedback or of results says, as `payments[0].paid_on`."""
    for name, value in vars(item).items():
        if value in EMPTY:
            continue
        within = value[0] if isinstance(value, list) else value
        prefix = f"{name}[0]" if isinstance(value, list) else name
        if hasattr(within, "__dict__"):
            yield from (f"{prefix}.{part}" for part in told(within))
        else:
            yield name
