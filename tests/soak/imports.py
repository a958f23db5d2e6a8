"""Files under fire: while they are worked through, processes are killed; at the end each row stands once, as it should."""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import psycopg

from tests.soak.clerk import BAD, ROWS, Clerk
from tests.soak.hub_under_fire import PATIENCE, HubUnderFire, a_place, kill, under_fire
from tests.soak.kills import Kills

MIXED = ("worker", "backend", "sessions", "postmaster", "parent")
RUNS = {"worker": ("worker",), "postmaster": ("postmaster",), "mixed": MIXED}
"""What is killed in a run of that name, each on a hub of its own: the worker that has a chunk in hand, the server."""
COUNTED = "SELECT count(*) FROM import_chunks"


class Point(NamedTuple):
    """Where a kill met the imports: behind so many chunks, a while after the last, in a transaction at this statement."""

    kind: str
    chunks: int
    seconds: float
    statement: str

    def __str__(self) -> str:
        return f"{self.kind},{self.chunks},{self.seconds:.3f},{self.statement!r}"


def soak(
    place: Path, kinds: Sequence[str], number: int, until: float, seed: int, tell: Callable[[Point], None]
) -> tuple[list[Point], int]:
    """Kill so many times while a chunk is at work, or until this moment; the kills, and how many files came in.

    Raises AssertionError where the hub does not come back, and where a row is lost, doubled or miscounted.
    """
    done, chance = list[Point](), random.Random(seed)
    with under_fire(place) as hub:
        kills, clerk = Kills(hub, seed), Clerk(hub)
        for kind in islice((kind for kind in kills.order(100 * number) if kind in kinds), number):
            if time.monotonic() > until:
                break
            while _open(hub, clerk) < 2:
                clerk.send()
            chunks = _more_than(hub, _more_than(hub, -1))  # it is at work
            pause = chance.uniform(0, 1.5)
            time.sleep(pause)
            done.append(Point(kind, chunks, pause, _kill(hub, kills, kind)))
            tell(done[-1])
        while _open(hub, clerk):
            time.sleep(0.5)
        faults = list(_faults(hub, clerk))
    assert not faults, "\n".join(faults[:20])
    return done, len(clerk.files)


def _kill(hub: HubUnderFire, kills: Kills, kind: str) -> str:
    """Kill, of the workers the one that has a transaction in hand; at which statement that was."""
    try:
        port, statement = hub.session_at_work() or (0, "")
    except psycopg.OperationalError:  # an earlier kill is felt still
        port, statement = 0, ""
    worker = hub.worker_of(port) if kind == "worker" else None
    if worker:
        kill(worker)
    else:
        kills.kill(kind)
    return statement


def _more_than(hub: HubUnderFire, chunks: int) -> int:
    """How many chunks are done, once there are more than so many."""
    deadline = time.monotonic() + PATIENCE
    while (count := _rows(hub, COUNTED)[0][0]) <= chunks:
        assert time.monotonic() < deadline, "no chunk is done any more"
        time.sleep(0.05)
    return int(count)


def _open(hub: HubUnderFire, clerk: Clerk) -> int:
    open_ = "SELECT count(*) FROM jobs WHERE kept_until IS NULL AND id::text = ANY(%s)"
    return int(_rows(hub, open_, clerk.files)[0][0])


def _rows(hub: HubUnderFire, statement: str, *values: object) -> list[tuple[Any, ...]]:
    while True:
        with hub.connect() as owner:
            try:
                return owner.execute(statement, values).fetchall()
            except Exception:  # the server was killed meanwhile
                if not owner.broken:
                    raise


def _faults(hub: HubUnderFire, clerk: Clerk) -> Iterator[str]:
    good = ROWS - ROWS // BAD
    for n, id in enumerate(clerk.files):
        expected = [("DONE", good, 0, ROWS - good, 0)]
        stand = "SELECT state, accepted, replayed, refused, skipped FROM imports JOIN jobs USING (id) WHERE id = %s"
        if (found := _rows(hub, stand, id)) != expected:
            yield f"file {n}: {found} and not {expected}"
        lines = (
            "SELECT sum(accepted), sum(replayed), sum(refused), sum(skipped) FROM import_chunks WHERE import_id = %s"
        )
        if (summed := _rows(hub, lines, id)) != [expected[0][1:]]:
            yield f"file {n}: its chunks come to {summed}"
        if (wrong := _rows(hub, "SELECT count(*) FROM import_errors WHERE import_id = %s", id)) != [(ROWS - good,)]:
            yield f"file {n}: {wrong} errors"
        like = f"soak-{n:03}-%"
        records = "SELECT count(*), count(DISTINCT external_id) FROM assistance_records WHERE external_id LIKE %s"
        if (stood := _rows(hub, records, like)) != [(good, good)]:
            yield f"file {n}: {stood} records"
    left = _rows(hub, "SELECT count(*) FROM imports WHERE id::text <> ALL(%s)", clerk.files)
    if left != [(0,)]:
        yield f"{left} imports that nobody knows of"


def main() -> None:
    """`python -m tests.soak.imports --kills 100`."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--runs", nargs="+", choices=RUNS, default=["worker", "postmaster"])
    wanted.add_argument("--kills", type=int, default=100, help="of each run")
    wanted.add_argument("--minutes", type=float, default=120, help="of each run")
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--record", type=argparse.FileType("w"), default="-", help="where the points are written")
    given = wanted.parse_args()
    for run in given.runs:
        began = time.monotonic()
        with a_place() as place:
            until = began + 60 * given.minutes
            done, files = soak(place, RUNS[run], given.kills, until, given.seed, _recorded(given.record))
        kinds = ", ".join(f"{kind} {number}" for kind, number in Counter(one.kind for one in done).most_common())
        at_work = sum(1 for one in done if one.statement)
        minutes = (time.monotonic() - began) / 60
        print(
            f"{len(done)} kills ({kinds}), {at_work} within a transaction, in {minutes:.0f} min:"
            f" {files} files of {ROWS} rows, each row once",
            file=sys.stderr,
        )


def _recorded(file: TextIO) -> Callable[[Point], None]:
    return lambda point: print(point, file=file, flush=True)


if __name__ == "__main__":
    main()
