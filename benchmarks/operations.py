"""Operations: the documents in `operations/`, by which client, with values taken from the data."""

import json
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass

import psycopg

from benchmarks.hub import Hub
from benchmarks.place import ROOT, Place

PROGRAMME = "civil_affairs.heating_aid"
CITY = "620500000000"
HOMES = """CREATE SCHEMA IF NOT EXISTS bench; DROP TABLE IF EXISTS bench.homes;
CREATE TABLE bench.homes AS SELECT row_number() OVER () AS n, id FROM (
  SELECT m.household_id AS id FROM memberships m WHERE m.valid_to IS NULL AND m.superseded_at IS NULL
  GROUP BY m.household_id HAVING count(*) = 4) four
WHERE (SELECT count(*) FROM chain_links l WHERE l.household_id = four.id) BETWEEN 20 AND 60 LIMIT 5000;
ALTER TABLE bench.homes ADD PRIMARY KEY (n);
GRANT USAGE ON SCHEMA bench TO PUBLIC; GRANT SELECT ON bench.homes TO PUBLIC; ANALYZE bench.homes"""
LAST = """SELECT position, subject_id FROM targets WHERE programme = %s AND certainty = 'MET' AND until IS NULL
ORDER BY position DESC, subject_id DESC OFFSET 100 LIMIT 1"""


@dataclass(frozen=True)
class Operation:
    """One operation of the bench and the values it is asked with, in turn."""

    name: str
    title: str
    document: str
    client: str
    variables: list[dict[str, object]]
    purpose: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What it is asked for, where names are shown."""
        return {"X-Purpose": self.purpose} if self.purpose else {}

    @property
    def bodies(self) -> list[dict[str, object]]:
        return [{"query": self.document, "variables": each} for each in self.variables]


OPERATIONS = ROOT / "benchmarks" / "operations"


def document(name: str) -> str:
    return (OPERATIONS / f"{name}.graphql").read_text()


def homes(place: Place) -> list[str]:
    """Up to 5,000 households of four with 20 to 60 chain links."""
    with psycopg.connect(place.owner, autocommit=True) as owner:
        if owner.execute("SELECT to_regclass('bench.homes')").fetchone() == (None,):
            owner.execute(HOMES)
        return [str(id) for (id,) in owner.execute("SELECT id FROM bench.homes ORDER BY n")]


def operations(place: Place) -> list[Operation]:
    """The reads that are measured against limit and peers."""
    page: dict[str, object] = {"programme": PROGRAMME, "division": None, "after": None}
    return [
        Operation(
            "chain", "household's chain", document("chain"), "civil_affairs", [{"id": home} for home in homes(place)]
        ),
        Operation("targets", "eligible targets, page of 100", document("targets"), "civil_affairs", [page]),
        Operation(
            "changes", "changes since, 100 rows", document("changes"), "civil_affairs",
            [{"programme": PROGRAMME, "since": None}],
        ),
    ]  # fmt: skip # one a paragraph


def last_page(place: Place, hub: Hub) -> Operation:
    """The page of targets before which all others lie."""
    first = hub.ask("civil_affairs", document("targets"), {"programme": PROGRAMME})
    cursor = first["eligibleTargets"]["pageInfo"]["endCursor"]  # type: ignore[index] # as the document asks
    plan_and_keys = json.loads(b64decode(cursor + "=" * (-len(cursor) % 4), b"-_"))
    with psycopg.connect(place.owner) as owner:
        keys = owner.execute(LAST, [PROGRAMME]).fetchone() or ()
    after = urlsafe_b64encode(json.dumps([plan_and_keys[0], *map(str, keys)]).encode()).decode().rstrip("=")
    page: dict[str, object] = {"programme": PROGRAMME, "division": None, "after": after}
    return Operation("last page", "targets, the last page", document("targets"), "civil_affairs", [page])


def departments_page() -> Operation:
    """The page that departments really ask: which clauses, whose categories, and clear names for a purpose."""
    page: dict[str, object] = {"programme": PROGRAMME, "division": None, "after": None}
    return Operation("page", "a department's page of 100", document("page"), "civil_affairs", [page], "review")


def me() -> Operation:
    """A question that costs the database next to nothing: what there is, the workers do."""
    return Operation("me", "who asks", document("me"), "civil_affairs", [{}])


def coverage() -> Operation:
    return Operation("coverage", "coverage of a city", document("coverage"), "civil_affairs", [{"division": CITY}])
