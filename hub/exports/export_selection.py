"""What an export takes of a document: its one list, where that stands, and what each line is to hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import FieldNode, FragmentSpreadNode, OperationDefinitionNode, OperationType, SelectionNode

from planner.document import Document, inside
from planner.shape import One, Page, Shapes
from registry.errors import Refusal

EDGES: Final = "edges"
NODES: Final = "nodes"
ROWS: Final = (NODES, EDGES)
SAYS_WHICH: Final = "id"
"""The argument by which a list is of one object at most."""


@dataclass(frozen=True)
class Step:
    """A field on the way to the list, that leads to one object: of a list that is asked by id, the one in it."""

    owner: str
    """The type whose field it is."""
    field: FieldNode
    listed: bool


@dataclass(frozen=True)
class Place:
    """Where the one list of an operation stands: behind these fields, as a field of this type."""

    above: tuple[Step, ...]
    owner: str
    field: FieldNode
    page: Page

    @property
    def name(self) -> str:
        """What is taken out, as `eligibleTargets` or `household.chain`."""
        return ".".join([*(step.field.name.value for step in self.above), self.field.name.value])


def one_list(shapes: Shapes, document: Document, operation: OperationDefinitionNode) -> Place:
    """The list an operation asks for and nothing beside it; raises EXPORT_ONE_LIST."""
    above: list[Step] = []
    owner, selections = "Query", operation.selection_set.selections
    while operation.operation is OperationType.QUERY:
        fields = list(_plain(document, selections))
        shape: Any = shapes[owner]
        part = shape.get(fields[0].name.value) if len(fields) == 1 and isinstance(shape, Mapping) else None
        inner = _of_one(shapes, fields[0], part) if isinstance(part, Page) else None
        if isinstance(part, Page) and inner is None:
            return Place(tuple(above), owner, fields[0], part)
        if not isinstance(part, One | Page):
            break
        above.append(Step(owner, fields[0], listed=inner is not None))
        owner, selections = part.type, tuple(inner or inside(fields[0]))
    raise no_one_list(shapes, list(_plain(document, operation.selection_set.selections))[-1])


def no_one_list(shapes: Shapes, root: FieldNode) -> Refusal:
    """That what is asked at a root is not one list."""
    lists = ", ".join(sorted(name for name, part in _fields(shapes) if isinstance(part, Page)))
    return Refusal("EXPORT_ONE_LIST", key(root), codes=lists)


def rows(document: Document, field: FieldNode) -> FieldNode:
    """What each line is to hold; the rest of the connection the last line tells. Raises EXPORT_SELECTS_NODES."""
    lists = [selected for selected in _plain(document, inside(field)) if selected.name.value in ROWS]
    if len(lists) != 1 or not _spelled_out(document, lists[0]):
        raise Refusal("EXPORT_SELECTS_NODES", key(field))
    return lists[0]


def key(field: FieldNode) -> str:
    """The field's key in the answer."""
    return (field.alias or field.name).value


def _fields(shapes: Shapes) -> Iterable[tuple[str, object]]:
    shape: Any = shapes["Query"]
    return list(shape.items())


def _of_one(shapes: Shapes, field: FieldNode, page: Page) -> list[SelectionNode] | None:
    """What is selected of the one object of a list, where that is one list of its own; else nothing.

    Whether the id is told is seen with the variables (`PagedOperation.of`).
    """
    if SAYS_WHICH not in {argument.name.value for argument in field.arguments or ()}:
        return None
    listed = [one for one in inside(field) if isinstance(one, FieldNode) and one.name.value == NODES]
    inner = list(inside(listed[0])) if len(listed) == 1 else []
    shape: Any = shapes[page.type]
    alone = inner[0] if len(inner) == 1 and isinstance(shape, Mapping) else None
    if isinstance(alone, FieldNode) and isinstance(shape.get(alone.name.value), Page):
        return inner
    return None


def _spelled_out(document: Document, rows: FieldNode) -> bool:
    """Whether a line cannot be taken for a last one: its keys are `node` and `cursor`."""
    if rows.name.value == NODES:
        return True
    return sorted(map(key, _plain(document, inside(rows)))) in (["node"], ["cursor", "node"])


def _plain(document: Document, selections: Iterable[SelectionNode]) -> Iterator[FieldNode]:
    """The fields, also those in fragments; whether they are there may not hang on a variable."""
    for node in selections:
        if node.directives:
            raise Refusal("EXPORT_SELECTS_NODES", key(node) if isinstance(node, FieldNode) else "")
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, FragmentSpreadNode):
            yield from _plain(document, inside(document.fragments[node.name.value]))
        else:
            yield from _plain(document, inside(node))
