"""The limit: the hub's own statement by pgbench on the same PostgreSQL, in the same form of transaction."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.load import at
from benchmarks.planned import Planned
from benchmarks.processes import SERVERS, Measured, cpu, on

LOG = re.compile(r",\nlog AS \(\n.*?\n\)(?=\nSELECT\n)", re.DOTALL)
PROVINCE_RANGE = (
    "SELECT set_config('hub.ranges', '{[0,999999999999)}', true), set_config('hub.department', 'civil_affairs', true)"
)
SETTINGS = "SELECT set_config('hub.ranges', :ranges, true), set_config('hub.department', :department, true);"


@dataclass(frozen=True)
class Limit:
    """A statement with the values of its placeholders; the values that change come from a table of numbered rows."""

    statement: str
    values: Mapping[str, str]
    ranges: str
    department: str
    rows: int = 1


def limit(plan: Planned) -> Limit:
    """The statement as pgbench reads it, with all values but NULL as its variables."""
    statement = plan.statement
    for number, value in reversed(list(enumerate(plan.values, 1))):
        statement = re.sub(rf"\${number}(?!\d)", f":p{number}" if value is not None else "NULL", statement)
    values = {f"p{number}": value for number, value in enumerate(plan.texts, 1) if value is not None}
    return Limit(statement, values, plan.settings["hub.ranges"], plan.settings["hub.department"])


def without_log(plan: Planned) -> str:
    """The statement without its row of the log, but with every placeholder: they keep their numbers."""
    unused = ", ".join(f"${number}::{kind}" for number, kind in enumerate(plan.types, 1))
    return LOG.sub(lambda _: f",\nunread AS (SELECT {unused})", plan.statement)


def over(limit: Limit, placeholder: str, table: str, rows: int, column: str, cast: str) -> Limit:
    """One of the values taken from a row of a table, another one each time."""
    name = next(name for name, value in limit.values.items() if value == placeholder)
    row = f"(SELECT {column} FROM {table} WHERE n = :n)"
    statement = re.sub(rf":{name}::{cast}(?!\w)", row, limit.statement)
    values = {key: value for key, value in limit.values.items() if key != name}
    return replace(limit, statement=statement, values=values, rows=rows)


def pgbench(url: str, limit: Limit, seconds: float, connections: int, postmaster: int) -> Measured:
    """Rate and processor time of the statement and its settings in one round trip, as the hub sends them."""
    script = f"\\startpipeline\n{SETTINGS}\n{limit.statement};\n\\endpipeline\n"
    if limit.rows > 1:
        script = f"\\set n random(1, {limit.rows})\n{script}"
    settings = {"ranges": limit.ranges, "department": limit.department}
    defined = [part for name, value in {**limit.values, **settings}.items() for part in ("-D", f"{name}={value}")]
    with tempfile.TemporaryDirectory() as folder:
        file, log = Path(folder, "script.sql"), Path(folder, "log")
        file.write_text(script)
        command = [
            *(program("pgbench"), "-n", "-M", "prepared", "-c", str(connections), "-j", "1", "-T", str(round(seconds))),
            *("-f", str(file), *defined, "-l", f"--log-prefix={log}", url),
        ]
        before = cpu(postmaster)
        out = subprocess.run(on(SERVERS, command), capture_output=True, text=True, check=False)
        if out.returncode:
            raise RuntimeError(out.stderr[-2000:])
        used = cpu(postmaster) - before
        took = sorted(int(line.split()[2]) / 1e6 for one in Path(folder).glob("log.*") for line in one.open())
    rate = float(re.search(r"tps = ([\d.]+)", out.stdout)[1])  # type: ignore[index] # pgbench says it
    return Measured(rate, at(took, 0.5), at(took, 0.99), 0, 0, 0, 1000 * used / max(len(took), 1), len(took))


def program(name: str) -> str:
    """A program of PostgreSQL's: in PATH, or where Debian keeps it."""
    places: Sequence[Path] = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    place = shutil.which(name) or next(map(str, places), None)
    if place is None:
        raise RuntimeError(f"{name} is needed: install PostgreSQL's programs (Debian and Ubuntu: postgresql-contrib)")
    return place
