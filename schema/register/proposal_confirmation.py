"""Confirmation (确认): the act that was entered is done, as whoever confirms it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import orjson
from graphql import GraphQLSchema, get_argument_values

from planner.document import BadVariables, coerced, read
from registry.errors import Refusal
from registry.matters.proposal_decisions import Waiting
from registry.matters.proposals import ATTRIBUTE
from registry.store.connection import Connection, Question
from schema.requests.context import Context
from schema.requests.problems import Refused
from schema.requests.second_person import BATCH, field_of


async def confirm(core: GraphQLSchema, context: Context, connection: Connection, waiting: Waiting) -> None:
    """Do what was entered, as whoever confirms it; what the act refuses is taken back and raised."""
    handle = orjson.dumps({"~": f"{ATTRIBUTE}:{waiting.id}"})
    entered = orjson.loads(orjson.loads(await context.unsealed(handle)))
    await connection.execute("SAVEPOINT confirmed")
    result = await _done(core, context, connection, waiting.act, entered)
    if isinstance(result, Refused):
        await connection.together([Question("ROLLBACK TO SAVEPOINT confirmed", prepare=False)])
        raise result.refusal
    await connection.execute("RELEASE SAVEPOINT confirmed")


async def _done(core: GraphQLSchema, context: Context, connection: Connection, name: str, entered: Any) -> Any:
    """What the act says of the arguments, which GraphQL reads anew; raises PROPOSAL_OUTDATED."""
    field = field_of(core, name)
    variables = {BATCH: [entered]} if BATCH in field.args else entered
    declared = ", ".join(f"${one}: {field.args[one].type}" for one in variables)
    passed = ", ".join(f"{one}: ${one}" for one in variables)
    document = read(f"mutation Confirm({declared}) {{ {name}({passed}) {{ __typename }} }}")
    operation = document.operation(None)
    try:
        values = coerced(core, operation, variables)
    except BadVariables:
        raise Refusal("PROPOSAL_OUTDATED", "proposal") from None
    node: Any = operation.selection_set.selections[0]
    arguments = get_argument_values(field, node, values)
    within = replace(
        context, document=document, operation="Confirm", values=values, within=connection, confirms=True, sealed=False
    )
    assert field.resolve  # noqa: S101 - every act has
    result = await field.resolve(None, SimpleNamespace(context=within, field_nodes=[node]), **arguments)
    return result.outcomes[0] if hasattr(result, "outcomes") else result
