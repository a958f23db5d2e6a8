"""Groups of root fields: questions and acts stand beside what they are about, and are put together here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from itertools import product
from types import MappingProxyType
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from schema.fields.mapping import Mapped


class DeclaredTwice(Exception):
    """Two groups declare a root field of the same name."""


def root_type(
    name: str, description: str, groups: Iterable[type | Mapping[str, Any]], spelled: Mapping[str, Sequence[str]]
) -> type:
    """One of the graph's root types, of classes that state their fields and of fields made from a declaration.

    `spelled` says whom the first part of a scope stands for: with `{"*": departments}`, `*/targets:read` is open to
    who has the scope of any of them. Raises DeclaredTwice.
    """
    body: dict[str, Any] = {}
    annotations: dict[str, Any] = {}
    for group in groups:
        annotations |= getattr(group, "__annotations__", {})
        for attribute, field in _fields(group):
            if attribute in body:
                raise DeclaredTwice(f"{name}.{attribute}")
            body[attribute] = _spelled_out(field, spelled)
    made: type = strawberry.type(
        type(name, (), {**body, "__annotations__": annotations}), name=name, description=description
    )
    return made


def _fields(group: type | Mapping[str, Any]) -> Iterator[tuple[str, StrawberryField]]:
    members = group if isinstance(group, Mapping) else vars(group)
    return ((name, member) for name, member in members.items() if isinstance(member, StrawberryField))


def _spelled_out(field: StrawberryField, spelled: Mapping[str, Sequence[str]]) -> StrawberryField:
    """The field with its scopes spelled out; groups are shared, so it is a field of its own."""
    mapped: Mapped = field.metadata["mapped"]
    scopes = tuple(
        frozenset(names)
        for alternative in mapped.rule.scopes
        for names in product(*(_names(scope, spelled) for scope in sorted(alternative)))
    )
    own = copy(field)
    rule = replace(mapped.rule, scopes=scopes)
    own.metadata = MappingProxyType({**field.metadata, "mapped": replace(mapped, rule=rule)})
    return own


def _names(scope: str, spelled: Mapping[str, Sequence[str]]) -> list[str]:
    whose, _, right = scope.partition("/")
    return [f"{code}/{right}" for code in spelled[whose]] if whose in spelled else [scope]
