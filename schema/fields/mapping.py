"""Mapped fields: the one way to declare a field of the graph, with where it lies and who may ask for it.

A field without a rule stops the start-up; a field with a part is answered by the planner, never by a resolver.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import strawberry

from planner.rights import Rule
from planner.shape import Part

ANYONE = "hub:read"
Scopes = str | tuple[str, ...]


@dataclass(frozen=True)
class Mapped:
    """What stands behind a field: its part of the mapping (none for what Python answers) and its rule."""

    part: Part | None
    rule: Rule
    arguments: Mapping[str, Rule] = field(default_factory=dict)
    """What may be asked by is shown by what is answered: the rules of arguments, as `filter.residence`."""


def alternatives(scopes: Scopes) -> tuple[frozenset[str], ...]:
    """Any one of these scopes is enough."""
    return tuple(frozenset({scope}) for scope in ((scopes,) if isinstance(scopes, str) else scopes))


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
    **options: Any,  # strawberry's own
) -> Callable[[Callable[..., Any]], Any]:
    """A field with arguments, which the decorated signature declares."""

    def declare(signature: Callable[..., Any]) -> Any:
        return strawberry.field(
            resolver=signature,
            description=description,
            metadata=_behind(part, scopes, column, purpose, arguments or {}),
            **options,
        )

    return declare


def planned() -> NoReturn:
    """The body of a signature whose field the planner answers."""
    raise AssertionError("a planned field was executed")


def _behind(
    part: Part | None, scopes: Scopes, column: str | None, purpose: bool, arguments: Mapping[str, Rule] | None = None
) -> dict[str, Any]:
    return {"mapped": Mapped(part, Rule(alternatives(scopes), column, purpose), arguments or {})}
