"""The queue: jobs whose worker was killed, that the queue has lost or holds too long, that cannot be done, that are given up, and that have been kept long enough."""

import json
import time
from typing import Any
from uuid import UUID

from registry.journal.jobs import MOST_TRIES
from registry.monitoring.rule_trials import RuleTrial
from registry.store.database import new_id
from tests.conftest import Started
from tests.hub_running import HOME, Running
from tests.schema.jobs.test_acts import JOB, ended
from tests.schema.jobs.test_acts import started as begun

WHO = "civil_affairs here"
HERE = f"{{[{HOME},{int(HOME) + 1_000_000})}}"


def put(
    hub: Running, killed: bool = True, kind: str = "SIMULATION", rule: str = "death", lost: bool = False, **more: Any
) -> str:
    """A job as a worker leaves it in hand that was killed; or one that waits, or that the queue has lost."""
    row = {
        "id": new_id(),
        "department": "civil_affairs",
        "client": more.get("client") or hub[WHO].ask("{ me { client } }")["me"]["client"],
        "kind": kind,
        "arguments": json.dumps({"rule": rule, "on": "2024-03-15"}),
        "ranges": HERE,
        "scopes": ["civil/match:write"],
        "state": "RUNNING" if killed else "WAITING",
        "done": 0,
        "taken": 1,
        "tries": 1,
        **more,
    }
    places = ", ".join(["%s"] * len(row))
    args = json.dumps({"job": str(row["id"]), "department": row["department"]})
    hub.rows(
        f"""WITH job AS (INSERT INTO jobs ({", ".join(row)}) VALUES ({places})),
           silent AS (INSERT INTO procrastinate.procrastinate_workers (last_heartbeat)
             SELECT now() - interval '1 hour' WHERE %s RETURNING id)
           INSERT INTO procrastinate.procrastinate_jobs (queue_name, task_name, lock, args, status, worker_id)
           SELECT 'jobs', 'run', %s, %s, CASE WHEN %s THEN 'doing' ELSE 'todo' END
             ::procrastinate.procrastinate_job_status, (SELECT id FROM silent) WHERE NOT %s RETURNING id""",
        *row.values(),
        killed,
        str(row["id"]),
        args,
        killed,
        lost,
    )
    return str(row["id"])


def test_a_job_whose_worker_was_killed_goes_on_where_it_stood(hub: Running) -> None:
    ((position, last),) = hub.rows(
        "SELECT position, id::text FROM households WHERE position <@ %s::int8multirange ORDER BY position, id OFFSET 1"
        " LIMIT 1",
        HERE,
    )
    found = {"warned": {HOME: 1}, "newly": {HOME: 1}}
    id = put(hub, done=2, size=99, stand=json.dumps([2, [position, last], found]))
    job = ended(hub, WHO, id)
    ((households,),) = hub.rows("SELECT count(*) FROM households WHERE position <@ %s::int8multirange", HERE)
    assert (job["state"], job["done"], job["of"]) == ("DONE", households, 99)
    assert job["simulation"]["counties"] == [{"division": HOME, "households": 1, "newly": 1}]
    assert hub.rows("SELECT taken, tries FROM jobs WHERE id = %s", id) == [(2, 0)]
    assert not hub.rows("SELECT FROM procrastinate.procrastinate_jobs WHERE args ->> 'job' = %s", id)


def test_a_job_that_ends_its_workers_is_given_up_and_one_without_its_rule_is_told(hub: Running) -> None:
    given_up = put(hub, killed=False, tries=MOST_TRIES)
    without = put(hub, killed=False, rule="gone")
    assert ended(hub, WHO, given_up)["failure"]["code"] == "JOB_GIVEN_UP"
    job = ended(hub, WHO, without)
    assert (job["state"], job["failure"]["code"], job["simulation"]) == ("FAILED", "UNKNOWN_RULE", None)


def test_a_job_that_fails_through_a_fault_of_ours_is_told_and_kept_for_the_operator(hub: Running) -> None:
    id = put(hub, killed=False, arguments="{}")
    assert ended(hub, WHO, id)["failure"]["code"] == "JOB_FAILED"
    status = "SELECT status::text FROM procrastinate.procrastinate_jobs WHERE args ->> 'job' = %s"
    while hub.rows(status, id) != [("failed",)]:
        time.sleep(0.05)


