"""Inputs: the coerced values of an argument as the inputs they stand for, by a function compiled once from its type.

strawberry reads the annotations anew for every field of every item, which was a quarter of what a batch took.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from graphql import GraphQLField, GraphQLSchema, get_named_type, is_input_object_type, is_list_type, is_non_null_type

from registry.errors import Refusal
from registry.store.pieces import in_turns

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
    makes = {name: _maker(get_named_type(argument.type)) for name, argument in field.args.items()}
    # The acts ask nothing of `info` but the context.
    todo = act.base_resolver.wrapped_func
    first = () if act.base_resolver.self_parameter is None else (None,)

    async def resolve(_: object, info: Any, **given: Any) -> Any:  # graphql-core's own
        made = {names[name]: await _made(makes[name], value) for name, value in given.items()}
        return await todo(*first, info=info, **made)

    return resolve


def _maker(type_: Any) -> Make | None:
    """What makes a value of this type; None where it stands as it is."""
    if is_non_null_type(type_):
        return _maker(type_.of_type)
    if is_list_type(type_):
        inner = _maker(type_.of_type)
        return None if inner is None else partial(_each, inner)
    if not is_input_object_type(type_):
        return None
    origin = type_.extensions[DEFINITION].origin
    fields = {
        name: (field.extensions[DEFINITION].python_name, _maker(field.type)) for name, field in type_.fields.items()
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


def _each(make: Make, values: Any) -> Any:
    return [make(value) for value in values]


async def _made(make: Make | None, value: Any) -> Any:
    """An input, or a list of them; what was refused as an item (schema.fields.batch_shapes) stays so."""
    if make is None or value is None:
        return value
    if not isinstance(value, list):
        return make(value)
    return [item if isinstance(item, Refusal) else make(item) async for item in in_turns(value)]


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
