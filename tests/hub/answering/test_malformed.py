"""Thousands of malformed and changed inputs let nobody in and break nothing; `make fuzz` sends a million."""

from tests.fuzz.material import of
from tests.fuzz.shooting import shoot
from tests.hub_running import Running


def test_nobody_is_let_in_and_nothing_breaks(hub: Running) -> None:
    known, port = of(hub)
    tally = shoot(known, port, 1, 2000)
    assert tally.wrong == []
    assert tally.count == 2000
    kinds = {kind for kind, _ in tally.statuses}
    assert kinds == {"token endpoint", "token", "graph", "sign-in"}
    assert hub["civil_affairs"].ask("{ me { client } }")
