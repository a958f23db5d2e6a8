"""`python -m benchmarks`: build the province, measure, write the report. Each part can be asked for alone."""

import asyncio
import datetime
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks import report
from benchmarks.caches import caches
from benchmarks.compare import asking, compare
from benchmarks.cross_check import cross_check
from benchmarks.fairness import fairness
from benchmarks.growth import feedback_growth, growth
from benchmarks.hold import hold, table
from benchmarks.hub import serving
from benchmarks.ingest import ingest, ingest_table
from benchmarks.large_file import large_file
from benchmarks.memory import memory
from benchmarks.operations import me, operations
from benchmarks.place import FIRST, ROOT, Place, persons, standing
from benchmarks.province import build
from benchmarks.recompute import built, incremental
from benchmarks.rounds import interleaved
from hub.commands.demo import prepare

app = typer.Typer(help=__doc__, add_completion=False, pretty_exceptions_enable=False)
RESULTS = ROOT / "var" / "bench" / "results.json"
Part = Callable[[Place, float, int], Any]


def _recompute(place: Place, *_: float) -> dict[str, Any]:
    return {**asyncio.run(incremental(place)), "built": built(place)}


def _workers(place: Place, seconds: float, rounds: int) -> dict[str, Any]:
    cores = f"0-{(os.cpu_count() or 1) - 1}"
    with serving(place, 1, cores) as one, serving(place, 2, cores) as two:
        return {
            operation.name: interleaved(
                {"1": asking(one, place, operation, seconds), "2": asking(two, place, operation, seconds)},
                rounds,
                f"rounds of {operation.name}",
            )
            for operation in (*operations(place), me())
        }


PARTS: dict[str, Part] = {
    "recompute": _recompute,
    "cross-check": lambda place, *_: cross_check(place),
    "caches": lambda place, *_: caches(place),
    "compare": compare,
    "workers": _workers,
    "fairness": fairness,
}
OF = ", ".join([*PARTS, "growth", "feedback", "memory"])


@app.command()
def run(
    parts: Annotated[list[str] | None, typer.Argument(help=f"of {OF}; all")] = None,
    seconds: Annotated[float, typer.Option(help="Seconds of load in one round.")] = 3,
    rounds: Annotated[int, typer.Option(help="Rounds that count; one more warms.")] = 5,
    minutes: Annotated[int, typer.Option(help="Minutes of the mix in which memory is watched.")] = 10,
) -> None:
    """Build what is missing, measure the parts, keep the figures, and write benchmarks/RESULTS.md."""
    wanted = parts or [*PARTS, "growth", "feedback", "memory"]
    with standing(persons()) as place:
        build(place, persons())
        _keep("surroundings", {**report.surroundings(), **_size(place)})
        for name in wanted:
            if name in PARTS:
                _keep(name, PARTS[name](place, seconds, rounds))
        if "memory" in wanted:
            _keep("memory", memory(place, minutes))
    if "growth" in wanted:
        _keep("growth", growth(seconds, rounds))
    if "feedback" in wanted:
        _keep("feedback", feedback_growth(rounds))
    report.write(RESULTS)
    typer.echo(f"{report.RESULTS.relative_to(ROOT)} is written; the figures are kept in {RESULTS.relative_to(ROOT)}")


@app.command("build")
def only_build() -> None:
    """Build the province and nothing else."""
    with standing(persons()) as place:
        build(place, persons())


@app.command("hold")
def only_hold(
    rounds: Annotated[int, typer.Option(help="Rounds; of each request the best one counts.")] = 3,
    before: Annotated[Path | None, typer.Option(help="Figures of an earlier hub, to stand beside.")] = None,
) -> None:
    """Measure how long one client's hostile requests hold another; 30,000 persons are enough."""
    with standing(FIRST) as place:
        build(place, FIRST)
        found = hold(place, rounds)
    _write(RESULTS.with_name("hold.json"), found)
    typer.echo(table(json.loads(before.read_text()) if before else {}, found))


@app.command("fairness")
def only_fairness(seconds: Annotated[float, typer.Option(help="Seconds beside each load.")] = 15) -> None:
    """Measure what one client waits while another has heavy questions at work, and print it."""
    with standing(persons()) as place:
        build(place, persons())
        for name, row in fairness(place, seconds).items():
            typer.echo(f"{name}: {json.dumps(row)}")


@app.command("linkage")
def only_linkage(
    registered: Annotated[int, typer.Option(help="Registered persons, invented in memory.")] = 3_000_000,
    sought: Annotated[int, typer.Option(help="Those of whom a duplicate is sought.")] = 100_000,
    train: Annotated[bool, typer.Option(help="Estimate the weights anew first, and write them down.")] = False,
) -> None:
    """Measure the search for who may be the same person, among duplicates that are planted, and print it."""
    from benchmarks.linkage import linkage
    from benchmarks.linkage import train as weigh

    if train:
        weigh(registered=300_000, sought=100_000)
    typer.echo(json.dumps({"date": _today(), **linkage(registered, sought)}, indent=1))


@app.command("ingest")
def only_ingest(
    rows: Annotated[int, typer.Option(help="Rows of each file.")] = 20_000,
    workers: Annotated[int, typer.Option(help="Workers of the hub.")] = 1,
) -> None:
    """Measure files beside raw COPY of the same, in a province that is made anew, and print it."""
    with standing(FIRST, "ingest", anew=True) as place:
        build(place, FIRST)
        found = ingest(place, rows, workers)
    _write(RESULTS.with_name("ingest.json"), found)
    typer.echo(ingest_table(found))


@app.command("memory")
def only_memory(minutes: Annotated[int, typer.Option(help="Minutes of the mix.")] = 10) -> None:
    """Watch the memory of one worker under the mix, and print it."""
    with standing(persons()) as place:
        build(place, persons())
        typer.echo(json.dumps(memory(place, minutes), indent=1))


FEW = 400
"""Persons of a province in which nothing but its clients is needed."""


@app.command("large-file")
def only_large_file(mib: Annotated[int, typer.Option(help="MiB of the file.")] = 2048) -> None:
    """Watch the memory of one worker while a file comes in and is read to its end, and print it."""
    with standing(FEW, "large-file") as place:
        prepare(place.settings, place.addresses)
        typer.echo(json.dumps(large_file(place, mib), indent=1))


def _size(place: Place) -> dict[str, Any]:
    *_, (_, _, households, number, records, _) = built(place)
    return {"households": households, "persons": number, "records": records, "date": _today()}


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _keep(name: str, results: dict[str, Any]) -> None:
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept.update(results if name == "surroundings" else {name: results})
    _write(RESULTS, kept)


def _write(file: Path, kept: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(kept, indent=1))
    part.rename(file)


if __name__ == "__main__":
    app()
