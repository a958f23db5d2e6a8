"""Pauses at signing in: who is wrong too often waits, longer each time; never for good, so nobody is shut out by it.

An attempt is counted before it is looked at: of many at once no more are looked at than of many in a row.
"""

import math
from datetime import timedelta
from typing import NamedTuple

import psycopg
from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, Table

from auth.stored_values import digest, instant
from registry.errors import Refusal
from registry.store.database import metadata

sign_in_pauses = Table(
    "sign_in_pauses",
    metadata,
    # Of an account, an address or a second factor: a hash, for what is typed as an account may be a password.
    Column("party", LargeBinary, primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("last_at", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
    Index(None, "last_at"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE, DELETE"}},
)

FORGOTTEN = timedelta(days=1)
"""After a day without an attempt all is forgotten."""


class Patience(NamedTuple):
    """How many attempts are free, and the first and the longest pause in seconds; each is twice the one before."""

    free: int
    first: int
    longest: int

    def pause(self, attempts: int) -> float:
        """Seconds to wait after so many attempts that have failed."""
        beyond = attempts - self.free
        return 0 if beyond < 0 else min(self.longest, self.first * 2 ** min(beyond, 20))


OF_ACCOUNT = Patience(5, 30, 15 * 60)
OF_ALL = Patience(30, 30, 15 * 60)
"""Of an account, from wherever: who guesses from many networks is slowed down too."""
OF_ADDRESS = Patience(50, 10, 5 * 60)
"""Behind one address sits a whole office."""


def attempt(connection: psycopg.Connection, party: str, patience: Patience, now: float) -> int:
    """Count an attempt, and how many that makes; raises SIGN_IN_PAUSED while it is too early for one."""
    key, at = digest(party), instant(now)
    with connection.transaction():
        begin = connection.execute(BEGIN, [key, at, at, at - FORGOTTEN, at, at]).fetchone()
        if begin is None:
            row = connection.execute("SELECT until FROM sign_in_pauses WHERE party = %s", [key]).fetchone()
            left = (row[0] - at).total_seconds() if row else patience.first
            raise Paused(math.ceil(max(left, 1)))
        attempts: int = begin[0]
        until = at + timedelta(seconds=patience.pause(attempts))
        connection.execute("UPDATE sign_in_pauses SET until = %s WHERE party = %s", [until, key])
    return attempts


def succeeded(connection: psycopg.Connection, party: str) -> None:
    """Forget the attempts of who was right."""
    connection.execute("DELETE FROM sign_in_pauses WHERE party = %s", [digest(party)])


def give_back(connection: psycopg.Connection, party: str) -> None:
    """Take the last attempt of a shared party back: it was right, others' were not."""
    connection.execute(
        "UPDATE sign_in_pauses SET attempts = greatest(0, attempts - 1), until = last_at WHERE party = %s",
        [digest(party)],
    )


def forget(connection: psycopg.Connection, now: float) -> None:
    """Delete what is forgotten."""
    connection.execute("DELETE FROM sign_in_pauses WHERE last_at < %s", [instant(now) - FORGOTTEN])


class Paused(Refusal):
    """It is too early for another attempt."""

    def __init__(self, seconds: int) -> None:
        super().__init__("SIGN_IN_PAUSED", seconds=seconds)
        self.retry_after = seconds


BEGIN = """INSERT INTO sign_in_pauses AS known (party, attempts, last_at, until) VALUES (%s, 1, %s, %s)
ON CONFLICT (party) DO UPDATE SET attempts = CASE WHEN known.last_at < %s THEN 1 ELSE known.attempts + 1 END,
  last_at = %s
WHERE known.until <= %s RETURNING attempts"""
