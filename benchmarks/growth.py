"""Growth: the same questions in a small, a middling and a large province, and the last page beside the first."""

from contextlib import ExitStack

from benchmarks.compare import Results, asking
from benchmarks.hub import serving
from benchmarks.operations import coverage, departments_page, last_page, operations
from benchmarks.place import persons, standing
from benchmarks.processes import DATABASE, pin
from benchmarks.province import build
from benchmarks.rounds import interleaved

SIZES = (30_000, 300_000)


def growth(seconds: float, rounds: int) -> Results:
    """Medians by operation and by the number of persons."""
    sizes = sorted({*(size for size in SIZES if size < persons()), persons()})
    with ExitStack() as stack:
        places = {size: stack.enter_context(standing(size)) for size in sizes}
        for size, place in places.items():
            build(place, size)
            pin(place.postmaster, DATABASE)
        hubs = {size: stack.enter_context(serving(place)) for size, place in places.items()}
        sized = {
            size: [*operations(place), departments_page(), last_page(place, hubs[size]), coverage()]
            for size, place in places.items()
        }
        results: Results = {}
        for number, operation in enumerate(sized[sizes[0]]):
            runs = {
                str(size): asking(hubs[size], place, sized[size][number], seconds) for size, place in places.items()
            }
            results[operation.name] = interleaved(runs, rounds, f"rounds of {operation.name}")
    return results
