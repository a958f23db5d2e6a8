"""The words of the mapping: where the fields of a type lie in the tables.

SQL is written as format strings: `{row}` is the alias of this object's row, `{parent}` that of the object
it is a field of. A further table joined to the row is named after it, as in `JOIN identities {row}_i ON …`.
A literal brace is doubled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from planner.values import BY_TYPE, Convert


class Spelling(NamedTuple):
    """How a value becomes JSON: escaped, whatever it is; in quotes where nothing in it needs escaping; or bare."""

    how: Literal["escaped", "quoted", "bare"]
    template: str = "{}"


ESCAPED = Spelling("escaped")
PLAIN = Spelling("quoted")
"""A uuid, a date, a code of ours: its text in quotes."""
BARE = Spelling("bare")
"""A number or a boolean."""
INSTANT = Spelling("quoted", """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""")
SPELLINGS: Mapping[str, Spelling] = {"Int": BARE, "Boolean": BARE}
"""By scalar; a schema's own are given to the planner, and all others are escaped."""


class Ask(Protocol):
    """What a mapping may know of the field that is asked."""

    @property
    def row(self) -> str:
        """The alias of the row the SQL speaks of."""

    @property
    def parent(self) -> str:
        """The alias of the row of the object that holds the field."""

    def given(self, path: str) -> bool:
        """Whether an argument (`filter.category`) has a value; the answer is part of the plan's key."""

    def arg(
        self,
        path: str,
        convert: Convert | None = None,
        type: str = "text",
        caller: str | None = None,
        beside: str | None = None,
    ) -> str:
        """A placeholder for an argument, read by its type when it is bound, or converted: by itself, or by what it
        means to the caller, or beside another argument."""

    def caller(self, name: str, type: str = "text") -> str:
        """A placeholder for a value of whoever asks: department, today, …"""

    def above(self, name: str) -> Ask | None:
        """The nearest field of this name on the way here, to read its arguments; nothing where there is none."""


Sql = str | Callable[[Ask], str]


@dataclass(frozen=True)
class Source:
    """The rows a field leads to. A `One` without an order is found by a unique key."""

    from_: str
    where: tuple[str, ...] = ()
    order: str = ""


Rows = Source | Callable[[Ask], Source]


@dataclass(frozen=True)
class Column:
    """A scalar, an enum stored by its GraphQL name, or an array of them, spelled by its scalar unless `json` says."""

    sql: Sql
    json: Spelling | None = None


@dataclass(frozen=True)
class Sealed:
    """A value only the vault can read: the answer holds a handle that is opened after the statement."""

    kind: str
    sql: Sql


@dataclass(frozen=True)
class Values:
    """A list of scalars, one from each row."""

    source: Rows
    sql: Sql


@dataclass(frozen=True)
class Same:
    """An object made of the same row, or of one joined beside it; null unless `present` holds."""

    type: str
    present: Sql | None = None
    row: str = "{row}"


@dataclass(frozen=True)
class One:
    """One object or null. As a root, `logs` is the id that goes to the access log; `logs_each` are several, uuid[]."""

    type: str
    source: Rows
    logs: str | None = None
    logs_each: Sql | None = None


@dataclass(frozen=True)
class Many:
    """A list in the source's order; `usually` is how many the cost reckons with."""

    type: str
    source: Rows
    logs: str | None = None
    usually: int = 5


class Key(NamedTuple):
    """A column that orders a page. It is never null, and the last one is unique."""

    sql: str
    type: str
    direction: Literal["asc", "desc"] = "asc"


@dataclass(frozen=True)
class Page:
    """A Relay connection over an index on its keys; `count` answers totalCount where a counter is kept.

    A row is logged by its `logs`, or by `logs_each` (uuid[]) where it shows several.
    """

    type: str
    source: Rows
    keys: tuple[Key, ...]
    count: Sql | None = None
    logs: str | None = None
    logs_each: Sql | None = None
    usual: int = 50
    most: int = 200
    after: str = "after"  # the argument that holds the cursor
    # The caller's value that the first key of a cursor has reached, unless the rows were restored since it was made.
    era: str | None = None
    walks: bool = True  # false where its rows are gathered before they are put in order
    # Rows of `run` in whose order the index on the keys stands apart: a page of each is read, and no more.
    runs: Sql | None = None


@dataclass(frozen=True)
class EntityKey:
    """One way to ask for a type in `_entities`: by `field`, bound as `{parent}.key`.

    `also` are other names that a representation may call it by: of an interface, those of its types.
    """

    type: str
    field: str
    source: Rows
    convert: Convert = BY_TYPE["text"]
    sql_type: str = "uuid"
    logs: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entities:
    """Objects of several types by key, in the order asked, null where there is none (federation)."""

    keys: tuple[EntityKey, ...]
    argument: str = "representations"
    most: int = 200


@dataclass(frozen=True)
class Kind:
    """One concrete type of an interface, with the row of detail that only this type has."""

    type: str
    detail: Source | None = None


@dataclass(frozen=True)
class Choice:
    """An interface or union: `of` names the kind of the row, `otherwise` is the type of all other rows."""

    of: Sql
    kinds: Mapping[str, Kind] = field(hash=False)
    otherwise: str | None = None

    @property
    def types(self) -> tuple[str, ...]:
        """All concrete types a row may have."""
        named = tuple(dict.fromkeys(kind.type for kind in self.kinds.values()))
        return named if self.otherwise is None else (*named, self.otherwise)


Part = Column | Sealed | Values | Same | One | Many | Page | Entities
Fields = Mapping[str, Part]
Shapes = Mapping[str, Fields | Choice]
