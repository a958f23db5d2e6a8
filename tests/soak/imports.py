"""Files under fire: while they are worked through, processes are killed; at the end each row stands once, as it should."""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.hub.files.sheets import HEADINGS, sheet
from tests.hub_running import HOME
from tests.soak.clients import RENEW_AFTER, numbers
from tests.soak.hub_under_fire import PATIENCE, HubUnderFire, a_place, under_fire
from tests.soak.kills import Kills

ROWS, BAD = 3000, 100
"""Rows of a file, of which every hundredth is bad."""
KINDS = ("worker", "backend", "sessions", "postmaster", "parent")
COUNTED = "SELECT count(*) FROM import_chunks"


@dataclass
class Clerk:
    """A program of housing that sends files, and each again until it knows that it was taken."""

    hub: HubUnderFire
    numbers: Iterator[str] = field(default_factory=lambda: numbers(0, 1))
    files: list[str] = field(default_factory=list)
    token: str = ""
    renewed: float = -RENEW_AFTER

    def send(self) -> None:
        """One more file."""
        prefix = f"soak-{len(self.files):03}"
        told = ("王某", "ZJ-03", "已给予", HOME, "35000")
        lines = []
        for n in range(ROWS):
            name, programme, status, division, amount = told
            day = "2024-13-01" if n % BAD == BAD - 1 else "2024-03-01"
            cells = (f"{prefix}-{n:05}", name, next(self.numbers), programme, status, day, division, amount)
            lines.append(dict(zip(HEADINGS, cells, strict=True)))
        content = sheet(*lines)
        self.files.append(self._until_taken(content, prefix))

    def _until_taken(self, content: bytes, name: str) -> str:
        deadline = time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < deadline, "no file is taken"
            try:
                headers = {"Authorization": f"Bearer {self._bearer()}"}
                answer = httpx.post(
                    f"{self.hub.url}/files", content=content, params={"name": name}, headers=headers, timeout=20
                )
                return str(answer.json()["import"])
            except (httpx.HTTPError, ValueError, KeyError):
                time.sleep(0.2)

    def _bearer(self) -> str:
        if time.monotonic() - self.renewed > RENEW_AFTER:
            client: dict[str, Any] = self.hub.clients["housing"]
            form = {"grant_type": "client_credentials", "scope": "hub:read housing/feedback:write"}
            pair = client["client_id"], client["client_secret"]
            answer = httpx.post(f"{self.hub.url}/oauth/token", data=form, auth=pair, timeout=20)
            self.token, self.renewed = answer.json()["access_token"], time.monotonic()
        return self.token


def soak(place: Path, number: int, until: float, seed: int, tell: Callable[[str], None]) -> tuple[Counter[str], int]:
    """Kill so many times while a chunk is at work, or until this moment; the kills by kind, and how many files came in.

    Raises AssertionError where the hub does not come back, and where a row is lost, doubled or miscounted.
    """
    done, chance = Counter[str](), random.Random(seed)
    with under_fire(place) as hub:
        kills, clerk = Kills(hub, seed), Clerk(hub)
        for kind in (kind for kind in kills.order(100 * number) if kind in KINDS):
            if sum(done.values()) == number or time.monotonic() > until:
                break
            while _open(hub, clerk) < 2:
                clerk.send()
            chunks = _more_than(hub, -1)
            _more_than(hub, chunks)  # it is at work
            time.sleep(chance.uniform(0, 1.5))
            kills.kill(kind)
            done[kind] += 1
            tell(f"{sum(done.values()):4} {kind:10} after {_more_than(hub, -1)} chunks of {len(clerk.files)} files")
        while _open(hub, clerk):
            time.sleep(0.5)
        faults = list(_faults(hub, clerk))
    assert not faults, "\n".join(faults[:20])
    return done, len(clerk.files)


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
    wanted.add_argument("--kills", type=int, default=100)
    wanted.add_argument("--minutes", type=float, default=120)
    wanted.add_argument("--seed", type=int, default=1)
    given = wanted.parse_args()
    began = time.monotonic()
    with a_place() as place:
        done, files = soak(place, given.kills, began + 60 * given.minutes, given.seed, _tell)
    kinds = ", ".join(f"{kind} {number}" for kind, number in done.most_common())
    minutes = (time.monotonic() - began) / 60
    _tell(f"{sum(done.values())} kills ({kinds}) in {minutes:.0f} min: {files} files of {ROWS} rows, each row once")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
