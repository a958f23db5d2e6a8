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
from registry.errors import Refusal
from schema.requests.context import Context

MOST_INTROSPECTED = 100_000
"""Fields that are answered of the graph itself; the whole of it, as tools ask for it, has 34 thousand."""


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


class CountingExecutor(FragmentExecutor):
    """The same, broken off where it answers more than any tool asks for: a few letters can ask for millions."""

    values = 0

    def execute_field(
        self, parent_type: GraphQLObjectType, source: Any, details: Any, path: Path, context: Any
    ) -> Any:  # graphql-core's own types
        """The field's value; raises TooMuch."""
        self.values += 1
        if self.values > MOST_INTROSPECTED:
            raise TooMuch
        return super().execute_field(parent_type, source, details, path, context)


class TooMuch(BaseException):
    """It passes through graphql-core, which would make an error of each field of an Exception and go on."""


async def run(core: GraphQLSchema, context: Context, answered: Mapping[str, orjson.Fragment]) -> ExecutionResult:
    """Execute an operation whose answered fields are given."""
    result = _executor(FragmentExecutor, core, context, answered).execute_operation()
    return _whole(await result if isinstance(result, Awaitable) else result)


def introspect(core: GraphQLSchema, context: Context, answered: Mapping[str, orjson.Fragment]) -> ExecutionResult:
    """Execute what an operation asks of the graph itself, which waits for nothing; raises QUERY_TOO_LARGE."""
    try:
        return _whole(_executor(CountingExecutor, core, context, answered).execute_operation())
    except TooMuch:
        raise Refusal(
            "QUERY_TOO_LARGE", name="introspected", count=MOST_INTROSPECTED + 1, most=MOST_INTROSPECTED
        ) from None


def _executor(
    kind: type[FragmentExecutor], core: GraphQLSchema, context: Context, answered: Mapping[str, orjson.Fragment]
) -> FragmentExecutor:
    document = context.document
    # `execute` would coerce the variables once more.
    return kind(
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


def _whole(execution: object) -> ExecutionResult:
    if not isinstance(execution, ExecutionResult):
        raise TypeError("a graph without @defer and @stream answers at once")
    return execution
