"""Progress: a bar on a terminal, a line now and then in a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Tell = Callable[[int], None]
LINES = 10


@contextmanager
def shown(wanted: int, what: str = "persons", console: Console | None = None) -> Iterator[Tell]:
    """Give what is called with how many are done so far."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield _lines(wanted, what, console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=console)
    task = progress.add_task(what, total=wanted)

    def tell(done: int) -> None:
        progress.start()  # with the first that is done: where nothing is to do, no empty bar stands
        progress.update(task, completed=min(done, wanted))

    try:
        yield tell
    finally:
        progress.stop()


def _lines(wanted: int, what: str, console: Console) -> Tell:
    last_tenth = -1

    def tell(done: int) -> None:
        nonlocal last_tenth
        tenth = LINES * done // max(wanted, 1)
        if tenth > last_tenth:
            last_tenth = tenth
            console.print(f"{done} of {wanted} {what}", highlight=False)

    return tell
