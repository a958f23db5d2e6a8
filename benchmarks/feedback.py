"""Feedback against raw COPY of the same rows, interleaved.

Each round first only asks, then hands in new help for persons who are targets over HTTP, then the same once more, then
lets an ORM write the like, then puts copied rows into the same tables by COPY: with indexes, foreign keys and a
durable commit. The ORM and COPY write about copies of those people, so that nobody finds pages that another one has
read or written, and each method waits until the cross-check has looked at what those before it wrote. What was written
is taken out at the end.
"""

import hashlib
import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import psycopg

import connectors
from benchmarks.copied_rows import Written
from benchmarks.hub import Hub
from benchmarks.plain.feedback import Orm
from benchmarks.processes import cpu
from hub.database import setup
from hub.database.keys import master_key, vault_of
from hub.settings import Settings
from policy.catalogue import load
from registry.identity.identities import ID_CARD
from registry.identity.vault import Vault
from registry.reference.calendar import today
from registry.tables import declared

DEPARTMENT, PROGRAMME = "medical_insurance", "medical_insurance.fixed_premium_subsidy"
DIVISION = "620102000000"
SIZES = (1, 50, 1000)

PEOPLE = """SELECT v.id, v.sealed, p.name FROM targets t JOIN persons p ON p.id = t.person_id
  JOIN vault v ON v.id = p.identity_id AND v.attribute = 'id_number'
WHERE t.programme = %s AND t.until IS NULL
  AND NOT EXISTS (SELECT FROM assistance_records r WHERE r.identity_id = p.identity_id AND r.programme = t.programme)
ORDER BY md5(v.id::text) LIMIT %s"""

NO_MORE_HELPED = """UPDATE targets t SET helped = false WHERE t.programme = %s AND t.helped AND NOT EXISTS (
  SELECT FROM assistance_records r
  WHERE r.household_id = t.household_id AND r.person_id = t.person_id AND r.programme = t.programme)"""

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
        """For each method: rows a second, milliseconds, its ratio to COPY in the median round, processor time."""
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
    """A department's client: it hands in batches and measures them, and what processor time they take."""

    def __init__(self, hub: Hub, owner: psycopg.Connection) -> None:
        self._hub, self._owner = hub, owner
        self._http = httpx.Client(base_url=hub.url, timeout=60)
        self._headers, self._since = dict[str, str](), 0.0

    def hand_in(self, figures: Figures, what: str, items: list[dict[str, Any]]) -> UUID | None:
        """One batch, one outcome per item; the id of the batch."""
        if not self._headers or time.monotonic() - self._since > 200:
            self._headers, self._since = self._hub.headers(DEPARTMENT), time.monotonic()
        request = {"query": FEED_BACK, "variables": {"items": items, "checkOnly": what == "check"}}
        body, headers = json.dumps(request).encode(), {"content-type": "application/json"}
        hub, database = cpu(self._hub.process), self._database()
        started = time.perf_counter()
        answer = self._http.post("/graphql", content=body, headers={**headers, **self._headers})
        taken = time.perf_counter() - started
        figures.note(what, taken, cpu(self._hub.process) - hub, self._database() - database)
        found = answer.json()["data"]["feedBackMedicalInsurance"]
        good = [o for o in found["outcomes"] if o["__typename"] == "FeedbackAccepted"]
        if len(good) != len(items) or any(outcome["replayed"] != (what == "replay") for outcome in good):
            raise RuntimeError(f"not every item was taken in by {what}: {found['outcomes'][0]}")
        return UUID(found["batch"]) if found["batch"] else None

    def _database(self) -> float:
        rows = self._owner.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE '%\\_app'"
        )
        return sum(cpu(pid) for (pid,) in rows)


