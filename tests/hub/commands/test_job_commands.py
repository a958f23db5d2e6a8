"""Jobs as an operator sees them and calls them off."""

import psycopg

from registry.store.database import new_id
from tests.hub.commands.test_doctor import doctor
from tests.hub.commands.typed import Operator

OPEN = """INSERT INTO jobs (id, department, client, kind, arguments, ranges, scopes, state, done, size, taken, tries)
VALUES (%s, 'civil_affairs', 'a-county', 'SIMULATION', '{"rule": "death"}', '{}', '{}', 'RUNNING', 500, 1200, 1, 0)"""
ENDED = """UPDATE jobs SET kind = 'IMPORT', state = 'FAILED', done = 2000, refusal = 'JOB_FAILED', refusal_en = 'x',
  refusal_zh = 'x', ended_at = now(), kept_until = now() + interval '7 days' WHERE id = %s"""
FAILED = """INSERT INTO procrastinate.procrastinate_jobs (queue_name, task_name, status)
VALUES ('jobs', 'run', 'doing')"""


def test_jobs_are_listed_shown_and_called_off_once(operator: Operator) -> None:
    id = new_id()
    with psycopg.connect(operator.url, autocommit=True) as owner:
        owner.execute(OPEN, [id])
    (line,) = operator("jobs list --open").splitlines()
    assert line.startswith(f"{id}  SIMULATION  RUNNING  500/1200  a-county  2")
    assert "arguments   {'rule': 'death'}" in operator(f"jobs show {id}")
    assert operator(f"jobs cancel {id}") == f"job {id} called off (已取消)\n"
    assert operator("jobs list --open") == ""
    assert "CANCELLED" in operator("jobs list")
    assert "ended already" in operator.refused(f"jobs cancel {id}")
    assert "no such job" in operator.refused(f"jobs show {new_id()}")


def test_a_job_that_passed_what_was_reckoned_says_how_far_it_is_alone(operator: Operator) -> None:
    id = new_id()
    with psycopg.connect(operator.url, autocommit=True) as owner:
        owner.execute(OPEN, [id])
        owner.execute("UPDATE jobs SET done = 27, size = 0 WHERE id = %s", [id])
    (line,) = [line for line in operator("jobs list").splitlines() if line.startswith(str(id))]
    assert "  RUNNING  27  a-county" in line


def test_an_import_that_failed_goes_on_where_it_stood(operator: Operator) -> None:
    id = new_id()
    with psycopg.connect(operator.url, autocommit=True) as owner:
        owner.execute(OPEN, [id])
        owner.execute(ENDED, [id])
        assert operator(f"jobs retry {id}") == f"job {id} waits again (已重新提交)\n"
        assert "Only a job that failed" in operator.refused(f"jobs retry {id}")
        row = "SELECT state, done, stand, refusal, kept_until FROM jobs WHERE id = %s"
        assert owner.execute(row, [id]).fetchall() == [("WAITING", 2000, [2000, [2000], {}], None, None)]
        queued = "SELECT status::text, lock FROM procrastinate.procrastinate_jobs WHERE args ->> 'job' = %s"
        assert owner.execute(queued, [str(id)]).fetchall() == [("todo", "a-county")]


def test_what_is_paused_says_by_whom_and_why_until_it_goes_on(operator: Operator) -> None:
    assert operator("jobs pause sweep --by 李某 --why 大批量导入") == "sweep rests (已暂停)\n"
    (line,) = [line for line in operator("jobs list").splitlines() if line.startswith("sweep ")]
    assert ("every 60 min" in line, line.endswith("by 李某: 大批量导入")) == (True, True)
    assert "by 李某: 大批量导入" in operator.refused("jobs pause sweep --by 王某 --why 别的")
    with psycopg.connect(operator.url, autocommit=True) as owner:
        owner.execute("UPDATE pauses SET paused_at = paused_at - interval '2 days'")
        assert "aidhub jobs resume sweep" in doctor(operator).stdout
        assert operator("jobs resume sweep --by 王某") == "sweep goes on (已恢复)\n"
        kept = owner.execute("SELECT paused_by, reason, resumed_by FROM pauses").fetchall()
    assert kept == [("李某", "大批量导入", "王某")]


def test_the_doctor_tells_of_jobs_that_failed(operator: Operator) -> None:
    with psycopg.connect(operator.url, autocommit=True) as owner:
        owner.execute(FAILED)
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed'")
        id = new_id()
        owner.execute(OPEN, [id])
        owner.execute(ENDED, [id])
        owner.execute("UPDATE jobs SET refusal = 'JOB_GIVEN_UP' WHERE id = %s", [id])
    told = doctor(operator).stdout
    assert ("1 jobs failed within a day" in told, "1 jobs were given up within a day" in told) == (True, True)
