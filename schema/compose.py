"""The graph as a whole: the spine's types and what each department's folder brings, checked before it is served."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
    get_named_type,
)
from strawberry.schema.config import StrawberryConfig

from planner.access_log import LogShape
from planner.planner import Planner
from planner.price import WEIGHT
from planner.rights import Rule, RuleKey
from planner.shape import Fields, Part, Shapes
from policy.catalogue import Catalogue
from registry.journal.access_log import WRITTEN
from schema.federation import FEDERATION, entity_keys
from schema.fields.batch_codes import BatchCodes
from schema.fields.batch_inputs import compile_batches
from schema.fields.batch_shapes import BatchShapes
from schema.fields.mapping import ANYONE, ASKED_BY, Mapped, alternatives
from schema.fields.rule_descriptions import describe_rules
from schema.fields.scalars import SCALARS, SPELLINGS
from schema.matters.matters import matter_type
from schema.mutation import mutation_type
from schema.query import query_type
from schema.register.facts import entities, facts_choice, facts_history, facts_of, facts_rules, facts_type
from schema.register.records import RecordElsewhere, RecordElsewhereWithAmount, record_choice, record_rules, record_type
from schema.register.target_leaving import left_because
from schema.requests.second_person import await_second_person, opened
from schema.subscription import subscription_type

LOG = LogShape(
    "access_log",
    roots="subjects",
    document="document",
    operation="operation",
    attributes="attributes",
    # The rest of an answer's row is the caller's; `refusal` and `count` are of rows that are no answer.
    caller={
        name: (name, type)
        for name, type in WRITTEN.items()
        if name not in ("subjects", "document", "operation", "attributes", "refusal", "count")
    },
)
STRUCTURE = ("Connection", "Edge")
FREE = {"PageInfo"}


class Ungoverned(Exception):
    """A field or argument of the graph has no declared rule; declare it with `mapped`, `argument` or `narrowing`."""


@dataclass(frozen=True)
class Graph:
    """The schema, how it lies in the tables, and who may ask what."""

    schema: strawberry.federation.Schema
    core: GraphQLSchema
    shapes: Shapes
    rules: dict[RuleKey, Rule]
    type_rules: dict[str, Rule]
    """Who is ever answered with a type; it refuses nothing, and says which types a caller need not know of."""
    batch_codes: BatchCodes
    batch_shapes: BatchShapes

    def planner(self, standby: bool = False) -> Planner:
        """A planner of this graph; for a `standby` too, where there is one."""
        return Planner(self.core, self.shapes, self.rules, LOG, spellings=SPELLINGS, standby=standby)


def compose(catalogue: Catalogue) -> Graph:
    """The graph of these departments; raises Ungoverned for a field that nobody declared a rule for."""
    departments = list(catalogue.departments.values())
    givers = [department for department in departments if department.programmes]
    types = [record_type(department) for department in givers]
    types += [
        facts_type(department, catalogue.entities[entity])
        for department in departments
        for entity in entities(department)
    ]
    matter_types = {code: matter_type(one) for code, one in catalogue.procedures.by_code.items()}
    spelled = _spelled(catalogue)
    schema = strawberry.federation.Schema(
        query=query_type(catalogue, matter_types, spelled),
        mutation=mutation_type(catalogue, matter_types, spelled),
        subscription=subscription_type(matter_types["referral"], spelled),
        types=[RecordElsewhere, RecordElsewhereWithAmount, *types],
        federation_version=FEDERATION,
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    core = schema._schema
    _leave_out_null_defaults(core)
    compile_batches(core)
    await_second_person(core, catalogue.procedures.confirmation)
    _weigh(core)
    shapes: dict[str, Any] = {name: _fields(type_) for name, type_ in _objects(core)}
    shapes = {name: fields for name, fields in shapes.items() if fields}
    shapes["Person"] = {**shapes["Person"], "facts": facts_of(catalogue), "factsHistory": facts_history(catalogue)}
    shapes["UnregisteredPerson"] = {**shapes["UnregisteredPerson"], "facts": facts_of(catalogue)}
    shapes["TargetChange"] = {**shapes["TargetChange"], "leftBecause": left_because(catalogue)}
    shapes["Facts"] = facts_choice(catalogue)
    records = record_choice(givers)
    shapes["AssistanceRecord"] = records
    shapes["Query"] = {**shapes["Query"], "_entities": entity_keys(records)}
    rules, type_rules = _rules(core), record_rules(givers) | facts_rules(catalogue)
    rules |= opened(rules, catalogue.procedures.confirmation)
    describe_rules(core, rules, type_rules, catalogue.departments)
    return Graph(schema, core, shapes, rules, type_rules, BatchCodes(core), BatchShapes(core))


def _spelled(catalogue: Catalogue) -> dict[str, list[str]]:
    """Whom the first part of a scope stands for where a group of root fields is declared for all departments."""
    departments = catalogue.departments.values()
    return {
        "*": [department.code for department in departments],
        "handler": [department.code for department in departments if department.programmes],
        "agency": sorted({category.agency for category in catalogue.categories.values()}),
    }


def _leave_out_null_defaults(core: GraphQLSchema) -> None:
    """What may be left out is null then: `= null` behind every optional argument would say nothing."""
    for type_ in core.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            inputs = list(type_.fields.values())
        elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            inputs = [argument for field in type_.fields.values() for argument in field.args.values()]
        else:
            continue
        for one in inputs:
            if one.default_value is None:
                one.default_value = Undefined


def _objects(core: GraphQLSchema) -> Iterator[tuple[str, GraphQLObjectType]]:
    for name, type_ in core.type_map.items():
        if isinstance(type_, GraphQLObjectType) and not name.startswith("__"):
            yield name, type_


def _fields(type_: GraphQLObjectType) -> Fields:
    found: dict[str, Part] = {}
    for name, mapped in _mapped(type_):
        if mapped.part is not None:
            found[name] = mapped.part
    return found


def _mapped(type_: GraphQLObjectType | GraphQLInterfaceType) -> Iterator[tuple[str, Mapped]]:
    for name, field in type_.fields.items():
        definition = field.extensions.get("strawberry-definition")
        mapped = definition.metadata.get("mapped") if definition is not None else None
        if isinstance(mapped, Mapped):
            yield name, mapped


def _weigh(core: GraphQLSchema) -> None:
    for _, type_ in _objects(core):
        for name, mapped in _mapped(type_):
            if mapped.weight:
                type_.fields[name].extensions[WEIGHT] = mapped.weight


def _rules(core: GraphQLSchema) -> dict[RuleKey, Rule]:
    anyone = Rule(alternatives(ANYONE))
    rules: dict[RuleKey, Rule] = {("Query", "_entities"): anyone}
    forgotten = []
    for name, type_ in core.type_map.items():
        if name.startswith("__") or not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            continue
        declared = dict(_mapped(type_))
        for field, mapped in declared.items():
            rules[name, field] = mapped.rule
            for place, by_itself in _asked_by(type_.fields[field]):
                rule = mapped.arguments.get(place, by_itself)
                if rule is not None and not rule.free:
                    rules[name, field, place] = rule
                elif rule is None and name != "Mutation":  # what an act takes is written, by the right to the act
                    forgotten.append(f"{name}.{field}({place})")
        if name not in FREE and not name.endswith(STRUCTURE):
            forgotten += [
                f"{name}.{field}" for field in type_.fields if field not in declared and (name, field) not in rules
            ]
        else:
            rules |= {(name, field): anyone for field in type_.fields}
    if forgotten:
        raise Ungoverned(f"fields or arguments with no declared rule: {', '.join(sorted(forgotten))}")
    return rules


def _asked_by(field: GraphQLField) -> Iterator[tuple[str, Rule | None]]:
    """The places in the arguments of a field, each with the rule that it is declared with."""
    for name, argument in field.args.items():
        yield from _places(name, argument)


def _places(path: str, input_: GraphQLArgument | GraphQLInputField) -> Iterator[tuple[str, Rule | None]]:
    definition = input_.extensions.get("strawberry-definition")
    yield path, definition.metadata.get(ASKED_BY) if definition is not None else None
    named = get_named_type(input_.type)
    if isinstance(named, GraphQLInputObjectType):
        for name, inner in named.fields.items():
            yield from _places(f"{path}.{name}", inner)
