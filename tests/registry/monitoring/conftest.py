"""The cross-check of the catalogue's rules."""

import pytest

from policy.catalogue import Catalogue
from registry.monitoring.cross_check import CrossCheck


@pytest.fixture(scope="module")
def cross_check(catalogue: Catalogue) -> CrossCheck:
    return CrossCheck.of(catalogue)
