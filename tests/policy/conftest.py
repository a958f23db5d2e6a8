"""The catalogue of the document's departments, read once."""

import pytest

from policy.catalogue import Catalogue
from tests.conftest import of_the_document


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return of_the_document()
