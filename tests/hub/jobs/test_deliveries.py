"""Lists that go out into tables: all of a list, what has changed of one, and nothing that the client may not see."""

import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from connectors.deliver.delivery_places import DeliveryPlaces
from connectors.deliver.delivery_work import under
from hub.database.first_fill import PROVINCE
from hub.database.postgres import Server
from registry.journal import upkeep
from registry.reference.calendar import ZONE
from tests.conftest import Started
from tests.connectors.sources.test_database_table import run
from tests.docs.pages import ROOT
from tests.hub.jobs.test_queue import put
from tests.hub_running import TODAY, Running

DOCUMENTED = (ROOT / "docs" / "connectors.md").read_text("utf-8")
TARGETS = DOCUMENTED.partition("```sql\n")[2].partition("```")[0].replace("renovation_targets", "targets")
CHANGES = """CREATE TABLE changes (household_id varchar(40) PRIMARY KEY, household_number varchar(40), kind varchar(10),
  changed_on date, left_because varchar(20), lost_clauses text,
  deleted_at timestamp, seen_at timestamp, changed_at timestamp)"""
MARK = "SELECT rows, gone, failures, failure, delivered_at FROM delivery_marks WHERE delivery = %s"
LISTED = '{ eligibleTargets(programme: "housing.rural_house_renovation", filter: { certainty: MET }, first: 200) { nodes { id household { id number address categories { code } } } pageInfo { endCursor } } }'
CHANGED = '{ targetChanges(programme: "ZJ-03", first: 200) { nodes { kind householdId } } }'
MEMBERS = "query ($id: ID!) { household(id: $id) { members { person { idNumber name } } } }"
GRADE = """mutation ($items: [HousingFactsInput!]!) { reportFactsHousing(items: $items) {
  ... on FactsReport { outcomes { __typename } } } }"""


