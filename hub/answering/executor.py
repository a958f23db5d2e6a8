"""Ordinary execution, for what is no plain question: acts, explanations, introspection.

Values that the planner has already had answered go through as they are.
"""

from collections.abc import Awaitable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError, GraphQLObjectType, GraphQLSchema
from graphql.execution import Executor, default_field_resolver, default_type_resolver
from graphql.execution.collect_fields import FragmentDetails
from graphql.pyutils import Path

from hub.answering.plain_values import NotPlain, PlainValues
from schema.requests.context import Context


@dataclass(frozen=True)
class Answered:
    """The root fields that PostgreSQL has answered, by response key."""

    fields: Mapping[str, orjson.Fragment]


class FragmentExecutor(Executor):  # type: ignore[type-arg] # its parameter is graphql-core's own business
    """graphql-core's executor, which leaves JSON that is complete alone."""

    def execute_field(
        self, parent_type: GraphQLObjectType, source: Any, details: Any, path: Path, context: Any
    ) -> Any:  # graphql-core's own types
        """The field's value; one that PostgreSQL has answered is there already."""
        if isinstance(source, Answered) and path.key in source.fields:
            return source.fields[str(path.key)]
        return super().execute_field(parent_type, source, details, path, context)

    def complete_value(
        self, return_type: Any, details: Any, info: Any, path: Path, result: Any, context: Any
    ) -> Any:  # graphql-core's own types
        """The completed value; JSON is complete."""
        if isinstance(result, orjson.Fragment):
            return result
        return super().complete_value(return_type, details, info, path, result, context)

    def complete_list_value(
        self, return_type: Any, details: Any, info: Any, path: Path, result: Any, context: Any
    ) -> Any:  # graphql-core's own types
        """The completed list, by a compiled function where its items are plain."""
        if type(result) is list:
            with suppress(NotPlain, GraphQLError):  # what is wrong is said by graphql-core, at its place
                return PlainValues(self).of(return_type, details)(result)
        return super().complete_list_value(return_type, details, info, path, result, context)


async def run(core: GraphQLSchema, context: Context, answered: Mapping[str, orjson.Fragment]) -> ExecutionResult:
    """Execute an operation whose answered fields are given."""
    document = context.document
    # `execute` would coerce the variables once more.
    executor = FragmentExecutor(
        core,
        dict(document.fragments),
        {name: FragmentDetails(fragment) for name, fragment in document.fragments.items()},
        Answered(answered),
        context,
        document.operation(context.operation),
        context.values,
        default_field_resolver,
        default_type_resolver,
        default_field_resolver,
    )
    result = executor.execute_operation()
    execution = await result if isinstance(result, Awaitable) else result
    if not isinstance(execution, ExecutionResult):
        raise TypeError("a graph without @defer and @stream answers at once")
    return execution
