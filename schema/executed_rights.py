"""The guard of what is executed field by field: the same rules the planner applies to what it plans."""

from collections.abc import Iterator, Sequence

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    visit,
)
from graphql.language import Node

from planner.rights import Need, Rule, RuleKey
from schema.compose import Graph


def needs(graph: Graph, document: DocumentNode) -> tuple[Need, ...]:
    """What the fields of a document require, those of all its operations."""
    types = TypeInfo(graph.core)
    collector = Collector(types, graph)
    visit(document, TypeInfoVisitor(types, collector))
    return tuple(collector.found())


class Collector(Visitor):
    """Notes the rule of every field it meets, and of the arguments of those that are no planned question."""

    def __init__(self, types: TypeInfo, graph: Graph) -> None:
        super().__init__()
        self._types, self._rules = types, graph.rules
        self._planned = frozenset[str](graph.shapes["Query"])  # type: ignore[arg-type] # the names of its fields
        self._found: dict[RuleKey, Need] = {}

    def enter_field(
        self, node: FieldNode, _key: object, _parent: object, _path: object, ancestors: list[Node | tuple[Node, ...]]
    ) -> None:
        parent = self._types.get_parent_type()
        place = (parent.name if parent else "", node.name.value)
        fields = [one for one in (*ancestors, node) if isinstance(one, FieldNode)]
        path = tuple((one.alias or one.name).value for one in fields)
        self._note(place, path)
        if not (place[0] == "Query" and place[1] in self._planned):  # the planner sees to those, variables and all
            for key in self._rules:
                if len(key) == 3 and key[:2] == place and _given(node, key[2].split(".")):
                    self._note(key, path)

    def _note(self, place: RuleKey, path: tuple[str, ...]) -> None:
        rule = self._rules.get(place, Rule())
        if not rule.free and place not in self._found:
            self._found[place] = Need(rule, path, ".".join(place))

    def found(self) -> Iterator[Need]:
        yield from self._found.values()


def _given(node: FieldNode, path: Sequence[str]) -> bool:
    """Whether something stands at a place in the arguments; a variable may hold it."""
    nodes: Sequence[ArgumentNode | ObjectFieldNode] = node.arguments or ()
    for step in path:
        value = next((one.value for one in nodes if one.name.value == step), None)
        if not isinstance(value, ObjectValueNode):
            return value is not None and not isinstance(value, NullValueNode)
        nodes = value.fields
    return True
