"""Feedback against raw COPY of the same rows, interleaved: `python -m benchmarks.feedback [rounds]`.

AIDHUB_DATABASE_URL and AIDHUB_VAR lead to a filled hub. Each round hands in new help for persons who are targets, over
HTTP, then the same once more, then only asks, then puts twins of the rows into the same tables by COPY: with indexes,
foreign keys and a durable commit. What was written is taken out at the end.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg

import connectors
from benchmarks.plain.feedback import Orm
from benchmarks.twins import Written
from hub import ground
from hub.app import today
from hub.keys import master_key, vault_of
from hub.settings import Settings
from policy.catalogue import load
from registry.vault import Vault

DEPARTMENT, PROGRAMME = "medical_insurance", "medical_insurance.fixed_premium_subsidy"
DIVISION = "620102000000"
SIZES = (1, 50, 1000)
TICK = os.sysconf("SC_CLK_TCK")

PEOPLE = """SELECT v.id, v.sealed, p.name FROM targets t JOIN persons p ON p.id = t.person_id
  JOIN vault v ON v.id = p.identity_id AND v.attribute = 'id_number'
WHERE t.programme = %s AND t.until IS NULL
  AND NOT EXISTS (SELECT FROM assistance_records r WHERE r.identity_id = p.identity_id AND r.programme = t.programme)
ORDER BY md5(v.id::text) LIMIT %s"""

NO_MORE_HELPED = """UPDATE targets t SET helped = false WHERE t.programme = %s AND t.helped AND NOT EXISTS (
  SELECT FROM assistance_records r WHERE r.subject_id = t.subject_id AND r.programme = t.programme)"""

FEED_BACK = """mutation ($items: [MedicalInsuranceFeedbackInput!]!, $checkOnly: Boolean!) {
  feedBackMedicalInsurance(items: $items, checkOnly: $checkOnly) { __typename
    ... on FeedbackReport { batch outcomes { __typename
      ... on FeedbackAccepted { externalId record replayed receipt { link hash } clashes { month department same } }
      ... on Refused { code message path } } }
    ... on Refused { code message } } }"""


@dataclass
class Figures:
    """What one batch size took, round by round: seconds, and seconds of processor time."""

    size: int
    seconds: dict[str, list[float]] = field(default_factory=dict)
    hub_cpu: dict[str, list[float]] = field(default_factory=dict)
    database_cpu: dict[str, list[float]] = field(default_factory=dict)

    def note(self, what: str, seconds: float, hub: float = 0, database: float = 0) -> None:
        for kept, value in ((self.seconds, seconds), (self.hub_cpu, hub), (self.database_cpu, database)):
            kept.setdefault(what, []).append(value)

    def medians(self) -> dict[str, dict[str, float]]:
        """For each way: rows a second, milliseconds, its ratio to COPY in the median round, processor time."""
        return {
            what: {
                "rows_per_second": self.size / statistics.median(taken),
                "milliseconds": statistics.median(taken) * 1000,
                "ratio_to_copy": statistics.median(c / t for c, t in zip(self.seconds["copy"], taken, strict=True)),
                "hub_cpu_ms": statistics.mean(self.hub_cpu[what]) * 1000,
                "database_cpu_ms": statistics.mean(self.database_cpu[what]) * 1000,
            }
            for what, taken in self.seconds.items()
        }


class Reporter:
    """A department's client: it hands in batches and measures them; the hub's process where it is known."""

    def __init__(self, url: str, var: Path, owner: psycopg.Connection, process: int | None) -> None:
        self._url, self._var, self._owner, self._process = url, var, owner, process
        self._http = httpx.Client(base_url=url, timeout=60)
        self._token, self._since = "", 0.0

    def hand_in(self, figures: Figures, what: str, items: list[dict[str, Any]]) -> UUID | None:
        """One batch, one outcome per item; the id of the batch."""
        if time.monotonic() - self._since > 200:
            self._renew()
        asked = {"query": FEED_BACK, "variables": {"items": items, "checkOnly": what == "check"}}
        body, headers = json.dumps(asked).encode(), {"content-type": "application/json"}
        hub, database = self._hub(), self._database()
        started = time.perf_counter()
        answer = self._http.post("/graphql", content=body, headers={**headers, "authorization": self._token})
        taken = time.perf_counter() - started
        figures.note(what, taken, self._hub() - hub, self._database() - database)
        found = answer.json()["data"]["feedBackMedicalInsurance"]
        good = [o for o in found["outcomes"] if o["__typename"] == "FeedbackAccepted"]
        if len(good) != len(items) or any(outcome["replayed"] != (what == "replay") for outcome in good):
            raise RuntimeError(f"not every item was taken in by {what}: {found['outcomes'][0]}")
        return UUID(found["batch"]) if found["batch"] else None

    def _renew(self) -> None:
        client = json.loads((self._var / "demo" / "clients.json").read_text())[DEPARTMENT]
        form = {"grant_type": "client_credentials", "scope": " ".join(client["scopes"])}
        answer = self._http.post("/oauth/token", data=form, auth=(client["client_id"], client["client_secret"]))
        self._token, self._since = f"Bearer {answer.json()['access_token']}", time.monotonic()

    def _hub(self) -> float:
        return cpu(self._process) if self._process else 0

    def _database(self) -> float:
        rows = self._owner.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE '%\\_app'"
        )
        return sum(cpu(pid) for (pid,) in rows)


def cpu(process: int) -> float:
    """Seconds of processor time of a process on this machine."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return sum(map(int, fields[11:13])) / TICK


