"""The catalogue of all departments, read once."""

import pytest

from connectors import discover
from policy.catalogue import Catalogue, load


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(discover())
