"""Whatever is killed while a file is worked through, each of its rows stands once; `make soak` goes on."""

import time
from pathlib import Path

import pytest

from tests.soak.hub_under_fire import a_place
from tests.soak.imports import soak


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_each_row_stands_once_though_the_worker_and_the_database_server_are_killed() -> None:
    with a_place() as place:
        done, files = soak(place, ["worker", "postmaster"], 4, time.monotonic() + 3600, 1, lambda _: None)
    assert {point.kind for point in done} == {"worker", "postmaster"}
    assert files >= 2
