"""Joint rows: of some acts several rows make one item, as those of its members make a household."""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors.ingest.mapping import Mapping as SourceMapping
from connectors.sources.rows import Row
from policy.sources import JOINT
from registry.errors import Refusal
from registry.parsing import narrow

Item = dict[str, object]
PART = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Joined:
    """Items by the place of their first row, the rows that each is made of, and why others are not taken in."""

    items: Mapping[int, Item]
    parts: Mapping[int, Sequence[int]]
    refused: Sequence[tuple[int, Refusal]]


def joined(
    mapping: SourceMapping,
    rows: Sequence[Row],
    items: Mapping[int, Item],
    wrong: Collection[int],
    scattered: Container[str] = (),
) -> Joined:
    """The items of rows, `wrong` being those that cannot be read, `scattered` the keys that stand in other chunks too.

    Of one item all rows are taken in or none: a household without the member whose row is wrong would be another.
    """
    if mapping.source.act not in JOINT:
        return Joined(items, {n: [n] for n in items}, [])
    key, list_ = JOINT[mapping.source.act]
    whole: dict[int, Item] = {}
    parts: dict[int, Sequence[int]] = {}
    refused: list[tuple[int, Refusal]] = []
    for number, places in _by_key(mapping, key, rows, {*items, *wrong}).items():
        if number in scattered:
            refused += [(n, Refusal("HOUSEHOLD_SCATTERED", key)) for n in places if n not in wrong]
            continue
        differing = dict(_differing(mapping, [(n, items[n]) for n in places if n in items], {key, list_}))
        unlike = {n: refusal for n, refusal in differing.items() if number}
        if spoiling := [n for n in places if n in wrong or n in unlike]:
            beside = Refusal("WITH_HOUSEHOLD", row=rows[spoiling[0]].number)
            refused += [(n, unlike.get(n, beside)) for n in places if n not in wrong]
            continue
        first, parts[places[0]] = places[0], places
        members = [member for n in places for member in _listed(items[n], list_)]
        told = {name: value for n in places for name, value in items[n].items()}
        whole[first] = {**told, list_: members}
    return Joined(whole, parts, refused)


def told_apart(
    refusal: Refusal, parts: Sequence[int], rows: Sequence[Row], joint: bool
) -> Iterator[tuple[int, Refusal]]:
    """What an item was refused for, told to the row that it is about, and to the others that they went with it."""
    found = PART.search(refusal.path.partition(".")[2]) if joint else None
    place = int(found[1]) if found and int(found[1]) < len(parts) else 0
    if found:
        begin, end = (refusal.path.index(".") + 1 + at for at in found.span())
        refusal.path = f"{refusal.path[:begin]}[0]{refusal.path[end:]}"
    yield parts[place], refusal
    for n in parts:
        if n != parts[place]:
            yield n, Refusal("WITH_HOUSEHOLD", row=rows[parts[place]].number)


def before_the_last(mapping: SourceMapping, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of a chunk, and those at its end that are of an item of which more may come."""
    if mapping.source.act not in JOINT:
        return rows, []
    key, _ = JOINT[mapping.source.act]
    last = _key(mapping, key, rows[-1])
    end = next((n for n in range(len(rows), 0, -1) if _key(mapping, key, rows[n - 1]) != last), 0)
    return (rows[:end], rows[end:]) if end else (rows, [])


def keys(mapping: SourceMapping, rows: Iterable[Row]) -> set[str]:
    """By what the items of these rows are told apart; nothing of an act of which each row is an item."""
    if mapping.source.act not in JOINT:
        return set()
    return {_key(mapping, JOINT[mapping.source.act][0], row) for row in rows} - {""}


def _key(mapping: SourceMapping, key: str, row: Row) -> str:
    """As the act reads it: however wide it is typed."""
    return narrow(mapping.text(key, row))


def _by_key(mapping: SourceMapping, key: str, rows: Sequence[Row], places: Collection[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for n in sorted(places):
        found.setdefault(_key(mapping, key, rows[n]), []).append(n)
    return found


def _differing(
    mapping: SourceMapping, items: Sequence[tuple[int, Item]], beside: Container[str]
) -> Iterator[tuple[int, Refusal]]:
    """The rows that say something else of the whole than a row before."""
    told: dict[str, Any] = {}
    for n, item in items:
        for name, value in item.items():
            if name not in beside and told.setdefault(name, value) != value:
                yield n, Refusal("HOUSEHOLD_DIFFERS", name, name=mapping.column(name))
                break


def _listed(item: Item, name: str) -> list[Any]:
    found = item.get(name, [])
    return found if isinstance(found, list) else []
