"""The catalogue of the document's departments, read once, and a document with other words in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policy import citations
from policy.catalogue import Catalogue
from tests.conftest import of_the_document

Rewrite = Callable[[str, str], None]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return of_the_document()


@pytest.fixture
def rewrite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rewrite:
    """Put something into the place of a passage of the document."""

    def write(passage: str, other: str) -> None:
        text = citations.DOCUMENT.read_text("utf-8")
        assert text.count(passage) == 1
        copy = tmp_path / "document.md"
        copy.write_text(text.replace(passage, other), "utf-8")
        monkeypatch.setattr(citations, "DOCUMENT", copy)

    return write
