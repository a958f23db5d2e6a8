"""The report: what was measured, as tables, beside what is aimed at; RESULTS.md is written from the kept figures."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.aims import AIMS, LEFT_OUT, LOGGED, UNLOGGED, best_limit
from benchmarks.peers import versions
from benchmarks.place import ROOT

Row = dict[str, float]
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
LESSONS = ROOT / "benchmarks" / "LESSONS.md"
TITLES = {
    "chain": "household's chain (4 members, 20–60 links, nested)",
    "targets": "eligible targets, page of 100, nested",
    "changes": "changes since, 100 rows",
    "page": "a department's page of 100: clauses, categories, clear names",
    "last page": "eligible targets, the last page",
    "coverage": "coverage of a city",
    "me": "who asks, which reads next to nothing",
}


def write(file: Path) -> None:
    """Write RESULTS.md anew from the figures kept in a file."""
    results = json.loads(file.read_text())
    parts = [_head(results), *(part(results) for part in PARTS if _has(part, results)), LESSONS.read_text()]
    RESULTS.write_text("\n\n".join(part.strip() for part in parts) + "\n")


def _has(part: Any, results: dict[str, Any]) -> bool:
    name = part.__name__.strip("_")
    return {"aims": "compare", "overhead": "compare", "cross_check": "cross-check"}.get(name, name) in results


STEPS = {
    "population": "inventing the first persons",
    "copies": "their copies, indexes, statistics",
    "targets": "all targets of all programmes, from nothing",
}


METHODS = {
    "check": "asked before (checkOnly)",
    "act": "**handed in**",
    "replay": "handed in again",
    "orm": "by an ORM, without HTTP",
    "copy": "raw COPY",
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _head(results: dict[str, Any]) -> str:
    made = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    persons, households, records = (results[name] for name in ("persons", "households", "records"))
    return f"""# What was measured

Written by `make bench` on {results["date"]}; [README.md](README.md) says how to repeat it and what each word means.
Ratios of one run are what counts: the machine is shared, and one script differs by 15 % from one minute to another.

- Machine: {results["machine"]}.
- Province: {persons:,} persons, {households:,} households, {records:,} assistance records.
- Versions: {made}."""


def _compare(results: dict[str, Any]) -> str:
    parts = ["## Reads, beside their limit and their peers"]
    for name, rows in results["compare"].items():
        if name not in TITLES:
            continue
        hub, limit = rows["hub"], best_limit(rows)
        hidden = ("limit,", UNLOGGED, "overhead", "statements")
        shown = {who: row for who, row in rows.items() if not who.startswith(hidden)} | {"limit": limit}
        lines = [_row(who, row, hub, limit) for who, row in sorted(shown.items(), key=lambda pair: -pair[1]["rate"])]
        head = ["", "per second", "of limit", "hub is × faster", "server CPU ms", "× the hub's", "db CPU ms"]
        parts += [f"### {TITLES[name]}", table([*head, "p50 ms", "p99 ms", "errors"], lines)]
        sent = ", ".join(f"{who} {told['questions']:.1f}" for who, told in rows["statements"].items())
        parts.append(f"Statements per request, without what frames a transaction: {sent}.")
    memory = results["compare"]["memory"]
    parts.append("Most memory held, MiB: " + ", ".join(f"{who} {row['peak']:.0f}" for who, row in memory.items()) + ".")
    return "\n\n".join(parts)


def _row(who: str, row: Row, hub: Row, limit: Row) -> list[object]:
    name = {"hub": "**the hub**", "limit": "pgbench, the limit"}.get(who, who)
    rates = [row["rate"], row["rate"] / limit["rate"], hub["rate"] / row["rate"]]
    return [
        *(name, *rates, row["server"], row["server"] / hub["server"], row["database"]),
        *(row["p50"], row["p99"], int(row["errors"])),
    ]


def _aims(results: dict[str, Any]) -> str:
    rows = []
    for aim in AIMS:
        value = aim.value(results)
        if value is not None:
            rows.append([aim.what, *aim.wanted, value, aim.verdict(value)])
    return "## Aims\n\n" + table(["", "aim", "floor", "measured", ""], rows)


def _overhead(results: dict[str, Any]) -> str:
    rows = []
    for title, whole, part, goal in LOGGED:
        shares = [
            1 - rows_[whole]["rate"] / rows_[part]["rate"]
            for name, rows_ in results["compare"].items()
            if name in ("chain", "targets", "changes")
        ]
        rows.append([title, goal, *(f"{100 * share:.0f} %" for share in shares)])
    for title, more, less, goal in LEFT_OUT:
        overheads = [results["compare"][name]["overhead"] for name in ("chain", "targets", "changes")]
        rows.append([title, goal, *(f"{100 * (1 - medians[less] / medians[more]):.0f} %" for medians in overheads)])
    head = ["what it costs", "goal", "chain", "targets", "changes"]
    return f"""## What the log, the transaction and row level security cost

The log: of the rate of the bare statement, the wait for the disk among it. The rest: of the time of one answer without
the log, asked in turn on one connection, four hundred times each.

{table(head, rows)}"""


def _growth(results: dict[str, Any]) -> str:
    sizes = list(next(iter(results["growth"].values())))
    rows = []
    for name, by_size in results["growth"].items():
        costs = [by_size[size]["server"] + by_size[size]["database"] for size in sizes]
        rows.append([TITLES[name], *costs, costs[-1] / costs[0], *(by_size[size]["p50"] for size in sizes)])
    head = ["CPU ms per request, server and database", *(f"{int(size):,}" for size in sizes), "largest ÷ smallest"]
    return "## Growth with the number of persons\n\n" + table([*head, *(f"p50 ms, {int(s):,}" for s in sizes)], rows)


def _recompute(results: dict[str, Any]) -> str:
    steps = [
        [STEPS[what], seconds, f"{households:,}", f"{persons:,}", f"{records:,}", kib / 1024]
        for what, seconds, households, persons, records, kib in results["recompute"]["built"]
    ]
    head = ["step", "seconds", "households", "persons", "records", "memory of the program, MiB"]
    told = {key: value for key, value in results["recompute"].items() if key != "built"}
    return f"""## Building and recomputing

