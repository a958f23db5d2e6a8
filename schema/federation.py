"""Federation 2.9: the entities by key, in one statement, under the same slice and rights as every other way to them.

A representation names no field whose rule could be refused beforehand, so what the caller's scopes do not open is null
like what is not there.
"""

from typing import Any, Literal

import strawberry
from strawberry.types import Info

from planner.shape import Ask, Choice, Entities, EntityKey, Source
from planner.values import BY_TYPE
from schema.fields.mapping import mapped, mapped_method
from schema.fields.slices import home, household_reached, person_reached
from schema.requests.context import Context

FEDERATION: Literal["2.9"] = "2.9"


@strawberry.type(name="_Service", description="This subgraph (子图).")
class Service:
    """What routers ask a subgraph for."""

    sdl: str = mapped(None, "Its SDL with federation's directives (子图定义).")


class Questions:
    """The question of routers for the subgraph's SDL; that for entities is strawberry's."""

    @mapped_method(None, "This subgraph, as a router composes it with others (子图).", name="_service")
    def service(self, info: Info[Any, Any]) -> Service:
        context: Context = info.context
        return Service(sdl=context.hub.subgraph_sdl())


def entity_keys(records: Choice) -> Entities:
    """All entities; a record is of whichever type its reader sees it as, whatever type the asker calls it by."""
    return Entities(
        (
            EntityKey("Household", "id", _household, BY_TYPE["uuid"], "uuid", logs="{row}.id"),
            EntityKey("Person", "id", _person, BY_TYPE["uuid"], "uuid", logs="{row}.id"),
            EntityKey("AssistanceRecord", "id", _record, BY_TYPE["uuid"], "uuid", RECORD_LOGS, records.types),
            *(EntityKey(type_, "code", _by_code(table), BY_TYPE["text"], "text") for type_, table in BY_CODE),
        )
    )


RECORD_LOGS = "coalesce({row}.person_id, {row}.household_id)"
BY_CODE = (
    ("Division", "divisions"),
    ("Programme", "programmes"),
    ("Category", "categories"),
    ("Department", "departments"),
)


def _household(ask: Ask) -> Source:
    allowed = ask.caller("households", "boolean")
    return Source("households {row}", ("{row}.id = {parent}.key", allowed, household_reached(ask, "{row}.id")))


def _person(ask: Ask) -> Source:
    allowed = ask.caller("households", "boolean")
    seen = person_reached(ask, home("{row}.id"), "{row}.id")
    return Source("persons {row}", ("{row}.id = {parent}.key", allowed, seen))


def _record(ask: Ask) -> Source:
    """Of one's own department, or in the chain of a household that one reaches."""
    own = (
        ask.caller("own_records", "boolean"),
        f"{{row}}.department = {ask.caller('department')}",
        f"coalesce({{row}}.paying_position <@ {ask.caller('own_ranges', 'int8multirange')}, false)",
    )
    in_chain = (
        ask.caller("chain", "boolean"),
        ask.caller("households", "boolean"),
        household_reached(ask, "{row}.household_id"),
        f"({{row}}.person_id IS NULL OR {person_reached(ask, '{row}.household_id', '{row}.person_id')})",
    )
    seen = f"({' AND '.join(own)} OR {' AND '.join(in_chain)})"
    return Source("assistance_records {row}", ("{row}.id = {parent}.key", seen))


def _by_code(table: str) -> Source:
    return Source(f"{table} {{row}}", ("{row}.code = {parent}.key",))
