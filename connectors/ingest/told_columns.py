"""Told columns: which of a source's columns a table has, under which of its headings, and where their values go."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectors.ingest.cells import Read
from connectors.sources.rows import plain_heading
from policy.sources import Column, Source
from policy.sources import Told as Agreed
from registry.errors import Refusal
from schema.fields.naming import camel_path

STATUS = "status"


@dataclass(frozen=True, slots=True)
class Told:
    """A column that a table has."""

    path: str
    """Where its values go, as GraphQL has it."""
    parent: str
    """The part of the item that they belong to; "" for the item itself."""
    heading: str
    join: tuple[str, ...]
    """Headings whose cells belong to its values."""
    read: Read

    def text(self, cells: Mapping[str, str]) -> str:
        """What the row tells of it; "" where that is nothing."""
        if not self.join:
            return cells[self.heading]
        parts = [cells[heading] for heading in (self.heading, *self.join)]
        return "/".join(parts) if any(parts) else ""


@dataclass(frozen=True, slots=True)
class Needed:
    """What must be told, of a part of the item where anything of that part is."""

    path: str
    parent: str
    heading: str


@dataclass(frozen=True, slots=True)
class ToldColumns:
    """What a table has of the source's columns, and what of it must be told."""

    told: tuple[Told, ...]
    needed: tuple[Needed, ...]
    telling: frozenset[str]
    """Paths of which one must be told for a row to report anything; none where every row does."""
    agreements: tuple[tuple[str, Agreed], ...]
    """Headings whose cells are to say the same as the ID number, with what they say."""
    needed_paths: frozenset[str]
    """Where what must be told goes."""


def told_columns(source: Source, readers: Mapping[Column, Read], headings: Sequence[str]) -> ToldColumns:
    """What a table with these headings has; raises COLUMN_TWICE and AMOUNT_UNIT."""
    plain = {heading: plain_heading(heading) for heading in headings}
    unclear = {plain_heading(name) for name in source.unclear}
    if found := [heading for heading, name in plain.items() if name in unclear]:
        raise Refusal("AMOUNT_UNIT", name=found[0])
    there = {
        (column, heading): joined
        for column in source.columns
        for called in [set(map(plain_heading, column.headings))]
        for heading, name in plain.items()
        if name in called and (joined := _headings_of(column.join, plain)) is not None
    }
    fields = Counter(column.field for column, _ in there)
    if twice := [heading for column, heading in there if fields[column.field] > 1]:
        raise Refusal("COLUMN_TWICE", names="、".join(twice))
    told = tuple(
        Told(camel_path(column.field), camel_path(column.parent), heading, joined, readers[column])
        for (column, heading), joined in there.items()
    )
    by_field = {column.field: heading for column, heading in there}
    needed = _needed(source, by_field)
    paths = frozenset(one.path for one in needed)
    return ToldColumns(told, needed, _telling(source, told), _agreements(source, plain), paths)


def _headings_of(join: Sequence[str], plain: Mapping[str, str]) -> tuple[str, ...] | None:
    """The headings of a table that are these columns'; None where one is not there."""
    found = {name: heading for heading, name in plain.items()}
    named = [found.get(plain_heading(one)) for one in join]
    return tuple(heading for heading in named if heading) if all(named) else None


def _needed(source: Source, headings: Mapping[str, str]) -> tuple[Needed, ...]:
    """By field; what the item itself needs is in the table, or the same in every row."""
    columns = {column.field: column for column in reversed(source.columns) if column.needed}
    return tuple(
        Needed(camel_path(field), camel_path(column.parent), headings.get(field, column.heading))
        for field, column in reversed(columns.items())
        if column.parent or field in headings
    )


def _telling(source: Source, told: Sequence[Told]) -> frozenset[str]:
    """Of feedback the status, of facts all but whom and what day they are of."""
    match source.act:
        case "feedback":
            return frozenset(one.path for one in told if one.path == STATUS)
        case "facts":
            return frozenset(one.path for one in told if one.parent)
        case _:
            return frozenset()


def _agreements(source: Source, plain: Mapping[str, str]) -> tuple[tuple[str, Agreed], ...]:
    return tuple(
        (heading, one.told)
        for one in source.agreements
        for heading, name in plain.items()
        if name in set(map(plain_heading, one.headings))
    )