def test_a_job_that_the_queue_has_lost_is_put_into_it_again(hub: Running) -> None:
    id = put(hub, killed=False, state="RUNNING", lost=True)
    assert ended(hub, WHO, id)["state"] == "DONE"


def test_a_job_that_could_not_be_put_down_lets_its_clients_next_one_begin(hub: Running) -> None:
    first = begun(hub, WHO)
    ended(hub, WHO, first)
    while hub.rows("SELECT FROM procrastinate.procrastinate_jobs WHERE status IN ('todo', 'doing')"):
        time.sleep(0.05)
    hub.rows("UPDATE jobs SET ended_at = now() - interval '1 minute' WHERE id = %s RETURNING 1", first)
    hub.rows(
        """INSERT INTO procrastinate.procrastinate_jobs (queue_name, task_name, lock, args, status, worker_id)
           SELECT 'jobs', 'run', client, jsonb_build_object('job', id), 'doing',
             (SELECT id FROM procrastinate.procrastinate_workers ORDER BY last_heartbeat DESC LIMIT 1)
           FROM jobs WHERE id = %s RETURNING 1""",
        first,
    )
    assert ended(hub, WHO, begun(hub, WHO))["state"] == "DONE"


def test_jobs_that_wait_for_their_clients_minute_keep_nobody_elses_from_being_done(started: Started) -> None:
    with started(cost_per_minute=2 * RuleTrial.price) as hub:  # a job takes the whole minute
        waiting = []
        for client in ("first", "second"):
            put(hub, killed=False, client=client)
            waiting.append(put(hub, killed=False, client=client))
        states = "SELECT state FROM jobs WHERE id = ANY(%s) AND waits_until IS NOT NULL"
        while hub.rows(states, waiting) != [("WAITING",)] * 2:
            time.sleep(0.05)
        third = put(hub, killed=False, client="third")
        while hub.rows("SELECT state FROM jobs WHERE id = %s", third) != [("DONE",)]:
            assert hub.rows("SELECT count(*) FROM jobs WHERE id = ANY(%s) AND ended_at IS NULL", waiting) == [(2,)]
            time.sleep(0.05)


FULL = """SELECT 1; CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER disk_full BEFORE UPDATE ON jobs FOR EACH ROW
  WHEN (NEW.done > OLD.done AND OLD.taken < 4) EXECUTE FUNCTION disk_full()"""
ROOM = "SELECT 1; DROP FUNCTION disk_full CASCADE"


def test_a_job_waits_for_a_disk_that_is_full_and_is_not_given_up(hub: Running) -> None:
    hub.rows(FULL)
    try:
        id = put(hub, killed=False, taken=1, tries=MOST_TRIES - 1)
        assert ended(hub, WHO, id)["state"] == "DONE"
    finally:
        hub.rows(ROOM)
    assert hub.rows("SELECT taken, tries FROM jobs WHERE id = %s", id) == [(4, 0)]


def test_a_result_goes_when_it_has_been_kept_long_enough(hub: Running) -> None:
    id = begun(hub, WHO)
    ended(hub, WHO, id)
    hub.rows("UPDATE jobs SET kept_until = now() WHERE id = %s RETURNING 1", UUID(id))
    while hub[WHO].ask(JOB, {"id": id})["job"]:
        time.sleep(0.5)


def test_the_application_puts_in_and_takes_up_by_the_queues_own_functions_alone(hub: Running) -> None:
    allowed = hub.rows(
        """SELECT table_name::text, privilege_type::text FROM information_schema.role_table_grants
           WHERE table_schema = 'procrastinate' AND grantee LIKE '%%_app' AND privilege_type <> 'SELECT'"""
    )
    assert allowed == [("procrastinate_jobs", "DELETE")]
    everyone = hub.rows(
        """SELECT p.proname::text FROM pg_proc p, aclexplode(p.proacl) a
           WHERE pronamespace = 'procrastinate'::regnamespace AND a.grantee = 0"""
    )
    assert everyone == []
