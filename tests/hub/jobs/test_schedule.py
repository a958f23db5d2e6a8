"""Sources that the hub fetches itself: from a folder and from a table, when their time has come."""

import base64
import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from connectors.ingest.fetch_work import MOST
from connectors.sources.local_files import LocalFiles
from connectors.sources.places import Place
from connectors.sources.watched_folder import WatchedFolder
from hub.database.postgres import Server
from hub.jobs.schedule import pause
from registry.journal.source_marks import Mark
from tests.conftest import Started
from tests.connectors.json_server import json_server
from tests.connectors.sftp_server import sftp_server
from tests.connectors.sources.test_database_table import run
from tests.hub.files.sheets import HEADINGS, counts, line, sheet, worked
from tests.hub_running import Running

RECORD = "SELECT external_id, status FROM assistance_records WHERE external_id LIKE %s ORDER BY 1"
MARK = "SELECT failures, failure, fetched_at IS NOT NULL FROM source_marks WHERE department = 'housing'"


class Fetching(NamedTuple):
    """A hub that fetches what its file of sources says, and the folder in which that lies."""

    hub: Running
    file: Path

    def declare(self, *sources: str, **entry: Any) -> None:
        """Say from where sources, and no others, are fetched from now on; that of housing's feedback if none is named."""
        self.file.write_text("".join(self._entry(source, entry) for source in sources or ("housing.feedback",)))
        os.utime(self.file, (time.time(), time.time()))
        with_owner = "UPDATE source_marks SET tried_at = tried_at - interval '2 days'"
        self.hub.rows(f"{with_owner} RETURNING 1")

    def _entry(self, source: str, entry: dict[str, Any]) -> str:
        payload = self.hub[source.partition(".")[0]].token.split(".")[1]
        client = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["client_id"]
        told = {"client": client, "every_minutes": 1, **entry}
        return f"[{source}]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in told.items())

    def until(self, statement: str, *values: object, there: Callable[[list[Any]], bool] = bool) -> list[Any]:
        """What a question of the database answers once it is so."""
        for _ in range(600):
            if there(found := self.hub.rows(statement, *values)):
                return found
            time.sleep(0.1)
        raise AssertionError(found)


@pytest.fixture(scope="module")
def fetching(started: Started, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fetching]:
    file = tmp_path_factory.mktemp("sources") / "sources.toml"
    file.write_text("")
    with started(sources=file, file_mib=1) as hub:
        yield Fetching(hub, file)


def test_a_file_in_a_folder_is_taken_in_and_put_away(fetching: Fetching, tmp_path: Path) -> None:
    (tmp_path / "november.csv").write_bytes(sheet(line(fetching.hub, "F-1"), line(fetching.hub, "F-2")))
    (tmp_path / "december.csv.part").write_bytes(b"half of it")
    (tmp_path / "empty.csv").write_bytes(b"")
    fetching.declare(folder=str(tmp_path), quiet_seconds=0)
    assert fetching.until(RECORD, "F-%", there=lambda rows: len(rows) == 2) == [("F-1", "GRANTED"), ("F-2", "GRANTED")]
    fetching.until(MARK, there=lambda rows: rows == [(0, None, True)])
    while (tmp_path / "november.csv").exists() or (tmp_path / "empty.csv").exists():
        time.sleep(0.05)
    names = sorted(path.name.partition("-")[2] for path in (tmp_path / "taken").iterdir())
    assert names == ["empty.csv", "november.csv"]
    assert (tmp_path / "december.csv.part").exists()


def test_a_file_on_a_server_is_taken_in_and_put_away(fetching: Fetching, tmp_path: Path) -> None:
    served, own = tmp_path / "served", tmp_path / "own"
    served.mkdir(), own.mkdir()
    (served / "list.csv").write_bytes(sheet(line(fetching.hub, "SF-1")))
    with sftp_server(served, own) as server:
        hosts, key = str(server.known_hosts), str(server.key_file)
        fetching.declare(sftp=f"{server.address}/", known_hosts=hosts, key_file=key, quiet_seconds=0)
        fetching.until(RECORD, "SF-1")
        while (served / "list.csv").exists():
            time.sleep(0.05)
    assert [path.name[-8:] for path in (served / "taken").iterdir()] == ["list.csv"]


def test_an_interface_is_asked_page_by_page_and_from_its_mark_on(fetching: Fetching) -> None:
    rows = [{**line(fetching.hub, f"J-{n}"), "at": f"2026-11-0{n} 08:00:00"} for n in range(1, 6)]
    told = {"rows": "data.rows", "paging": "cursor", "next": "data.next", "watermark": "at", "since_parameter": "since"}
    with json_server(rows) as address:
        fetching.declare(url=f"{address}/cursor", **told)
        fetching.until(RECORD, "J-%", there=lambda found: len(found) == 5)
    mark = "SELECT mark FROM source_marks WHERE department = 'housing'"
    fetching.until(mark, there=lambda found: found == [("2026-11-05 08:00:00",)])


