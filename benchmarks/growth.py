"""Growth: the same questions and feedback in provinces of several sizes, and the last page beside the first."""

from contextlib import ExitStack

from benchmarks import feedback
from benchmarks.compare import Results, asking
from benchmarks.hub import serving
from benchmarks.operations import coverage, departments_page, last_page, operations
from benchmarks.place import FIRST, sizes, standing
from benchmarks.processes import DATABASE, pin
from benchmarks.province import build
from benchmarks.rounds import interleaved


def growth(seconds: float, rounds: int) -> Results:
    """Medians by operation and by the number of persons."""
    with ExitStack() as stack:
        places = {size: stack.enter_context(standing(size)) for size in sizes()}
        for size, place in places.items():
            build(place, size)
            pin(place.postmaster, DATABASE)
        hubs = {size: stack.enter_context(serving(place)) for size, place in places.items()}
        sized = {
            size: [*operations(place), departments_page(), last_page(place, hubs[size]), coverage()]
            for size, place in places.items()
        }
        results: Results = {}
        for number, operation in enumerate(sized[sizes()[0]]):
            runs = {
                str(size): asking(hubs[size], place, sized[size][number], seconds) for size, place in places.items()
            }
            results[operation.name] = interleaved(runs, rounds, f"rounds of {operation.name}")
    return results


def feedback_growth(rounds: int) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """Feedback beside COPY, by the number of persons and the size of the batch."""
    found = {}
    for size in sizes():
        with standing(size) as place:
            build(place, size)
            with serving(place) as hub:
                figures = feedback.measure(place.settings, hub, rounds, max(size // FIRST - 1, 0))
            found[str(size)] = {str(one.size): one.medians() for one in figures}
    return found
