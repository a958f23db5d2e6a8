"""Large files: how much memory a worker takes while a file of gigabytes comes in, and while it is read to its end.

The file is made as it is sent, and nothing of it is taken in: its import is called off once its rows are counted.
"""

import threading
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import httpx

from benchmarks.hub import Hub, serving
from benchmarks.invented_files import GRANTS, strangers
from benchmarks.place import Place
from benchmarks.processes import resident
from hub.progress import shown

CLIENT = "medical_insurance"
ROWS = 4000
"""Rows of a piece that is sent."""
LOOK = 0.2
STAND = "query ($id: ID!) { import(id: $id) { state of failure { code } } }"
CALL_OFF = "mutation ($id: ID!) { cancelJob(id: $id) { __typename } }"


class Watched(threading.Thread):
    """The most MiB that a process holds, until it is watched no more."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self._over = process, threading.Event()
        self.most = resident(process)

    def run(self) -> None:
        """Look, again and again."""
        while not self._over.wait(LOOK):
            self.most = max(self.most, resident(self._process))

    def __enter__(self) -> "Watched":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()


def large_file(place: Place, mib: int) -> dict[str, Any]:
    """MiB that the worker held before, at most while the file came and while it was read, seconds of both, its rows."""
    settings = {"AIDHUB_FILE_MIB": str(mib + 1), "AIDHUB_FILE_SECONDS": "3600", "AIDHUB_COST_PER_MINUTE": str(10**12)}
    with serving(place, limits=settings) as hub:
        results: dict[str, Any] = {"MiB": mib, "before": round(resident(hub.process))}
        began = time.monotonic()
        with Watched(hub.process) as coming, shown(mib, "MiB sent") as tell:
            query = {"check": "true", "name": "large.csv"}
            pieces = _pieces(mib, tell)
            answer = httpx.post(
                f"{hub.url}/files", params=query, content=pieces, headers=hub.headers(CLIENT), timeout=600
            )
            id = answer.raise_for_status().json()["import"]
        results |= {"coming": round(coming.most), "seconds coming": round(time.monotonic() - began)}
        began = time.monotonic()
        with Watched(hub.process) as reading:
            while (stand := _stand(hub, id))["of"] is None and stand["state"] in ("WAITING", "RUNNING"):
                time.sleep(1)
        hub.ask(CLIENT, CALL_OFF, {"id": id})
        results |= {
            "reading": round(reading.most),
            "seconds reading": round(time.monotonic() - began),
            "rows": stand["of"],
        }
    return results


def _stand(hub: Hub, id: str) -> dict[str, Any]:
    found: Any = hub.ask(CLIENT, STAND, {"id": id})["import"]
    if found["failure"]:
        raise RuntimeError(found["failure"]["code"])
    stand: dict[str, Any] = found
    return stand


def _pieces(mib: int, tell: Any) -> Iterator[bytes]:
    """Lines of help, some hundred KiB at a time, until there are so many MiB."""
    people, sent, number = strangers(), 0, 0
    yield (",".join(GRANTS) + "\n").encode()
    while sent < mib << 20:
        lines = []
        for id, name in islice(people, ROWS):
            number += 1
            lines.append(f"L-{number},{name},{id},YB-01,已给予,2024-03-01,620102000000,180.00,2024,S{number:08}\n")
        piece = "".join(lines).encode()
        sent += len(piece)
        tell(min(mib, sent >> 20))
        yield piece
