"""The linkage, measured: how long it takes, how many planted duplicates it offers, how many of its pairs are true."""

import json
import re
import subprocess
import tempfile
import threading
import time
from collections import Counter
from typing import Any

import duckdb

from benchmarks.planted import Planted
from connectors.sources.bounded_process import opened
from hub.linkage.people import take_in
from hub.linkage.scoring import beside, finding
from policy.identity_evidence import FILE, Evidence, declared

PROGRAM = "hub.linkage.linkage_process"
RANDOM_PAIRS = 20_000_000
SIDES = ["name", "pinyin", "letters", "birth", "sex", "county", "township", "ending", "household", "fellows"]


def linkage(registered: int, sought: int, seed: int = 1) -> dict[str, Any]:
    """Hand so many invented people to the program, and compare what it offers with what was planted."""
    planted = Planted(registered, sought, seed)
    lines = list(planted.lines())
    begun = time.monotonic()
    with opened(PROGRAM) as process, _fed(process, lines):
        told = [json.loads(line) for line in process.stdout or ()]
        code = process.wait()
    seconds = time.monotonic() - begun
    if code:
        raise RuntimeError(f"the program ended with {code}")
    return {"registered": registered, "sought": sought, "seconds": round(seconds, 1), **_found(planted, told)}


class _fed:  # noqa: N801 # a block
    """Writes the lines to a process, beside the block that reads what it says."""

    def __init__(self, process: "subprocess.Popen[bytes]", lines: list[bytes]) -> None:
        self._thread = threading.Thread(target=self._write, args=(process, lines))

    def _write(self, process: "subprocess.Popen[bytes]", lines: list[bytes]) -> None:
        if process.stdin:
            process.stdin.writelines(lines)
            process.stdin.close()

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._thread.join()


def _found(planted: Planted, told: list[Any]) -> dict[str, Any]:
    """Recall and precision in all, recall by kind and precision by what a probability is called."""
    truth = {frozenset(pair) for pair in planted.truth}
    kinds, hits, offered, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for pair in truth:
        kinds[_kind(pair)] += 1
    for _, person, other, probability, _ in told:
        pair = frozenset((person, other))
        called = next(one.code for one in declared().likelihoods[::-1] if probability * 100 >= one.least)
        offered[called] += 1
        if pair in truth:
            right[called] += 1
            hits[_kind(pair)] += 1
    return {
        "planted": len(truth),
        "offered": offered.total(),
        "recall": round(hits.total() / max(1, len(truth)), 4),
        "precision": round(right.total() / max(1, offered.total()), 4),
        "recall of": {kind: round(hits[kind] / count, 4) for kind, count in sorted(kinds.items())},
        "precision of": {
            called: f"{right[called] / count:.4f} of {count}" for called, count in sorted(offered.items())
        },
    }


def _kind(pair: frozenset[str]) -> str:
    return "two ID cards" if any(id.startswith("c") for id in pair) else "sought"


def train(registered: int, sought: int, seed: int = 2) -> None:
    """Count how often each finding is made of one human and of two, and write that into the file."""
    evidence, planted = declared(), Planted(registered, sought, seed)
    with tempfile.TemporaryFile() as file, duckdb.connect(config={"enable_progress_bar": "false"}) as connection:
        file.writelines(planted.lines())
        file.seek(0)
        take_in(connection, file)
        connection.execute("CREATE TABLE truth (id_l TEXT, id_r TEXT)")
        connection.executemany("INSERT INTO truth VALUES (?, ?)", sorted(planted.truth))
        one = _shares(connection, evidence, "truth t JOIN people l ON l.id = t.id_l JOIN people r ON r.id = t.id_r")
        two = _shares(connection, evidence, _drawn(connection))
    FILE.write_text(_written(FILE.read_text("utf-8"), one, two), "utf-8")


def _drawn(connection: duckdb.DuckDBPyConnection) -> str:
    connection.execute(
        "CREATE TABLE numbered AS SELECT *, row_number() OVER () - 1 AS n FROM people WHERE kind = 'PERSON'"
    )
    (row,) = connection.execute("SELECT count(*) FROM numbered").fetchall()
    number = f"(random() * {row[0] - 1})::INT"
    connection.execute(f"CREATE TABLE drawn AS SELECT {number} AS n_l, {number} AS n_r FROM range({RANDOM_PAIRS})")
    return "drawn d JOIN numbered l ON l.n = d.n_l JOIN numbered r ON r.n = d.n_r AND d.n_l <> d.n_r"


def _shares(connection: duckdb.DuckDBPyConnection, evidence: Evidence, pairs: str) -> dict[str, float]:
    """Of each attribute that both sides have, which share each finding has; one that was never made has half a pair."""
    found: dict[str, float] = {}
    for attribute in evidence.attributes:
        rows = connection.execute(f"""SELECT finding, count(*) FROM (
          SELECT {finding(attribute)} AS finding FROM (SELECT {beside(SIDES)} FROM {pairs}))
          WHERE finding IS NOT NULL GROUP BY finding""").fetchall()
        counts = {level.code: 0.5 for level in attribute.levels} | {code: float(count) for code, count in rows}
        found |= {code: count / sum(counts.values()) for code, count in counts.items()}
    return found


def _written(text: str, one: dict[str, float], two: dict[str, float]) -> str:
    """The file with these shares in the place of those it has."""
    code = ""
    lines = []
    for line in text.splitlines():
        if match := re.fullmatch(r'code = "(\w+)"', line):
            code = match[1]
        for name, shares in (("m", one), ("u", two)):
            if line.startswith(f"{name} = ") and code in shares:
                line = f"{name} = {shares[code]:.3g}" if shares[code] < 0.9 else f"{name} = {shares[code]:.5f}"
        lines.append(line)
    return "\n".join(lines) + "\n"
