"""Whatever is killed, what was acknowledged is there once; `make soak` does the same for hours."""

import time
from pathlib import Path

import pytest

from tests.soak.hub_under_fire import a_place
from tests.soak.kills import soak


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_nothing_acknowledged_is_lost_or_doubled_by_twenty_kills() -> None:
    with a_place() as place:
        done, ledger = soak(place, 20, time.monotonic() + 3600, 1, lambda _: None)
    assert sum(done.values()) == 20
    assert done.keys() >= {"worker", "backend", "sessions", "postmaster", "parent"}
    assert len(ledger.receipts) > 20