def test_a_file_that_is_still_written_waits(fetching: Fetching, tmp_path: Path) -> None:
    (tmp_path / "slow.csv").write_bytes(sheet(line(fetching.hub, "S-1")))
    before = fetching.hub.rows("SELECT count(*) FROM jobs WHERE kind = 'FETCH' AND state = 'DONE'")[0][0]
    fetching.declare(folder=str(tmp_path), quiet_seconds=3600)
    fetching.until(
        "SELECT count(*) FROM jobs WHERE kind = 'FETCH' AND state = 'DONE'", there=lambda rows: rows[0][0] > before
    )
    assert (tmp_path / "slow.csv").exists()
    assert fetching.hub.rows(RECORD, "S-%") == []


def test_a_table_is_fetched_from_its_mark_on(
    fetching: Fetching, postgres: Server, new_database: Callable[[], str]
) -> None:
    address = postgres.owner_url(new_database())
    columns = ", ".join(f'"{name}" text' for name in HEADINGS)
    run(address, f"CREATE TABLE help ({columns}, written timestamp)")
    put = f"INSERT INTO help VALUES ({', '.join(f':p{n}' for n in range(len(HEADINGS)))}, :at)"
    for id, at in (("T-1", "2026-11-28 02:00"), ("T-2", "2026-11-29 02:00")):
        values = {f"p{n}": value for n, value in enumerate(line(fetching.hub, id).values())}
        run(address, put, {**values, "at": at})
        fetching.declare(database=address, table="help", key="外部编号", watermark="written")
        fetching.until(RECORD, id)
    imports = "SELECT accepted, replayed FROM imports WHERE name = 'help.csv' ORDER BY id"
    # What was written last is read again, and known.
    fetching.until(imports, there=lambda rows: rows == [(1, 0), (1, 1)])


PEOPLE = 2500
LISTED = """CREATE TABLE v_identity (psn_no varchar(20) PRIMARY KEY, certno varchar(18), psn_name varchar(50), crte_date
  varchar(8), self_pay_policy_scope decimal(16, 2), designated_flag char(1), updt_time datetime(6), opter varchar(20))"""
LIST = "INSERT INTO v_identity VALUES (:no, :number, :name, '20240301', :paid, '1', '2024-03-01 02:00:00', 'a')"
FACTS = """SELECT count(*), count(DISTINCT identity_id), sum(selfpay_after_triple), max(xmin::text::bigint)
FROM medical_insurance_person_facts WHERE source_record_id LIKE '000%%'"""


def test_a_provincial_table_is_taken_in_twice_and_the_second_time_changes_nothing(
    fetching: Fetching, mysql: str
) -> None:
    run(mysql, "DROP TABLE IF EXISTS v_identity")
    run(mysql, LISTED)
    numbers = [fetching.hub.number("19500101") for _ in range(PEOPLE)]
    people = [
        {"no": f"{n:08}", "number": number, "name": "王某", "paid": f"{n}.25"} for n, number in enumerate(numbers)
    ]
    run(mysql, LIST, *people)
    imports = "SELECT accepted, replayed, refused FROM imports WHERE source = 'identity_list' AND done_at IS NOT NULL ORDER BY id"
    # Its key and watermark stand in the department's folder.
    fetching.declare("medical_insurance.identity_list", database=mysql, table="v_identity")
    fetching.until(imports, there=lambda rows: rows == [(PEOPLE, 0, 0)])
    before = fetching.hub.rows(FACTS)
    assert before[0][:2] == (PEOPLE, PEOPLE)
    assert before[0][2] == sum(n * 100 + 25 for n in range(PEOPLE))
    # All of it was written anew, by somebody else and with nothing new.
    run(mysql, "UPDATE v_identity SET opter = 'b', updt_time = '2024-03-02 02:00:00'")
    fetching.declare("medical_insurance.identity_list", database=mysql, table="v_identity")
    fetching.until(imports, there=lambda rows: rows == [(PEOPLE, 0, 0), (0, PEOPLE, 0)])
    assert fetching.hub.rows(FACTS) == before


def test_what_cannot_be_reached_is_told_and_tried_again(fetching: Fetching) -> None:
    away = {"database": "postgresql://nobody@127.0.0.1:1/none", "table": "help", "key": "id", "every_minutes": 1440}
    fetching.declare(**away)
    fetching.until(MARK, there=lambda rows: [row[:2] for row in rows] == [(1, "SOURCE_AWAY")])
    fetching.declare(**away)
    fetching.until(MARK, there=lambda rows: [row[:2] for row in rows] == [(2, "SOURCE_AWAY")])
    fetching.hub.rows("UPDATE source_marks SET failures = 3 RETURNING 1")
    fetching.until("SELECT FROM source_schedules WHERE failures >= 3")
    (stand,) = fetching.hub["supervisor here"].ask(STANDS)["sourceSchedules"]
    assert (stand["failing"], stand["failure"]) == (True, "SOURCE_AWAY")
    assert fetching.hub.rows("SELECT DISTINCT refusal FROM jobs WHERE kind = 'FETCH' AND state = 'FAILED'") == [
        ("SOURCE_AWAY",)
    ]


