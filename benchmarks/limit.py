"""The limit: the hub's own statement by pgbench on the same PostgreSQL, in the same form of transaction."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from auth.grants import Grant
from auth.scopes import defaults
from benchmarks.load import at
from benchmarks.place import Place
from benchmarks.processes import SERVERS, Measured, cpu, on
from hub.app import today
from hub.first_fill import PROVINCE
from planner.document import coerced, read
from schema.caller import Caller
from schema.compose import Graph

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
    table: str = ""

    def without_log(self) -> "Limit":
        return replace(self, statement=LOG.sub("", self.statement))


def limit(place: Place, graph: Graph, department: str, text: str, variables: Mapping[str, object]) -> Limit:
    """What the planner makes of a document for a province-wide client of a department, with all values but NULL."""
    document = read(text)
    values = coerced(graph.core, document.operation(None), dict(variables))
    plan = graph.planner().plan(document, None, values)
    ranges = whole(place)
    grant = Grant("bench", department, (PROVINCE,), (ranges,), defaults(department), (), "", 0)
    caller = Caller(grant, None, today(), "0" * 32)
    known = {"kind": "ANSWER", "variables": "{}", "known_division": lambda code: code}
    bound = plan.bind(values, {**caller.values(place.catalogue), **known})
    statement = str(plan.statement)
    for number, value in reversed(list(enumerate(bound, 1))):
        statement = re.sub(rf"\${number}(?!\d)", f":p{number}" if value is not None else "NULL", statement)
    told = {f"p{number}": _text(value) for number, value in enumerate(bound, 1) if value is not None}
    return Limit(statement, told, caller.settings["hub.ranges"], department)


def whole(place: Place) -> tuple[int, int]:
    """The positions of the whole province."""
    with psycopg.connect(place.owner) as owner:
        row = owner.execute("SELECT lo, hi FROM divisions WHERE code = %s", [PROVINCE]).fetchone()
    assert row is not None  # noqa: S101 - the province is there
    return (row[0], row[1])


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "{" + ",".join(map(_text, value)) + "}"
    return str(value)


def over(found: Limit, placeholder: str, table: str, rows: int, column: str, cast: str) -> Limit:
    """One of the values taken from a row of a table, another one each time."""
    name = next(name for name, value in found.values.items() if value == placeholder)
    row = f"(SELECT {column} FROM {table} WHERE n = :n)"
    statement = re.sub(rf":{name}::{cast}(?!\w)", row, found.statement)
    values = {key: value for key, value in found.values.items() if key != name}
    return replace(found, statement=statement, values=values, rows=rows, table=table)


def pgbench(url: str, found: Limit, seconds: float, connections: int, postmaster: int) -> Measured:
    """Rate and processor time of the statement and its settings in one round trip, as the hub sends them."""
    script = f"\\startpipeline\n{SETTINGS}\n{found.statement};\n\\endpipeline\n"
    if found.rows > 1:
        script = f"\\set n random(1, {found.rows})\n{script}"
    settings = {"ranges": found.ranges, "department": found.department}
    defined = [part for name, value in {**found.values, **settings}.items() for part in ("-D", f"{name}={value}")]
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
    found = shutil.which(name) or next(map(str, places), None)
    if found is None:
        raise RuntimeError(f"{name} is needed: install PostgreSQL's programs (Debian and Ubuntu: postgresql-contrib)")
    return found