{table(head, steps)}

All targets of one household that changed: {told["1"]:.1f} ms in the database; of 1,000 households:
{told["1000"]:.0f} ms. At a place that was not come to before, with its pages on the disk: {told["1 cold"]:.1f} and
{told["1000 cold"]:.0f} ms."""


def _cross_check(results: dict[str, Any]) -> str:
    told = results["cross-check"]
    rows = [
        [name, told[key]["seconds"], f"{told[key]['raised']:,}", 1000 * told[key]["seconds"] / told["households"]]
        for name, key in (("first pass, which raises everything", "first"), ("a pass that finds nothing new", "again"))
    ]
    return f"""## Cross-check

{told["persons"]:,} persons in {told["households"]:,} households against {told["facts"]:,} rows of facts, every rule
that is on: `aidhub cross-check`, one program, chunks of 500 households locked one after the other.

{table(["", "seconds", "warnings raised", "ms per household"], rows)}"""


def _feedback(results: dict[str, Any]) -> str:
    tables = [f"### {int(size):,} persons\n\n{_batches(methods)}" for size, methods in results["feedback"].items()]
    return f"""## Feedback

Batches of 1, 50 and 1,000 over HTTP: validated, each item answered, with chain link, receipt and targets kept. COPY
puts the same rows, of copies of the same people, into the same tables, with their indexes, foreign keys and a durable
commit, and does nothing else.

{(chr(10) * 2).join(tables)}"""


def _batches(by_size: dict[str, dict[str, Row]]) -> str:
    rows = [
        [f"{METHODS[method]}, {size}", row["rows_per_second"], row["milliseconds"], row["ratio_to_copy"],
         row["hub_cpu_ms"], row["database_cpu_ms"]]
        for size, methods in by_size.items() for method, row in methods.items()
    ]  # fmt: skip # a row
    return table(["", "rows per second", "ms", "of COPY", "hub CPU ms", "db CPU ms"], rows)


def _caches(results: dict[str, Any]) -> str:
    row = results["caches"]
    return f"""## Caches

A document of {row["fields"]:.0f} fields: {row["read cold"]:.1f} ms to parse, measure and validate when it is new and
{row["read warm"]:.3f} ms when it is known; {row["plan cold"]:.1f} ms to plan when it is new and
{row["plan warm"]:.3f} ms when it is known. Documents and plans are kept by their
bytes: {row["documents kept"]:.0f} documents like this one at most. {row["plans kept prepared"]:.0f} plans are
prepared on each connection.

A small request takes {row["token cold"]:.1f} ms with a token that was never shown before and
{row["token warm"]:.1f} ms with one that was; ten thousand of them are remembered, each until it ends."""


def _memory(results: dict[str, Any]) -> str:
    row = results["memory"]
    minutes = [name for name in row if name.endswith(" min")]
    return f"""## Memory

One worker, {row["minutes"]:.0f} minutes of all operations in turn, with batches of a thousand entries that are only
asked about, exports of whole lists, and new documents all the time:
{row["requests"]:,.0f} requests, {row["errors"]:.0f} of them errors{_codes(row["codes"])}. Resident, MiB:

{table(["", *minutes, "most"], [["worker", *(row[name] for name in minutes), row["peak"]]])}"""


def _fairness(results: dict[str, Any]) -> str:
    rows = [
        [name, row["p50"], row["p99"], row["longest"], row.get("answered", 0), _codes(row.get("refused", {})).strip()]
        for name, row in results["fairness"].items()
    ]
    return f"""## Fairness

One worker; what a client waits for `me`, in milliseconds, while another asks a heavy question on sixteen connections.

{table(["beside", "half of them", "99 of 100", "the longest", "answered to the other", "refused to it"], rows)}"""


def _codes(codes: dict[str, int]) -> str:
    return f" ({', '.join(f'{code} {number}' for code, number in codes.items())})" if codes else ""


def _workers(results: dict[str, Any]) -> str:
    rows = [
        [TITLES[name], by["1"]["rate"], by["2"]["rate"], by["2"]["rate"] / by["1"]["rate"]]
        for name, by in results["workers"].items()
    ]
    return f"""## Workers

Nothing pinned; database and load share the same {os.cpu_count()} cores, so that two workers gain only what the database
leaves them.

{table(["per second", "1 worker", "2 workers", "ratio"], rows)}"""


PARTS = (
    _aims,
    _compare,
    _overhead,
    _feedback,
    _growth,
    _recompute,
    _cross_check,
    _memory,
    _fairness,
    _caches,
    _workers,
)


def surroundings() -> dict[str, Any]:
    """Machine and versions."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":", 1)[1].strip() for line in lines if "model name" in line), platform.machine())
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    return {
        "machine": f"{os.cpu_count()} × {model}, {memory:.0f} GiB, {platform.system()} {platform.release()}",
        "versions": {"aidhub": _commit(), "Python": platform.python_version(), **_packages(), **versions()},
    }


def _packages() -> dict[str, str]:
    return {name: version(name) for name in ("strawberry-graphql", "graphql-core", "psycopg", "SQLAlchemy", "uvicorn")}


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "without git"
