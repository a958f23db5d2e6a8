"""The ledger: the model that knows what was sent and what was acknowledged, and compares it with the database."""

import threading
import time
from dataclasses import dataclass, field

import psycopg

PREFIX = "soak-"


@dataclass
class Ledger:
    """What the clients know. Only what they were told counts; what they were not told may be there once or not at all."""

    sent: set[str] = field(default_factory=set)
    receipts: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """By external id: record, link and hash."""
    households: dict[str, str] = field(default_factory=dict)
    looks: set[str] = field(default_factory=set)
    """Requests that were answered with somebody's data."""
    told: dict[str, int] = field(default_factory=dict)
    """The codes of refusals, and how often."""
    wrong: list[str] = field(default_factory=list)
    begun: float = 0.0
    """When the latest act that was acknowledged had been sent."""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def acknowledged(self, external_id: str, receipt: tuple[str, str, str]) -> None:
        """A receipt; the same entry has the same one whenever it is sent."""
        with self._lock:
            if self.receipts.setdefault(external_id, receipt) != receipt:
                self.wrong.append(f"{external_id} was acknowledged by two receipts")

    def registered(self, number: str, household: str) -> None:
        """A household; the same number is the same one whenever it is sent."""
        with self._lock:
            if self.households.setdefault(number, household) != household:
                self.wrong.append(f"household {number} was registered twice")

    def refused(self, code: str) -> None:
        """An answer that was none."""
        with self._lock:
            self.told[code] = self.told.get(code, 0) + 1

    def went_on(self, begun: float) -> None:
        """An act that was sent at this moment has been acknowledged."""
        with self._lock:
            self.begun = max(self.begun, begun)

    def wait_for_more(self, patience: float) -> float:
        """Until an act is acknowledged that was sent from now on: seconds it took."""
        since = time.monotonic()
        while self.begun <= since:
            assert not self.wrong, self.wrong[:5]
            assert time.monotonic() < since + patience, f"nothing was acknowledged for {patience} s: {self.told}"
            time.sleep(0.02)
        return time.monotonic() - since

    def faults(self, owner: psycopg.Connection) -> list[str]:
        """What is lost, doubled, or was shown without a row in the log."""
        return [*self.wrong, *self._lost(owner), *self._doubled(owner), *self._unlogged(owner)]

    def _lost(self, owner: psycopg.Connection) -> list[str]:
        entries = {row[0]: row[1:] for row in owner.execute(ENTRIES).fetchall()}
        households = dict(owner.execute(HOUSEHOLDS).fetchall())
        lost = [f"{one} is lost" for one, receipt in self.receipts.items() if entries.get(one) != receipt]
        lost += [f"{one} is nobody's" for one in entries.keys() - self.sent]
        return lost + [f"household {one} is lost" for one, id in self.households.items() if households.get(one) != id]

    def _doubled(self, owner: psycopg.Connection) -> list[str]:
        return [f"{one} is doubled: {what}" for what, one in owner.execute(DOUBLED).fetchall()]

    def _unlogged(self, owner: psycopg.Connection) -> list[str]:
        logged = {row[0] for row in owner.execute("SELECT request FROM access_log WHERE kind = 'ANSWER'").fetchall()}
        return [f"request {one} was answered without a row in the log" for one in self.looks - logged]


ENTRIES = f"""SELECT e.external_id, e.record_id::text, e.link_id::text, encode(l.hash, 'hex')
FROM feedback_entries e JOIN assistance_records r ON r.id = e.record_id JOIN chain_links l ON l.id = e.link_id
WHERE e.external_id LIKE '{PREFIX}%'"""

HOUSEHOLDS = f"SELECT number, id::text FROM households WHERE number LIKE '{PREFIX}%'"

DOUBLED = f"""WITH ours AS (SELECT id, external_id AS name FROM assistance_records WHERE external_id LIKE '{PREFIX}%')
SELECT 'records', name FROM ours GROUP BY 2 HAVING count(*) > 1
UNION ALL SELECT 'links', name FROM ours JOIN chain_links l ON l.record_id = ours.id
WHERE l.kind <> 'WARNED' GROUP BY 2 HAVING count(*) > 1
UNION ALL SELECT 'payments', name FROM ours JOIN payments p ON p.record_id = ours.id GROUP BY 2 HAVING count(*) > 1
UNION ALL SELECT 'households', number FROM households WHERE number LIKE '{PREFIX}%' GROUP BY 2 HAVING count(*) > 1
UNION ALL SELECT 'members', h.number FROM memberships m JOIN households h ON h.id = m.household_id
WHERE h.number LIKE '{PREFIX}%' GROUP BY 2, m.person_id HAVING count(*) > 1"""
