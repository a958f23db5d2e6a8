"""Files handed in against raw COPY of the same file into a table of texts: checked only, taken in, sent once more.

The province is made anew for it, since what is taken in cannot be taken out again. How long each takes is a ratio to
the COPY of the same run; so is the processor time, of the hub and PostgreSQL together, which says more where the
machine is shared.
"""

import csv
import io
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import psycopg

from benchmarks.feedback import DEPARTMENT, PROGRAMME, nothing_waits, opened_vault
from benchmarks.hub import Hub, serving
from benchmarks.invented_files import InventedFile, Person, facts, grants, strangers
from benchmarks.place import Place
from benchmarks.processes import cpu, peak
from benchmarks.report import table
from registry.identity.identity_numbers import tells
from registry.reference.calendar import today

LOOK = 0.25
"""Seconds between two looks at how far it has come, each of which costs the hub a few milliseconds."""
WARM = 200
"""Rows of a file that goes before all."""
COPIES = 5
"""How often a file is copied, for the median."""
IMPORT = """query ($id: ID!) { import(id: $id) { state accepted replayed refused skipped failure { code } } }"""
REGISTERED = """SELECT v.id, v.sealed, p.name FROM persons p JOIN vault v ON v.id = p.identity_id
  AND v.attribute = 'id_number'
WHERE NOT EXISTS (SELECT FROM assistance_records r WHERE r.identity_id = p.identity_id AND r.programme = %s)
ORDER BY md5(v.id::text)"""


@dataclass(frozen=True)
class Took:
    """Seconds, and seconds of processor time of the hub and of PostgreSQL."""

    seconds: float
    hub: float
    database: float


class Sender:
    """A department's client that hands files in and waits for their last row."""

    def __init__(self, hub: Hub, place: Place, owner: psycopg.Connection) -> None:
        self._hub, self._place, self._owner = hub, place, owner
        self._http = httpx.Client(base_url=hub.url, timeout=600)
        self._since, self._headers = -1000.0, dict[str, str]()

    def send(self, file: InventedFile, content: bytes, check: bool) -> tuple[Took, dict[str, Any]]:
        """What it took until its last row was done, and what became of its rows."""
        nothing_waits(self._owner)
        query = {"source": file.source, "check": str(check).lower(), "name": f"{file.name}.csv"}
        before, started = self._cpu(), time.perf_counter()
        answer = self._http.post("/files", content=content, params=query, headers=self._authorized())
        id = answer.raise_for_status().json()["import"]
        while (found := self._import(id))["state"] in ("WAITING", "RUNNING"):
            time.sleep(LOOK)
        taken = time.perf_counter() - started
        hub, database = (after - then for after, then in zip(self._cpu(), before, strict=True))
        if found["state"] != "DONE" or found["refused"]:
            raise RuntimeError(f"not every row of {file.name} was taken in: {found}")
        return Took(taken, hub, database), found

    def copied(self, file: InventedFile) -> Took:
        """What a COPY of it into a table of texts takes, its durable commit included: the median of several."""
        heading = next(csv.reader(io.StringIO(file.content.decode())))
        columns = ", ".join(f"c{n} text" for n in range(len(heading)))
        took, before = [], self._cpu()[1]
        for _ in range(COPIES):
            self._owner.execute(f"DROP TABLE IF EXISTS bench.sent; CREATE TABLE bench.sent ({columns})".encode())
            started = time.perf_counter()
            with self._owner.cursor().copy("COPY bench.sent FROM STDIN WITH (FORMAT csv, HEADER)") as copy:
                copy.write(file.content)
            took.append(time.perf_counter() - started)
        return Took(statistics.median(took), 0, (self._cpu()[1] - before) / COPIES)

    def _cpu(self) -> tuple[float, float]:
        return cpu(self._hub.process), cpu(self._place.postmaster)

    def _import(self, id: str) -> dict[str, Any]:
        body = {"query": IMPORT, "variables": {"id": id}}
        answer = self._http.post("/graphql", json=body, headers=self._authorized()).json()
        found: dict[str, Any] = answer["data"]["import"]
        return found

    def _authorized(self) -> dict[str, str]:
        if time.monotonic() - self._since > 200:
            self._headers, self._since = self._hub.headers(DEPARTMENT), time.monotonic()
        return self._headers


def ingest(place: Place, rows: int, workers: int) -> dict[str, Any]:
    """Each file checked, taken in and sent once more, beside its COPY; the most memory that a worker held, in MiB."""
    cores = "0-1" if workers > 1 else "0"
    with psycopg.connect(place.owner, autocommit=True) as owner, serving(place, workers, cores) as hub:
        sender = Sender(hub, place, owner)
        warm = facts("warm", strangers(20 * rows), WARM)
        sender.send(warm, warm.content, check=False)
        measured = {file.name: {"rows": file.rows, **_measured(sender, file)} for file in _files(place, owner, rows)}
        return {"files": measured, "memory": peak(hub.process)}


def _files(place: Place, owner: psycopg.Connection, rows: int) -> Iterator[InventedFile]:
    known = _registered(place, owner)
    yield facts("facts of no target", strangers(), rows)
    yield facts("facts of targets", iter(known), rows)
    yield grants("help of no target", strangers(10 * rows), rows, today())
    yield grants("help of targets", iter(known), rows, today())


def _registered(place: Place, owner: psycopg.Connection) -> list[Person]:
    vault = opened_vault(place.settings)
    people = [
        (vault.open("id_number", id, sealed), name) for id, sealed, name in owner.execute(REGISTERED, [PROGRAMME])
    ]
    return [(number, name) for number, name in people if tells(number)]


def _measured(sender: Sender, file: InventedFile) -> dict[str, Any]:
    """By what was done: seconds and processor time, and how many times those of the COPY that is."""
    copy = sender.copied(file)
    check, _ = sender.send(file, file.content, check=True)
    load, _ = sender.send(file, file.content, check=False)
    # An empty line more is another file, whose rows are all known.
    replay, found = sender.send(file, file.content + b"\n", check=False)
    if found["replayed"] != file.rows:
        raise RuntimeError(f"not every row of {file.name} was known: {found}")
    return {name: _figures(took, copy) for name, took in
            (("copy", copy), ("check", check), ("load", load), ("replay", replay))}  # fmt: skip # in their order


def _figures(took: Took, copy: Took) -> dict[str, float]:
    return {
        "seconds": took.seconds,
        "hub_cpu": took.hub,
        "database_cpu": took.database,
        "times_copy": took.seconds / copy.seconds,
        "times_copy_cpu": (took.hub + took.database) / max(copy.database, 0.001),
    }


def ingest_table(found: dict[str, Any]) -> str:
    """The figures as a table of Markdown."""
    rows = [
        [f"{name}, {step}", f"{of['rows']:,}", took["seconds"], of["rows"] / took["seconds"], took["times_copy"],
         took["times_copy_cpu"], took["hub_cpu"], took["database_cpu"]]
        for name, of in found["files"].items() for step, took in of.items() if step != "rows"
    ]  # fmt: skip # a row
    head = ["", "rows", "seconds", "rows a second", "× COPY", "× COPY in CPU", "hub CPU s", "db CPU s"]
    return f"{table(head, rows)}\n\nMost memory of a worker: {found['memory']:.0f} MiB."
