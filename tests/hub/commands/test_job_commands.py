"""Jobs as an operator sees them and calls them off."""

import psycopg

from registry.store.database import new_id
from tests.hub.commands.test_doctor import doctor
from tests.hub.commands.typed import Operator

OPEN = """INSERT INTO jobs (id, department, client, kind, arguments, ranges, scopes, state, done, size, taken, tries)
VALUES (%s, 'civil_affairs', 'a-county', 'SIMULATION', '{"rule": "death"}', '{}', '{}', 'RUNNING', 500, 1200, 1, 0)"""
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


def test_the_doctor_tells_of_jobs_that_failed(operator: Operator) -> None:
    with psycopg.connect(operator.url, autocommit=True) as owner:
        owner.execute(FAILED)
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed'")
    assert "1 jobs failed within a day" in doctor(operator).stdout
