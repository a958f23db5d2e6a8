"""Browsers are closed once the stories of a file are told."""

from collections.abc import Iterator

import pytest

from tests import signed_in
from tests.hub.signin import conftest as signin


@pytest.fixture(scope="module", autouse=True)
def closing() -> Iterator[None]:
    yield
    for opened in (signed_in.OPENED, signin.OPENED):
        while opened:
            opened.pop().close()