STANDS = """{ sourceSchedules { source everyMinutes fetchedAt nextAt failures failing failure
  department { code } paused { by reason } } }"""


def test_what_is_paused_is_not_fetched_and_both_sides_see_when_it_was_and_will_be(
    fetching: Fetching, tmp_path: Path
) -> None:
    hub = fetching.hub
    (tmp_path / "paused.csv").write_bytes(sheet(line(hub, "P-1")))
    hub.rows("INSERT INTO pauses (schedule, paused_by, reason) VALUES ('housing/feedback', '李某', '维护') RETURNING 1")
    fetching.declare(folder=str(tmp_path), quiet_seconds=0)
    (stand,) = hub["housing"].ask(STANDS)["sourceSchedules"]
    assert (stand["paused"], stand["nextAt"]) == ({"by": "李某", "reason": "维护"}, None)
    assert hub.rows(RECORD, "P-%") == []
    hub.rows("UPDATE pauses SET resumed_at = now(), resumed_by = '李某' RETURNING 1")
    fetching.until(RECORD, "P-1")
    fetching.until("SELECT next_at FROM source_schedules WHERE next_at > fetched_at AND failures = 0")
    for who in ("housing", "supervisor here"):
        (stand,) = hub[who].ask(STANDS)["sourceSchedules"]
        told = stand["department"]["code"], stand["source"], stand["everyMinutes"], stand["failing"], stand["paused"]
        assert told == ("housing", "feedback", 1, False, None)
        assert stand["nextAt"] > stand["fetchedAt"]
    assert hub["education_aid"].ask(STANDS)["sourceSchedules"] == []
    assert hub["nobody"].refused(STANDS) == ["INVALID_TOKEN"]


def test_more_files_than_are_fetched_at_a_time_are_fetched_all_the_same(fetching: Fetching, tmp_path: Path) -> None:
    for n in range(MOST + 2):
        (tmp_path / f"{n:02}.csv").write_bytes(sheet(line(fetching.hub, f"M-{n:02}")))
    fetching.declare(folder=str(tmp_path), quiet_seconds=0, every_minutes=24 * 60)
    fetching.until(RECORD, "M-%", there=lambda rows: len(rows) == MOST + 2)


def test_a_file_that_is_too_large_is_told_and_nothing_of_it_is_kept(fetching: Fetching, tmp_path: Path) -> None:
    (tmp_path / "large.csv").write_bytes(bytes(1 + (1 << 20)))
    fetching.declare(folder=str(tmp_path), quiet_seconds=0, every_minutes=24 * 60)
    fetching.until(MARK, there=lambda rows: [row[:2] for row in rows] == [(1, "SOURCE_TOO_LARGE")])
    assert fetching.hub.rows("SELECT count(*) FROM uploads WHERE job IS DISTINCT FROM id") == [(0,)]
    assert (tmp_path / "large.csv").exists()


def test_a_file_that_is_handed_in_goes_on_while_two_interfaces_keep_the_hub_waiting(fetching: Fetching) -> None:
    hub, rows = fetching.hub, [line(fetching.hub, "held-1")]
    at_work = "SELECT count(*) FROM jobs WHERE kind = 'FETCH' AND kept_until IS NULL AND taken > 0"
    with json_server(rows) as address:
        fetching.declare("housing.feedback", "education_aid.feedback", url=f"{address}/held", every_minutes=24 * 60)
        fetching.until(at_work, there=lambda found: found == [(2,)])
        assert counts(worked(hub, sheet(line(hub, "beside-1")), "housing here")) == (1, 0, 0, 0)
        assert hub.rows(at_work) == [(2,)]
        httpx.get(f"{address}/let_go")
        fetching.until(at_work, there=lambda found: found == [(0,)])
    fetching.until(RECORD, "held-1")


@pytest.mark.parametrize(("failures", "minutes"), [(0, 60), (1, 5), (2, 10), (3, 20), (5, 60), (5000, 60)])
def test_what_failed_is_tried_again_soon_and_then_later_and_later(failures: int, minutes: int) -> None:
    place = Place("housing", "feedback", "a client", timedelta(hours=1), WatchedFolder(LocalFiles(Path())))
    now = datetime.now(UTC)
    assert pause(place, Mark("feedback", "", None, now, failures, None, None)) == timedelta(minutes=minutes)
