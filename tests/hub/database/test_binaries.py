"""PostgreSQL's programs: found, hidden, or said to be nowhere."""

import pytest

from hub.database.binaries import embedded, find_binaries
from registry.errors import Refusal


def test_the_machines_own_can_be_hidden() -> None:
    assert find_binaries("embedded") == embedded()


def test_a_version_that_is_nowhere_is_said_with_what_was_found() -> None:
    with pytest.raises(Refusal, match=r"PostgreSQL 9 is needed \(found: \d+ in "):
        find_binaries("any", major=9)
