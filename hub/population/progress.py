"""Progress: a bar on a terminal, a line now and then in a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Tell = Callable[[int], None]
LINES = 10


@contextmanager
def shown(wanted: int, console: Console | None = None) -> Iterator[Tell]:
    """Give what is called with the number of persons loaded so far."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield _lines(wanted, console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("persons", total=wanted)
        yield lambda persons: progress.update(task, completed=min(persons, wanted))


def _lines(wanted: int, console: Console) -> Tell:
    told = -1

    def tell(persons: int) -> None:
        nonlocal told
        tenth = LINES * persons // max(wanted, 1)
        if tenth > told:
            told = tenth
            console.print(f"{persons} of {wanted} persons", highlight=False)

    return tell
