"""Whether the mapping and the rules cover the schema: asked once, before the first request."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_interface_type,
    is_object_type,
)

from planner.rights import Rules
from planner.shape import (
    Choice,
    Column,
    Entities,
    Fields,
    Many,
    One,
    Page,
    Part,
    Same,
    Sealed,
    Shapes,
    Values,
)

STRUCTURE = frozenset({"edges", "nodes", "pageInfo", "totalCount", "cursor", "node"})


class Incomplete(Exception):
    """The mapping does not cover the schema."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def check(schema: GraphQLSchema, shapes: Shapes, rules: Rules) -> None:
    """Raise `Incomplete` for a field without a mapping, without a rule, or mapped to nowhere."""
    faults = [*_unmapped(schema, shapes), *_unruled(schema, shapes, rules)]
    if faults:
        raise Incomplete(sorted(set(faults)))


def _unmapped(schema: GraphQLSchema, shapes: Shapes) -> Iterator[str]:
    roots = {schema.query_type, schema.mutation_type, schema.subscription_type}
    for name, shape in shapes.items():
        type_ = schema.type_map.get(name)
        if isinstance(shape, Choice):
            yield from _choice(schema, name, shape, shapes)
        elif not isinstance(type_, GraphQLObjectType):
            yield f"{name} is mapped and is no object type of the schema"
        else:
            yield from (
                f"{name}.{field} is mapped and not in the schema" for field in shape if field not in type_.fields
            )
            if type_ not in roots:
                yield from _fields(type_, shape)
            for field, part in shape.items():
                if field in type_.fields:
                    yield from _part(type_, field, part, shapes)


def _fields(type_: GraphQLObjectType, shape: Fields) -> Iterator[str]:
    structure = STRUCTURE if type_.name.endswith(("Connection", "Edge")) else frozenset()
    for field in type_.fields:
        if field not in shape and field not in structure:
            yield f"{type_.name}.{field} has no mapping"


def _choice(schema: GraphQLSchema, name: str, choice: Choice, shapes: Shapes) -> Iterator[str]:
    type_ = schema.type_map.get(name)
    if type_ is None or not is_abstract_type(type_):
        yield f"{name} is mapped as a choice and is no interface or union"
        return
    for concrete in choice.types:
        possible = schema.type_map.get(concrete)
        if not isinstance(possible, GraphQLObjectType) or not schema.is_sub_type(type_, possible):
            yield f"{concrete} is no {name}"
        elif concrete not in shapes:
            yield f"{concrete} has no mapping"


def _part(type_: GraphQLObjectType, field: str, part: Part, shapes: Shapes) -> Iterator[str]:
    definition = type_.fields[field]
    named = get_named_type(definition.type)
    composite = is_object_type(named) or is_abstract_type(named)
    match part:
        case Column() | Sealed() | Values():
            if composite:
                yield f"{type_.name}.{field} is an object and mapped as a value"
        case One() | Many() | Same():
            if part.type not in shapes:
                yield f"{type_.name}.{field} leads to {part.type}, which has no mapping"
            elif part.type != named.name and type_.name != "Mutation":
                yield f"{type_.name}.{field} is a {named.name} and mapped as {part.type}"
        case Page():
            if part.type not in shapes:
                yield f"{type_.name}.{field} leads to {part.type}, which has no mapping"
            if not {"first", part.after} <= set(definition.args):
                yield f"{type_.name}.{field} is a page and takes no first or {part.after}"
        case Entities():
            yield from (f"{key.type} has no mapping" for key in part.keys if key.type not in shapes)


def _unruled(schema: GraphQLSchema, shapes: Shapes, rules: Rules) -> Iterator[str]:
    for name, type_ in schema.type_map.items():
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) or name.startswith("__"):
            continue
        fields = type_.fields if is_interface_type(type_) else shapes.get(name, {})
        if not isinstance(fields, Choice):
            yield from (f"{name}.{field} has no rule" for field in fields if (name, field) not in rules)
