"""Progress: a log is not filled with bars."""

import io

from rich.console import Console

from hub.progress import shown


def test_a_log_gets_a_line_for_every_tenth() -> None:
    log = io.StringIO()
    with shown(1000, console=Console(file=log)) as tell:
        for persons in range(0, 1001, 10):
            tell(persons)
    lines = log.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[-1] == "1000 of 1000 persons"


def test_a_terminal_gets_a_bar() -> None:
    screen = io.StringIO()
    with shown(1000, console=Console(file=screen, force_terminal=True)) as tell:
        tell(1000)
    assert "1000/1000" in screen.getvalue()
