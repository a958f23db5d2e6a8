"""Plain values: lists whose items have no resolvers, completed by a compiled function instead of field by field.

What graphql-core does for every field of every item (paths, positions, awaitables) is done once for the selection.
"""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLObjectType,
    GraphQLUnionType,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution import Executor

Complete = Callable[[Any], Any]
DEFINITION = "strawberry-definition"


class NotPlain(Exception):
    """It has resolvers, or is not as its type promises: graphql-core says what is wrong."""


class PlainValues:
    """The completions of one request, by type and selection."""

    def __init__(self, executor: "Executor[Any]") -> None:
        self._executor = executor
        self._made: dict[tuple[Any, int], tuple[Any, Complete]] = {}

    def of(self, type_: Any, details: Any) -> Complete:  # types are graphql-core's own business
        """How a value of this type becomes what the answer holds; raises NotPlain, also later."""
        key = (type_, id(details))
        if key not in self._made:
            self._made[key] = (details, self._make(type_, details))  # kept, so that its id is nobody else's
        return self._made[key][1]

    def _make(self, type_: Any, details: Any) -> Complete:
        if is_non_null_type(type_):
            return _needed(self._make(type_.of_type, details))
        if is_list_type(type_):
            return _each(self._make(type_.of_type, details))
        if is_leaf_type(type_):
            return _leaf(type_.coerce_output_value)
        if is_object_type(type_):
            return self._object(type_, details)
        if isinstance(type_, GraphQLUnionType):
            return self._union(type_, details)
        raise NotPlain

    def _object(self, type_: GraphQLObjectType, details: Any) -> Complete:
        if DEFINITION not in type_.extensions:
            raise NotPlain
        selected = self._executor.collect_subfields(type_, details)
        if selected.new_defer_usages:
            raise NotPlain
        fields = [(key, *self._field(type_, nodes)) for key, nodes in selected.grouped_field_set.items()]
        origin = type_.extensions[DEFINITION].origin

        def complete(value: Any) -> Any:
            if value is None:
                return None
            if type(value) is not origin:
                raise NotPlain
            return {key: fixed or inner(getattr(value, name)) for key, fixed, name, inner in fields}

        return complete

    def _field(self, type_: GraphQLObjectType, details: Any) -> tuple[str | None, str, Complete]:
        node = details[0].node
        if node.name.value == "__typename":
            return type_.name, "", _needed
        field = type_.fields[node.name.value]
        declared = field.extensions.get(DEFINITION)
        if declared is None or not declared.is_basic_field or node.arguments:
            raise NotPlain
        return None, declared.python_name, self.of(field.type, details)

    def _union(self, type_: GraphQLUnionType, details: Any) -> Complete:
        by_origin = {member.extensions[DEFINITION].origin: self._object(member, details) for member in type_.types}

        def complete(value: Any) -> Any:
            if value is None:
                return None
            if type(value) not in by_origin:
                raise NotPlain
            return by_origin[type(value)](value)

        return complete


def _needed(inner: Complete) -> Complete:
    def complete(value: Any) -> Any:
        completed = inner(value)
        if completed is None:
            raise NotPlain
        return completed

    return complete


def _each(inner: Complete) -> Complete:
    def complete(value: Any) -> Any:
        if value is not None and type(value) is not list:
            raise NotPlain
        return None if value is None else [inner(item) for item in value]

    return complete


def _leaf(spell: Complete) -> Complete:
    def complete(value: Any) -> Any:
        return None if value is None else spell(value)

    return complete