class Delivering(NamedTuple):
    """A hub that delivers what its file says, that file, and a receiver's database."""

    hub: Running
    file: Path
    address: str

    def declare(self, delivery: str, who: str = "housing", **other: Any) -> None:
        """Say where one delivery goes, and nothing of any other, from now on; it is due at once."""
        client = self.hub[who].ask("{ me { client } }")["me"]["client"]
        told = {"client": client, "every_minutes": 1, "database": self.address, **other}
        entry = f"[housing.{delivery}]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in told.items())
        self.hub.rows("UPDATE delivery_marks SET tried_at = tried_at - interval '1 day' RETURNING 1")
        self.file.write_text(entry)
        os.utime(self.file, (time.time(), time.time()))

    def delivered(self, delivery: str, who: str = "housing", **other: Any) -> tuple[Any, ...]:
        """Have one delivered; how many rows were written, how many gone, how often it failed, of what."""
        before = self.hub.rows(MARK, delivery)
        self.declare(delivery, who, **other)
        for _ in range(600):
            after = self.hub.rows(MARK, delivery)
            if after and (not before or after[0][2:] != before[0][2:]):
                self.file.write_text("")
                found: tuple[Any, ...] = after[0][:4]
                return found
            time.sleep(0.1)
        raise AssertionError(after)

    def table(self, columns: str, table: str) -> list[tuple[Any, ...]]:
        engine = create_engine(make_url(self.address).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            found = [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM {table} ORDER BY 1"))]
        engine.dispose()
        return found

    def graded(self, home: str, grade: str) -> None:
        """Report of which grade a household's house is."""
        told = self.hub["civil_affairs"].ask(MEMBERS, {"id": home}, X_Purpose="review")
        items = [
            {**member["person"], "asOf": f"{TODAY}", "sourceRecordId": f"G-{grade}-{n}-{home}", "housing": {"dangerGrade": grade}}
            for n, member in enumerate(told["household"]["members"])
        ]  # fmt: skip
        outcomes = self.hub["housing"].ask(GRADE, {"items": items})["reportFactsHousing"]["outcomes"]
        assert {one["__typename"] for one in outcomes} == {"FactsAccepted"}

    def rights(self, delivery: str) -> str:
        """What a pass of the declared delivery holds under, with all divisions of the province."""
        ranges = self.hub.rows(
            "SELECT int8multirange(int8range(lo, hi))::text FROM divisions WHERE code = %s", PROVINCE
        )
        return under(ranges[0][0], DeliveryPlaces(self.file, self.hub.catalogue).now()[f"housing/{delivery}"])


def ended(hub: Running, job: str) -> tuple[Any, ...]:
    """How a job ended, once it has."""
    while not (found := hub.rows("SELECT state, result FROM jobs WHERE id = %s AND kept_until IS NOT NULL", job)):
        time.sleep(0.1)
    return found[0]


@pytest.fixture(scope="module")
def delivering(
    started: Started, postgres: Server, new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Delivering]:
    file = tmp_path_factory.mktemp("deliveries") / "deliveries.toml"
    file.write_text("")
    address = postgres.owner_url(new_database())
    run(address, TARGETS)
    run(address, CHANGES)
    with pytest.MonkeyPatch.context() as sooner:
        sooner.setattr(upkeep, "PAUSABLE", {**upkeep.PAUSABLE, "deliveries": timedelta(seconds=0.4)})
        with started(deliveries=file) as hub:
            yield Delivering(hub, file, address)


def test_a_list_is_written_as_its_client_sees_it_and_each_page_stands_in_the_log(delivering: Delivering) -> None:
    hub = delivering.hub
    nodes = hub["housing"].ask(LISTED)["eligibleTargets"]["nodes"]
    assert delivering.delivered("renovation_targets", table="targets") == (len(nodes), 0, 0, None)
    expected = [
        (
            node["id"],
            node["household"]["number"],
            node["household"]["address"],
            "、".join(one["code"] for one in node["household"]["categories"]),
        )
        for node in nodes
    ]
    assert delivering.table("target_id, household_number, address, categories", "targets") == sorted(expected)
    assert delivering.table("deleted_at, seen_at = changed_at", "targets") == [(None, True)] * len(nodes)
    (job,) = hub.rows("SELECT id FROM jobs WHERE kind = 'DELIVERY' AND state = 'DONE' ORDER BY id DESC LIMIT 1")
    log = "SELECT kind, department, operation, sum(cardinality(subjects)) FROM access_log WHERE request = %s GROUP BY 1, 2, 3"
    assert hub.rows(log, job[0].hex) == [("ANSWER", "housing", "Delivery", len(nodes))]


def test_what_is_in_the_list_no_more_is_marked_and_what_is_again_is_not(delivering: Delivering) -> None:
    hub = delivering.hub
    nodes = hub["housing"].ask(LISTED)["eligibleTargets"]["nodes"]
    delivering.delivered("renovation_targets", table="targets")
    before = delivering.table("target_id, changed_at", "targets")
    home = nodes[0]["household"]["id"]
    delivering.graded(home, "A")
    time.sleep(1)  # marks are kept to the second
    assert delivering.delivered("renovation_targets", table="targets") == (len(nodes) - 1, 1, 0, None)
    gone = delivering.table("target_id, household_number", "targets WHERE deleted_at IS NOT NULL")
    assert gone == [(nodes[0]["id"], nodes[0]["household"]["number"])]
    unchanged = delivering.table("target_id, changed_at", "targets WHERE deleted_at IS NULL")
    assert unchanged == [row for row in before if row[0] != nodes[0]["id"]]
    delivering.graded(home, "D")
    assert delivering.delivered("renovation_targets", table="targets") == (len(nodes), 0, 0, None)
    assert delivering.table("target_id", "targets WHERE deleted_at IS NOT NULL") == []


def test_a_pause_of_it_stops_it_and_one_of_a_source_with_its_name_does_not(delivering: Delivering) -> None:
    hub, name = delivering.hub, "housing/renovation_targets"
    pause = "INSERT INTO pauses (schedule, paused_by, reason) VALUES (%s, '李某', '维护') RETURNING 1"
    hub.rows(pause, name)
    assert delivering.delivered("renovation_targets", table="targets")[2:] == (0, None)
    hub.rows(pause, f"deliveries/{name}")
    before = hub.rows(MARK, "renovation_targets")
    delivering.declare("renovation_targets", table="targets")
    time.sleep(1.5)  # some looks for what is due
    assert hub.rows(MARK, "renovation_targets") == before
    hub.rows("DELETE FROM pauses RETURNING 1")
    assert delivering.delivered("renovation_targets", table="targets")[2:] == (0, None)


def test_a_delivery_whose_worker_was_killed_goes_on_behind_the_last_page(delivering: Delivering) -> None:
    hub = delivering.hub
    page = hub["housing"].ask(LISTED.replace("first: 200", "first: 3"))["eligibleTargets"]
    count, *_ = delivering.delivered("renovation_targets", table="targets")
    begun = datetime.now(ZONE).replace(microsecond=0) + timedelta(seconds=1)
    written = ", ".join(f"'{node['id']}'" for node in page["nodes"])
    run(delivering.address, f"UPDATE targets SET seen_at = '{begun:%Y-%m-%d %H:%M:%S}' WHERE target_id IN ({written})")
    delivering.declare("renovation_targets", table="targets", every_minutes=2880)
    rights = delivering.rights("renovation_targets")
    job = put(
        hub,
        kind="DELIVERY",
        department="housing",
        client=hub["housing"].ask("{ me { client } }")["me"]["client"],
        arguments=json.dumps({"delivery": "renovation_targets", "whole": False}),
        stand=json.dumps([3, [page["pageInfo"]["endCursor"], begun.isoformat(), True, False, rights], {}]),
    )
    assert ended(hub, job) == ("DONE", {"rows": count, "gone": 0})
    asked = hub.rows("SELECT sum(cardinality(subjects)) FROM access_log WHERE request = %s", UUID(job).hex)
    assert asked == [(count - 3,)]
    assert delivering.table(f"DISTINCT deleted_at, seen_at = '{begun:%Y-%m-%d %H:%M:%S}'", "targets") == [(None, True)]


def test_a_mark_from_which_a_list_cannot_go_on_begins_it_anew(delivering: Delivering) -> None:
    count, *_ = delivering.delivered("renovation_changes", table="changes", every_minutes=1440)
    assert count > 0
    assert delivering.delivered("renovation_changes", table="changes")[0] == 0
    delivering.hub.rows(
        "UPDATE delivery_marks SET mark = mark || 'x' WHERE delivery = 'renovation_changes' RETURNING 1"
    )
    assert delivering.delivered("renovation_changes", table="changes") == (count, 0, 0, None)


def test_changes_are_written_once_and_then_what_has_changed_since(delivering: Delivering) -> None:
    hub = delivering.hub
    changes = hub["housing"].ask(CHANGED)["targetChanges"]["nodes"]
    known = sorted((node["householdId"], node["kind"], node["kind"] == "ENDED") for node in changes)
    run(delivering.address, "DELETE FROM changes")
    delivering.hub.rows("DELETE FROM delivery_marks RETURNING 1")
    assert delivering.delivered("renovation_changes", table="changes") == (len(changes), 0, 0, None)
    assert delivering.table("household_id, kind, deleted_at IS NOT NULL", "changes") == known
    assert delivering.delivered("renovation_changes", table="changes") == (0, 0, 0, None)
    home = next(node["householdId"] for node in changes if node["kind"] == "MET")
    delivering.graded(home, "A")
    assert delivering.delivered("renovation_changes", table="changes") == (1, 0, 0, None)
    ended = delivering.table(
        "kind, lost_clauses <> '', deleted_at IS NOT NULL", f"changes WHERE household_id = '{home}'"
    )
    assert ended == [("ENDED", True, True)]
    delivering.graded(home, "D")


def test_with_fewer_divisions_the_rest_is_marked_as_gone(delivering: Delivering) -> None:
    all_of_it = delivering.delivered("renovation_changes", table="changes")
    here = len(delivering.hub["housing here"].ask(CHANGED)["targetChanges"]["nodes"])
    time.sleep(1)  # marks are kept to the second
    rows, gone, *_ = delivering.delivered("renovation_changes", "housing here", table="changes")
    assert all_of_it[2] == 0
    assert (rows, gone > 0) == (here, True)
    assert len(delivering.table("household_id", "changes WHERE deleted_at IS NULL")) <= here


def test_rights_that_change_while_a_list_goes_out_begin_it_anew(delivering: Delivering) -> None:
    hub = delivering.hub
    delivering.delivered("renovation_changes", table="changes")
    count = len(hub["housing"].ask(CHANGED)["targetChanges"]["nodes"])
    (end,) = hub.rows("SELECT mark FROM delivery_marks WHERE delivery = 'renovation_changes'")[0]
    hub.rows("UPDATE delivery_marks SET mark = 'other rights x' WHERE delivery = 'renovation_changes' RETURNING 1")
    delivering.declare("renovation_changes", table="changes", every_minutes=2880)
    # Begun with other divisions, and at its end: behind its cursor nothing comes, of what it did not show neither.
    run(delivering.address, "DELETE FROM changes WHERE household_id <> (SELECT min(household_id) FROM changes)")
    run(delivering.address, "INSERT INTO changes (household_id, seen_at) VALUES ('elsewhere', '2000-01-01')")
    begun = datetime.now(ZONE).replace(microsecond=0)
    job = put(
        hub,
        kind="DELIVERY",
        department="housing",
        client=hub["housing"].ask("{ me { client } }")["me"]["client"],
        arguments=json.dumps({"delivery": "renovation_changes", "whole": False}),
        stand=json.dumps([1, [end.partition(" ")[2], begun.isoformat(), False, True, "other rights"], {}]),
    )
    assert ended(hub, job) == ("DONE", {"rows": count, "gone": 1})
    assert len(delivering.table("household_id", "changes WHERE household_id <> 'elsewhere'")) == count
    assert hub.rows("SELECT mark FROM delivery_marks WHERE delivery = 'renovation_changes'") == [(end,)]


def test_a_client_is_refused_what_it_may_not_ask_and_one_of_another_department_everything(
    delivering: Delivering,
) -> None:
    before = delivering.table("target_id, deleted_at", "targets")
    assert delivering.delivered("renovation_targets", "reader", table="targets")[2:] == (1, "DELIVERY_REFUSED")
    assert delivering.delivered("renovation_targets", "civil_affairs", table="targets")[2:] == (2, "DELIVERY_CLIENT")
    assert delivering.table("target_id, deleted_at", "targets") == before
    told = delivering.hub.rows("SELECT refusal_en FROM jobs WHERE refusal = 'DELIVERY_REFUSED'")
    assert "housing/targets:read" in told[0][0]


def test_what_cannot_be_reached_or_written_is_told_without_its_password(
    delivering: Delivering, caplog: pytest.LogCaptureFixture
) -> None:
    away = "postgresql://nobody:hidden-word@127.0.0.1:1/none"
    failures = delivering.delivered("renovation_targets", database=away, table="targets")[2:]
    assert failures[1] == "DELIVERY_AWAY"
    assert delivering.delivered("renovation_targets", table="nothing")[3] == "DELIVERY_TABLE"
    assert delivering.delivered("renovation_targets", table="changes")[3] == "DELIVERY_COLUMNS"
    assert "hidden-word" not in caplog.text
    assert "hidden-word" not in str(delivering.hub.rows("SELECT * FROM jobs WHERE kind = 'DELIVERY'"))
    assert "hidden-word" not in str(delivering.hub.rows("SELECT * FROM delivery_marks"))
