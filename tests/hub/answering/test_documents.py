"""Documents are kept by their bytes, however many are asked, and only those that may be run."""

import pytest

import connectors
from hub.answering.documents import MOST_ERRORS, REMEMBERED, SUGGESTED, Documents, Unreadable
from policy.catalogue import load
from schema.compose import Graph, compose


@pytest.fixture(scope="module")
def graph() -> Graph:
    return compose(load(connectors.discover()))


def padded(number: int) -> str:
    """A small question in a document of sixteen thousand letters."""
    return f"query Q{number} {{ categories {{ code }} }} #".ljust(16_000, "-")


def test_a_known_document_is_not_read_again(graph: Graph) -> None:
    documents = Documents(graph)
    assert documents.read("{ me { client } }") is documents.read("{ me { client } }")


def test_however_many_are_asked_the_oldest_make_room(graph: Graph) -> None:
    documents = Documents(graph)
    first = documents.read(padded(0))
    for number in range(1, 30):
        documents.read(padded(number))
    assert 0 < documents.size <= REMEMBERED
    assert documents.read(padded(0)) is not first
    last = documents.read(padded(29))
    assert documents.read(padded(29)) is last


def test_what_was_meant_is_looked_for_with_a_few_errors_of_many(graph: Graph) -> None:
    documents = Documents(graph)
    with pytest.raises(Unreadable) as unreadable:
        documents.read(f"{{ me {{ {' '.join(f'clien{n}' for n in range(150))} }} }}")
    messages = [error.message for error in unreadable.value.errors]
    assert len(messages) == MOST_ERRORS + 1
    assert sum("Did you mean" in message for message in messages) == SUGGESTED


def test_one_that_cannot_be_run_is_not_kept(graph: Graph) -> None:
    documents = Documents(graph)
    with pytest.raises(Unreadable):
        documents.read("{ nobody }")
    assert documents.size == 0
