"""What is fetched or delivered in vain, three times one after the other; what rests, or is declared no more, is not."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import LiteralString, NamedTuple

import psycopg

import connectors
from connectors.deliver.delivery_places import DeliveryPlaces
from connectors.sources.places import Places
from hub.settings import Settings
from policy.catalogue import load
from registry.errors import Refusal
from registry.journal import delivery_marks, source_marks
from registry.journal.pauses import of_delivery
from registry.journal.source_marks import THRICE


class Kind(NamedTuple):
    """What is done again and again of one kind: how all of it is paused, what is declared, how one is paused."""

    all: str
    declared: Callable[[], Iterable[str]]
    schedule: Callable[[str], str]
    code: str
    statement: LiteralString


def failing(app: psycopg.Connection, settings: Settings, resting: Collection[str]) -> Iterator[Refusal]:
    """Each source and delivery that fails so; and a file of them that cannot be read, which tells of none."""
    catalogue = load(connectors.discover())
    kinds: Sequence[Kind] = (
        Kind("sources", Places(settings.sources, catalogue).now, str, "SOURCE_FAILS", source_marks.FAILING),
        Kind(
            "deliveries",
            DeliveryPlaces(settings.deliveries, catalogue).now,
            of_delivery,
            "DELIVERY_FAILS",
            delivery_marks.FAILING,
        ),
    )
    for kind in kinds:
        if kind.all not in resting:
            yield from _failing(app, kind, resting)


def _failing(app: psycopg.Connection, kind: Kind, resting: Collection[str]) -> Iterator[Refusal]:
    try:
        names = {name for name in kind.declared() if kind.schedule(name) not in resting}
    except Refusal as refusal:
        yield refusal
        return
    # Each department sees its own marks alone.
    for department in sorted({name.partition("/")[0] for name in names}):
        app.execute("SELECT set_config('hub.department', %s, true)", [department])
        for name, count, failure in app.execute(kind.statement, [THRICE]).fetchall():
            if name in names:
                yield Refusal(kind.code, name=name, count=count, detail=failure)
