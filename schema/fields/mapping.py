"""Mapped fields: the one way to declare a field of the graph, with where it lies and who may ask for it.

A field without a rule stops the start-up; a field with a part is answered by the planner, never by a resolver.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import strawberry
from strawberry.federation.schema_directives import RequiresScopes

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


def requires(scopes: Scopes) -> list[RequiresScopes]:
    """What the SDL says of a field or type that these scopes open, for a gateway to enforce it too."""
    return [] if scopes == ANYONE else [RequiresScopes(scopes=[sorted(some) for some in alternatives(scopes)])]


def mapped(
    part: Part | None,
    description: str,
    scopes: Scopes = ANYONE,
    column: str | None = None,
    purpose: bool = False,
    said: bool = True,
    **options: Any,  # strawberry's own
) -> Any:  # a field takes whatever type its annotation says
    """A field without arguments; its scopes are not `said` in the SDL where the whole type says them."""
    behind = _behind(part, scopes, column, purpose)
    return strawberry.federation.field(
        description=description, **(behind if said else behind | {"directives": []}), **options
    )


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
        return strawberry.federation.field(
            resolver=signature,
            description=description,
            **_behind(part, scopes, column, purpose, arguments or {}),
            **options,
        )

    return declare


def planned() -> NoReturn:
    """The body of a signature whose field the planner answers."""
    raise AssertionError("a planned field was executed")


def _behind(
    part: Part | None, scopes: Scopes, column: str | None, purpose: bool, arguments: Mapping[str, Rule] | None = None
) -> dict[str, Any]:
    rule = Rule(alternatives(scopes), column, purpose)
    return {"metadata": {"mapped": Mapped(part, rule, arguments or {})}, "directives": requires(scopes)}
