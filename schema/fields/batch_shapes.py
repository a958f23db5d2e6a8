"""Items of another shape than the SDL says: GraphQL would refuse a whole batch for one; it is refused in its place.

What GraphQL takes is taken by GraphQL, as everywhere; only of a batch that it does not take is each item looked at.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    coerce_input_value,
    get_named_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
    type_from_ast,
)
from graphql.execution.values import VariableValues

from planner.document import BadVariables, coerced
from registry import parsing
from registry.errors import Refusal
from registry.redaction import quoted

MOST_ITEMS = 1000
"""Of a larger batch nothing is taken (BATCH_SIZE)."""


class BatchShapes:
    """The inputs that are items of acts upon `items`, and how variables that hold them are read."""

    def __init__(self, core: GraphQLSchema) -> None:
        acts = core.mutation_type.fields.values() if core.mutation_type else ()
        self._core = core
        self._items = {get_named_type(act.args["items"].type) for act in acts if "items" in act.args}

    def coerced(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> VariableValues:
        """The variables as the operation declares them, in the place of an item that does not fit its refusal.

        Raises BadVariables where something else does not fit.
        """
        try:
            return coerced(self._core, operation, variables)
        except BadVariables as bad:
            misfits = self._misfits(operation, variables)
            if not misfits:
                raise bad from None
        fitting = {name: _without(value, misfits.get(name, {})) for name, value in variables.items()}
        values = coerced(self._core, operation, fitting)
        for name, found in misfits.items():
            for n, refusal in sorted(found.items()):
                values.coerced[name].insert(n, refusal)
        return values

    def _misfits(
        self, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> dict[str, dict[int, Refusal]]:
        """By variable and place in its list, what is wrong with the items that do not fit."""
        found: dict[str, dict[int, Refusal]] = {}
        for definition in operation.variable_definitions or ():
            name, type_ = definition.variable.name.value, type_from_ast(self._core, definition.type)
            items = variables.get(name)
            if isinstance(items, list) and len(items) <= MOST_ITEMS and (item := self._item(type_)):
                wrong = {n: refusal for n, one in enumerate(items) if (refusal := misfit(one, item))}
                found |= {name: wrong} if wrong else {}
        return found

    def _item(self, type_: Any) -> GraphQLInputType | None:
        """The type of an item where this is a list of them."""
        batch = type_.of_type if is_non_null_type(type_) else type_
        item: GraphQLInputType | None = batch.of_type if is_list_type(batch) else None
        return item if item is not None and get_named_type(item) in self._items else None


def misfit(value: Any, type_: GraphQLInputType, path: str = "") -> Refusal | None:
    """The first thing for which GraphQL would refuse a value as JSON has it: MISSING, UNKNOWN_FIELD or BAD_SHAPE."""
    if is_non_null_type(type_):
        return (
            Refusal("MISSING", path, name=path.rpartition(".")[2] or "item")
            if value is None
            else misfit(value, type_.of_type, path)
        )
    if value is None:
        return None
    if is_list_type(type_):
        inner = enumerate(value if isinstance(value, list) else [value])
        return next(filter(None, (misfit(one, type_.of_type, f"{path}[{n}]") for n, one in inner)), None)
    if is_input_object_type(type_):
        return _misfit_object(value, type_, path)
    return Refusal("BAD_SHAPE", path, type=str(type_)) if coerce_input_value(value, type_) is Undefined else None


def _misfit_object(value: Any, type_: GraphQLInputObjectType, path: str) -> Refusal | None:
    if not isinstance(value, dict):
        return Refusal("BAD_SHAPE", path, type=str(type_))
    if unknown := next((name for name in value if name not in type_.fields), None):
        return Refusal("UNKNOWN_FIELD", path, type=str(type_), value=quoted(unknown))
    for name, field in type_.fields.items():
        inside = f"{path}.{name}" if path else name
        if name in value:
            refusal = misfit(value[name], field.type, inside)
        else:
            refusal = parsing.missing(inside) if is_required_input_field(field) else None
        if refusal:
            return refusal
    return None


def _without(value: Any, places: Mapping[int, Refusal]) -> Any:
    return [one for n, one in enumerate(value) if n not in places] if places else value