def measure(settings: Settings, hub: Hub, rounds: int, copies: int) -> list[Figures]:
    """Every method and size in turn, `rounds` times after one to warm up; the database is as before afterwards."""
    catalogue = load(connectors.discover())
    with psycopg.connect(settings.database_url or "", autocommit=True) as owner:
        vault = opened_vault(settings)
        people = _people(vault, owner, (rounds + 1) * sum(SIZES))
        if len(people) < 2 * sum(SIZES):
            raise RuntimeError(f"{2 * sum(SIZES)} targets of {PROGRAMME} without help are needed: {len(people)}")
        # Nobody is helped twice: the invented persons are enough for a few rounds.
        rounds = min(rounds, len(people) // sum(SIZES) - 1)
        everyone = iter(people)
        orm = Orm(
            settings.database_url or "", declared(catalogue), lambda number: _index(vault, number, min(copies, 2))
        )
        written = Written(owner, catalogue, DEPARTMENT, min(copies, 1))
        batches: list[UUID] = []
        figures = [Figures(size) for size in SIZES]
        written.remove(written.left("bench-"))
        try:
            reporter = Reporter(hub, owner)
            warm = [Figures(size) for size in SIZES]
            for n in range(rounds + 1):
                for one in figures if n else warm:
                    items = [_item(f"bench-{n}-{one.size}-{i}", next(everyone)) for i in range(one.size)]
                    batches += _round(reporter, orm, written, owner, one, items, f"bench-{n}-{one.size}-")
        finally:
            written.remove(batches)
            owner.execute(NO_MORE_HELPED, [PROGRAMME])
    return figures


def only_asked(settings: Settings) -> dict[str, Any]:
    """The body of a thousand entries that are only asked about: it leaves nothing behind."""
    with psycopg.connect(settings.database_url or "") as owner:
        people = _people(opened_vault(settings), owner, 1000)
    items = [_item(f"asked-{number}", person) for number, person in enumerate(people)]
    return {"query": FEED_BACK, "variables": {"items": items, "checkOnly": True}}


def _round(
    reporter: Reporter,
    orm: Orm,
    written: Written,
    owner: psycopg.Connection,
    figures: Figures,
    items: list[Any],
    prefix: str,
) -> Iterator[UUID]:
    nothing_waits(owner)
    reporter.hand_in(figures, "check", items)
    batch = reporter.hand_in(figures, "act", items)
    nothing_waits(owner)
    again = reporter.hand_in(figures, "replay", items)
    if batch is None or again is None:
        raise RuntimeError("only what is asked has no batch")
    yield from (batch, again)
    by_orm, taken = orm.hand_in([{**item, "externalId": f"{item['externalId']}-orm"} for item in items])
    figures.note("orm", taken)
    yield by_orm
    copied = written.copied(batch, prefix)
    before = cpu(owner.info.backend_pid)
    figures.note("copy", copied.copy(owner), database=cpu(owner.info.backend_pid) - before)
    yield copied.batch


def nothing_waits(owner: psycopg.Connection) -> None:
    """Wait until the cross-check has looked at every household that was written about."""
    deadline = time.monotonic() + 120
    while owner.execute("SELECT EXISTS (SELECT FROM unchecked)").fetchone() == (True,):
        if time.monotonic() > deadline:
            raise RuntimeError("the cross-check has more to look at than a batch: let it come to its end first")
        time.sleep(0.05)


def _index(vault: Vault, number: str, copy: int) -> bytes:
    """The blind index of a person, or of a copy of that person (benchmarks.copies)."""
    index = vault.blind_index(ID_CARD, number)
    return hashlib.sha256(index + copy.to_bytes(4)).digest() if copy else index


def opened_vault(settings: Settings) -> Vault:
    """The vault of the place, which opens the numbers of its invented people."""
    with psycopg.connect(setup.checked_addresses(settings).vault) as connection:
        return vault_of(connection, master_key(settings))


def _people(vault: Vault, owner: psycopg.Connection, number: int) -> list[tuple[str, str]]:
    rows = owner.execute(PEOPLE, [PROGRAMME, number]).fetchall()
    return [(vault.open("id_number", id, sealed), name) for id, sealed, name in rows]


def _item(external_id: str, person: tuple[str, str]) -> dict[str, Any]:
    number, name = person
    day = today().isoformat()
    return {
        "externalId": external_id, "idNumber": number, "name": name, "programme": PROGRAMME, "status": "GRANTED",
        "happenedOn": day, "division": DIVISION, "amount": 18_000, "insuranceYear": today().year,
        "settlementNumber": external_id, "costWithinScope": 38_000,
    }  # fmt: skip # one item reads like one line of a department's file
