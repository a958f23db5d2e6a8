"""The guard of what is executed field by field: the same rules the planner applies to what it plans."""

from collections.abc import Iterator

from graphql import DocumentNode, FieldNode, TypeInfo, TypeInfoVisitor, Visitor, visit
from graphql.language import Node

from planner.rights import Need, Rule, Rules
from schema.compose import Graph


def needs(graph: Graph, document: DocumentNode) -> tuple[Need, ...]:
    """What the fields of a document require, those of all its operations."""
    types = TypeInfo(graph.core)
    collector = Collector(types, graph.rules)
    visit(document, TypeInfoVisitor(types, collector))
    return tuple(collector.found())


class Collector(Visitor):
    """Notes the rule of every field it meets."""

    def __init__(self, types: TypeInfo, rules: Rules) -> None:
        super().__init__()
        self._types, self._rules = types, rules
        self._found: dict[tuple[str, str], Need] = {}

    def enter_field(
        self, node: FieldNode, _key: object, _parent: object, _path: object, ancestors: list[Node | tuple[Node, ...]]
    ) -> None:
        parent = self._types.get_parent_type()
        place = (parent.name if parent else "", node.name.value)
        rule = self._rules.get(place, Rule())
        if not rule.free and place not in self._found:
            fields = [one for one in (*ancestors, node) if isinstance(one, FieldNode)]
            path = tuple((one.alias or one.name).value for one in fields)
            self._found[place] = Need(rule, path, ".".join(place))

    def found(self) -> Iterator[Need]:
        yield from self._found.values()