def measure(settings: Settings, url: str, process: int | None = None, rounds: int = 7) -> list[Figures]:
    """Every way and size in turn, `rounds` times after one to warm up; the database is as before afterwards."""
    catalogue = load(connectors.discover())
    with psycopg.connect(settings.database_url or "", autocommit=True) as owner:
        vault = _vault(settings)
        people = _people(vault, owner, (rounds + 1) * sum(SIZES))
        orm = Orm(settings.database_url or "", lambda number: vault.blind_index("ID_CARD", number))
        written = Written(owner, catalogue, DEPARTMENT)
        batches: list[UUID] = []
        figures = [Figures(size) for size in SIZES]
        try:
            reporter = Reporter(url, settings.var, owner, process)
            warm = [Figures(size) for size in SIZES]
            for n in range(rounds + 1):
                for one in figures if n else warm:
                    items = [_item(f"bench-{n}-{one.size}-{i}", next(people)) for i in range(one.size)]
                    batches += _round(reporter, orm, written, owner, one, items, f"bench-{n}-{one.size}-")
        finally:
            written.remove(batches)
            owner.execute(NO_MORE_HELPED, [PROGRAMME])
    return figures


def _round(
    reporter: Reporter,
    orm: Orm,
    written: Written,
    owner: psycopg.Connection,
    figures: Figures,
    items: list[Any],
    prefix: str,
) -> Iterator[UUID]:
    reporter.hand_in(figures, "check", items)
    batch = reporter.hand_in(figures, "act", items)
    again = reporter.hand_in(figures, "replay", items)
    if batch is None or again is None:
        raise RuntimeError("only what is asked has no batch")
    yield from (batch, again)
    by_orm, taken = orm.hand_in([{**item, "externalId": f"{item['externalId']}-orm"} for item in items])
    figures.note("orm", taken)
    yield by_orm
    twins = written.twins(batch, prefix)
    before = cpu(owner.info.backend_pid)
    figures.note("copy", twins.copy(owner), database=cpu(owner.info.backend_pid) - before)
    yield twins.batch


def _vault(settings: Settings) -> Vault:
    with psycopg.connect(ground.stand(settings).vault) as connection:
        return vault_of(connection, master_key(settings))


def _people(vault: Vault, owner: psycopg.Connection, number: int) -> Iterator[tuple[str, str]]:
    rows = owner.execute(PEOPLE, [PROGRAMME, number]).fetchall()
    if len(rows) < number:
        raise RuntimeError(f"{number} persons are needed, {len(rows)} are there: ask for fewer rounds")
    return ((vault.open("id_number", id, sealed), name) for id, sealed, name in rows)


def _item(external_id: str, person: tuple[str, str]) -> dict[str, Any]:
    number, name = person
    day = today().isoformat()
    return {
        "externalId": external_id, "idNumber": number, "name": name, "programme": PROGRAMME, "status": "GRANTED",
        "happenedOn": day, "division": DIVISION, "amount": 18_000, "insuranceYear": today().year,
        "settlementNumber": external_id, "costWithinScope": 38_000,
    }  # fmt: skip # one item reads like one line of a department's file


@contextmanager
def _serving(settings: Settings) -> Iterator[tuple[str, int]]:
    """The hub as an operator starts it, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = os.environ | {"PORT": str(port), "AIDHUB_VAR": str(settings.var), "AIDHUB_ISSUER": ""}
    command = [sys.executable, "-m", "hub.cli", "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as hub:
        try:
            yield _answering(f"http://127.0.0.1:{port}"), hub.pid
        finally:
            hub.terminate()


def _answering(url: str) -> str:
    for _ in range(300):
        try:
            httpx.get(f"{url}/readyz").raise_for_status()
            return url
        except httpx.HTTPError:
            time.sleep(0.2)
    raise RuntimeError("the hub does not answer")


def main() -> None:
    """Measure, and print the medians."""
    settings = Settings.read(os.environ)
    with _serving(settings) as (url, process):
        for figures in measure(settings, url, process, int((sys.argv[1:] or ["7"])[0])):
            for what, found in figures.medians().items():
                told = "  ".join(f"{name} {value:10.2f}" for name, value in found.items())
                print(f"{figures.size:5} {what:7} {told}")


if __name__ == "__main__":
    main()
