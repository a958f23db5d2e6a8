"""What a field needs, said in its description: a scope, a column shared with the department, a purpose (所需权限)."""

from collections.abc import Collection, Mapping

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)

from planner.rights import Rule, RuleKey
from schema.fields.mapping import ANYONE, alternatives

FREE = alternatives(ANYONE)
Described = GraphQLField | GraphQLArgument | GraphQLInputField | GraphQLNamedType


def describe_rules(
    core: GraphQLSchema, rules: Mapping[RuleKey, Rule], type_rules: Mapping[str, Rule], departments: Collection[str]
) -> None:
    """Add to each description what is needed; what a whole type needs is said there and not at its fields again.

    Where the scopes of several of the departments serve, it says `<department>/…` as docs/access.md does.
    """
    for name, rule in type_rules.items():
        _add(core.type_map[name], rule, departments)
    for place, rule in rules.items():
        owner = core.type_map[place[0]]
        if isinstance(owner, GraphQLObjectType | GraphQLInterfaceType) and rule != type_rules.get(place[0]):
            field = owner.fields[place[1]]
            _add(field if len(place) == 2 else _input(field, place[2]), rule, departments)


def needed(rule: Rule, departments: Collection[str]) -> str:
    """What a rule asks for, as `civil/referral:write or civil/supervise:read, column person.name, a purpose`."""
    scopes = [" and ".join(sorted(some)) for some in rule.scopes if rule.scopes != FREE]
    of_departments = {right for scope in scopes for code, _, right in (scope.partition("/"),) if code in departments}
    shared = {right for right in of_departments if sum(scope.endswith(f"/{right}") for scope in scopes) > 2}
    names = dict.fromkeys(_shared_name(scope, shared, departments) for scope in scopes)
    column = [f"column (数据项) {rule.column}"] if rule.column else []
    return ", ".join([*filter(None, [" or ".join(names)]), *column, *(["a purpose (用途)"] if rule.purpose else [])])


def _shared_name(scope: str, shared: Collection[str], departments: Collection[str]) -> str:
    code, _, right = scope.partition("/")
    return f"<department>/{right}" if right in shared and code in departments else scope


def _input(field: GraphQLField, path: str) -> GraphQLArgument | GraphQLInputField:
    """An argument, or with a path as `filter.residence` the field of its input."""
    name, _, inner = path.partition(".")
    input_ = get_named_type(field.args[name].type)
    return input_.fields[inner] if inner and isinstance(input_, GraphQLInputObjectType) else field.args[name]


def _add(described: Described, rule: Rule, departments: Collection[str]) -> None:
    needs = needed(rule, departments)
    if needs:
        described.description = f"{described.description} Needs (须有): {needs}."
