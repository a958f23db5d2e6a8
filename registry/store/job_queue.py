"""The queue of jobs: procrastinate's tables in a schema of their own, and what the application may do with them."""

import psycopg
from psycopg import sql

from registry.store.roles import Roles

SCHEMA = "procrastinate"
QUEUE, TASK = "jobs", "run"
"""Its one queue, and the one task that takes a job of it up."""

PUT = f"""SELECT {SCHEMA}.procrastinate_defer_jobs_v1(ARRAY[ROW('{QUEUE}', '{TASK}', 0, $1::text, NULL,
  jsonb_build_object('job', $2::text, 'department', $3::text), NULL)::{SCHEMA}.procrastinate_job_to_defer_v1])"""
"""Put a job at the end of it, behind the others of its client: of one client one is at work at a time."""


def guard(connection: psycopg.Connection, roles: Roles) -> None:
    """Let the application put in and take out by procrastinate's own functions, look, and clear away; no more.

    The functions work under their owner's rights and find their tables whatever the caller's search path is.
    """
    app, schema = sql.Identifier(roles.app), sql.Identifier(SCHEMA)
    with connection.transaction():
        for (function,) in connection.execute(FUNCTIONS, [SCHEMA]).fetchall():
            name = sql.SQL(function)
            connection.execute(sql.SQL("ALTER FUNCTION {} SECURITY DEFINER").format(name))
            connection.execute(sql.SQL("ALTER FUNCTION {} SET search_path = {}, pg_temp").format(name, schema))
            connection.execute(sql.SQL("REVOKE ALL ON FUNCTION {} FROM PUBLIC").format(name))
            connection.execute(sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(name, app))
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, app))
        connection.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(schema, app))
        connection.execute(sql.SQL("GRANT DELETE ON {}.procrastinate_jobs TO {}").format(schema, app))


FUNCTIONS = "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = to_regnamespace(%s)"
