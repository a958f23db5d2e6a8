"""Inputs: the coerced values of an argument as the inputs they stand for, by a function compiled once from its type.

strawberry reads the annotations anew for every field of every item, which was a quarter of what a batch took. GraphQL's
own coercion costs as much again; an item that it would take just as it is need not go through it.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLBoolean,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLSchema,
    GraphQLString,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
)

from registry.store.pieces import in_turns
from schema.fields.batch_codes import UnknownCode
from schema.fields.scalars import SCALARS

DEFINITION = "strawberry-definition"
Make = Callable[[Any], Any]


def compile_batches(core: GraphQLSchema) -> None:
    """Give every act upon `items` a resolver that makes its inputs this way."""
    acts = core.mutation_type.fields.values() if core.mutation_type else ()
    for field in acts:
        if "items" in field.args:
            field.resolve = _resolver(field)


def _resolver(field: GraphQLField) -> Callable[..., Any]:
    act = field.extensions[DEFINITION]
    arguments = {argument.graphql_name or "": argument.python_name for argument in act.arguments}
    names = {name: arguments.get(name, _snake(name)) for name in field.args}
    makes = {name: item_maker(get_named_type(argument.type)) for name, argument in field.args.items()}
    # The acts ask nothing of `info` but the context.
    todo = act.base_resolver.wrapped_func
    first = () if act.base_resolver.self_parameter is None else (None,)

    async def resolve(_: object, info: Any, **given: Any) -> Any:  # graphql-core's own
        made = {names[name]: await _made(makes[name], value) for name, value in given.items()}
        return await todo(*first, info=info, **made)

    return resolve


def item_maker(type_: Any) -> Make | None:
    """What makes a value of this type; None where it stands as it is."""
    if is_non_null_type(type_):
        return item_maker(type_.of_type)
    if is_list_type(type_):
        inner = item_maker(type_.of_type)
        return None if inner is None else partial(_each, inner)
    if not is_input_object_type(type_):
        return None
    origin = type_.extensions[DEFINITION].origin
    fields = {
        name: (field.extensions[DEFINITION].python_name, item_maker(field.type)) for name, field in type_.fields.items()
    }
    plain = {name: python_name for name, (python_name, make) in fields.items()}
    nested = [(python_name, make) for python_name, make in fields.values() if make]

    def make(value: Any) -> Any:
        given = {plain[name]: one for name, one in value.items()}
        for python_name, inner in nested:
            if given.get(python_name) is not None:
                given[python_name] = inner(given[python_name])
        return origin(**given)

    return make


class NotPlain(Exception):
    """A value that is not taken just as it is: GraphQL is to say what becomes of it."""


AS_THEY_ARE = frozenset(scalar.name for scalar in SCALARS.values() if scalar.parse_value)
TYPES: dict[Any, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}


def item_reader(type_: Any) -> Make:
    """What makes an input of an item as JSON has it, in one step; what it makes raises NotPlain."""
    if is_non_null_type(type_):
        return item_reader(type_.of_type)
    if is_list_type(type_):
        return partial(_read_each, item_reader(type_.of_type))
    if is_input_object_type(type_):
        return _object_reader(type_)
    if is_enum_type(type_):
        return partial(_read_code, type_.values)
    if type_.name in AS_THEY_ARE:
        return lambda value: value
    return _read_whole if type_ is GraphQLInt else partial(_read_leaf, TYPES.get(type_))


def _object_reader(type_: Any) -> Make:
    origin = type_.extensions[DEFINITION].origin
    fields = {
        name: (field.extensions[DEFINITION].python_name, item_reader(field.type), is_non_null_type(field.type))
        for name, field in type_.fields.items()
    }
    required = frozenset(name for name, field in type_.fields.items() if is_required_input_field(field))

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or not required <= value.keys():
            raise NotPlain
        given = {}
        for name, one in value.items():
            if name not in fields:
                raise NotPlain
            python_name, read_one, needed = fields[name]
            if one is None and needed:
                raise NotPlain
            given[python_name] = None if one is None else read_one(one)
        return origin(**given)

    return read


def _read_each(read: Make, values: Any) -> Any:
    if not isinstance(values, list) or None in values:
        raise NotPlain
    return [read(value) for value in values]


def _read_code(known: Any, value: Any) -> Any:
    if type(value) is not str:
        raise NotPlain
    return value if value in known else UnknownCode(value)


def _read_whole(value: Any) -> Any:
    if type(value) is not int or not GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT:
        raise NotPlain
    return value


def _read_leaf(type_: type | None, value: Any) -> Any:
    if type(value) is not type_:
        raise NotPlain
    return value


def _each(make: Make, values: Any) -> Any:
    return [make(value) for value in values]


async def _made(make: Make | None, value: Any) -> Any:
    """An input, or a list of them; what was refused as an item (schema.fields.batch_shapes), or is made, stays so."""
    if make is None or value is None:
        return value
    if not isinstance(value, list):
        return make(value)
    return [make(item) if isinstance(item, dict) else item async for item in in_turns(value)]


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
