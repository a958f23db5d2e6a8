"""Mapped fields: the one way to declare a field of the graph, with where it lies and who may ask for it.

A field, or an argument of a question, without a rule stops the start-up; a field with a part is answered by the
planner, never by a resolver.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import strawberry

from planner.rights import Rule
from planner.shape import Part

ANYONE = "hub:read"
PROVINCE_WIDE = 50_000
"""The weight of a question that works through all that happened in a place, and the place may be the province."""
Scopes = str | tuple[str, ...]
ASKED_BY = "asked_by"
"""Where an argument and a field of an input have their rule."""


@dataclass(frozen=True)
class Mapped:
    """What stands behind a field: its part of the mapping (none for what Python answers) and its rule."""

    part: Part | None
    rule: Rule
    arguments: Mapping[str, Rule] = field(default_factory=dict)
    """Rules of arguments, as `division`, where those that they are declared with do not fit this field."""
    weight: int = 0
    """What it costs besides its rows, where it works through those of a whole place (`planner/price.py`)."""


def alternatives(scopes: Scopes) -> tuple[frozenset[str], ...]:
    """Any one of these is enough: a scope, or several of which all are needed, as `a and b`."""
    return tuple(frozenset(some.split(" and ")) for some in ((scopes,) if isinstance(scopes, str) else scopes))


def mapped(
    part: Part | None,
    description: str,
    scopes: Scopes = ANYONE,
    column: str | None = None,
    purpose: bool = False,
    **options: Any,  # strawberry's own
) -> Any:  # a field takes whatever type its annotation says
    """A field without arguments."""
    return strawberry.field(description=description, metadata=_behind(part, scopes, column, purpose), **options)


def mapped_method(
    part: Part | None,
    description: str,
    scopes: Scopes = ANYONE,
    column: str | None = None,
    purpose: bool = False,
    arguments: Mapping[str, Rule] | None = None,
    weight: int = 0,
    **options: Any,  # strawberry's own
) -> Callable[[Callable[..., Any]], Any]:
    """A field with arguments, which the decorated signature declares."""

    def declare(signature: Callable[..., Any]) -> Any:
        return strawberry.field(
            resolver=signature,
            description=description,
            metadata=_behind(part, scopes, column, purpose, arguments or {}, weight),
            **options,
        )

    return declare


def argument(reads: str | None, description: str, purpose: bool = False, name: str | None = None) -> Any:
    """An argument of a question, and the column that is read by it: who is not shown that may not ask by it either."""
    metadata = _by(reads, purpose)
    return strawberry.argument(description=description, name=name, metadata=metadata)


def narrowing(reads: str | None, description: str, purpose: bool = False, **options: Any) -> Any:
    """A field of an input by which a question is narrowed down, and the column that is read by it."""
    return strawberry.field(description=description, metadata=_by(reads, purpose), **options)


def _by(reads: str | None, purpose: bool) -> dict[str, Rule]:
    return {ASKED_BY: Rule(column=reads, purpose=purpose)}


def planned() -> NoReturn:
    """The body of a signature whose field the planner answers."""
    raise AssertionError("a planned field was executed")


def _behind(
    part: Part | None,
    scopes: Scopes,
    column: str | None,
    purpose: bool,
    arguments: Mapping[str, Rule] | None = None,
    weight: int = 0,
) -> dict[str, Any]:
    return {"mapped": Mapped(part, Rule(alternatives(scopes), column, purpose), arguments or {}, weight)}
