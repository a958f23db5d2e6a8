"""What an export takes of a document: its one list, and what each line is to hold."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from graphql import FieldNode, FragmentSpreadNode, OperationDefinitionNode, OperationType, SelectionNode

from planner.document import Document, inside
from planner.shape import Page, Shapes
from registry.errors import Refusal

EDGES: Final = "edges"
ROWS: Final = ("nodes", EDGES)


def one_list(shapes: Shapes, document: Document, operation: OperationDefinitionNode) -> tuple[FieldNode, Page]:
    """The list an operation asks for and nothing beside it; raises EXPORT_ONE_LIST."""
    shape: Any = shapes["Query"]
    fields = list(_plain(document, operation.selection_set.selections))
    page = shape.get(fields[0].name.value)
    if operation.operation is not OperationType.QUERY or len(fields) != 1 or not isinstance(page, Page):
        lists = ", ".join(sorted(name for name, part in shape.items() if isinstance(part, Page)))
        raise Refusal("EXPORT_ONE_LIST", key(fields[-1]), codes=lists)
    return fields[0], page


def rows(document: Document, field: FieldNode) -> FieldNode:
    """What each line is to hold; the rest of the connection the last line tells. Raises EXPORT_SELECTS_NODES."""
    lists = [selected for selected in _plain(document, inside(field)) if selected.name.value in ROWS]
    if len(lists) != 1 or not _spelled_out(document, lists[0]):
        raise Refusal("EXPORT_SELECTS_NODES", key(field))
    return lists[0]


def key(field: FieldNode) -> str:
    """The field's key in the answer."""
    return (field.alias or field.name).value


def _spelled_out(document: Document, rows: FieldNode) -> bool:
    """Whether a line cannot be taken for a last one: its keys are `node` and `cursor`."""
    if rows.name.value == "nodes":
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
