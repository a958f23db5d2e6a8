"""Administration: who acts upon accounts and rights, and the row of the access log that each such act writes."""

import asyncio
import json
import os
import pwd
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import psycopg
from psycopg_pool import ConnectionPool

from auth.grants import Grant
from auth.officers import Officer
from policy.spine import registrar
from registry.errors import Refusal
from registry.journal.access_log import access_log

Read = TypeVar("Read")

OPERATOR = "aidhub"
"""The client, in the log, of who types commands at the hub's machine; a client's id has its department before it."""
KIND = "ADMINISTRATION"


@dataclass(frozen=True)
class Administrator:
    """An officer who administers, or an operator with whoever approved what is typed."""

    client: str
    department: str
    name: str
    request: str
    officer_id: UUID | None = None
    actor_id: UUID | None = None
    ranges: str | None = None
    """Of whose divisions they administer the officers; None is everywhere."""

    @classmethod
    def at_the_machine(cls, approved_by: str) -> "Administrator":
        """An operator; raises NO_APPROVER."""
        if not approved_by.strip():
            raise Refusal("NO_APPROVER")
        return cls(OPERATOR, OPERATOR, approved_by.strip(), OPERATOR)

    @classmethod
    def of(cls, grant: Grant, request: str) -> "Administrator":
        """The officer of a grant; raises ADMINISTRATION_BY_OFFICERS, since a program answers for nothing."""
        if grant.officer is None:
            raise Refusal("ADMINISTRATION_BY_OFFICERS")
        officer = grant.officer
        return cls(
            grant.client_id, grant.department, officer.account, request, officer.id, grant.actor_id, grant.multirange
        )

    @property
    def gives_no_rights(self) -> bool:
        """Whether somebody else gives the rights: an operator could do that too, an officer never does both."""
        return self.officer_id is not None

    def upon(self, connection: psycopg.Connection, officer: Officer) -> None:
        """Raise OWN_RIGHTS for who would act upon their own account.

        Who administers elsewhere is told UNKNOWN_OFFICER, as of an account that nobody has.
        """
        if self.officer_id == officer.id:
            raise Refusal("OWN_RIGHTS")
        if self._elsewhere(officer.department) or self._beyond(connection, officer.divisions):
            raise Refusal("UNKNOWN_OFFICER", value=officer.account)

    def within(self, connection: psycopg.Connection, department: str, divisions: Sequence[str]) -> None:
        """Raise OFFICER_ELSEWHERE and OUTSIDE_DIVISIONS for a place whose officers others administer."""
        if self._elsewhere(department):
            raise Refusal("OFFICER_ELSEWHERE", "department", value=department)
        if beyond := self._beyond(connection, divisions):
            raise Refusal("OUTSIDE_DIVISIONS", "divisions", value=", ".join(beyond))

    def _elsewhere(self, department: str) -> bool:
        # Who keeps the register keeps the accounts of all departments; another, its own.
        return self.ranges is not None and self.department not in (department, registrar())

    def _beyond(self, connection: psycopg.Connection, divisions: Sequence[str]) -> list[str]:
        if self.ranges is None:
            return []
        return [code for (code,) in connection.execute(BEYOND, [list(divisions), self.ranges]).fetchall()]


def log(
    connection: psycopg.Connection, by: Administrator, operation: str, officer_id: UUID, what: Mapping[str, object]
) -> None:
    """Write down, in the transaction of an act, who did what to whose account."""
    connection.execute("SELECT set_config('hub.actor', %s, true)", [str(by.actor_id or "")])
    user = {} if by.officer_id else {"user": operating_user()}
    said = json.dumps({**what, **user, "by": by.name}, ensure_ascii=False, default=str)
    connection.execute(LOG, [KIND, by.client, by.department, operation, b"", said, [officer_id], by.request])


BEYOND = """SELECT code FROM divisions WHERE code = ANY(%s) AND NOT int8range(lo, hi) <@ %s::int8multirange
ORDER BY lo"""


def log_at_the_machine(connection: psycopg.Connection, operation: str, what: Mapping[str, object]) -> None:
    """Write down what somebody types at the hub's machine, which is upon no officer."""
    said = json.dumps({**what, "user": operating_user()}, ensure_ascii=False, default=str)
    connection.execute(LOG, [KIND, OPERATOR, OPERATOR, operation, b"", said, [], OPERATOR])


def operating_user() -> str:
    """Whose program this is as the operating system says, which no variable changes."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's, without an entry
        return str(os.getuid())


LOG = f"""INSERT INTO {access_log.name} (kind, client, department, operation, document, variables, subjects, request)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""


class Desk:
    """Where administrators' acts are done: with the rights of the authorization server, which others lack."""

    def __init__(self, pool: ConnectionPool, issuer: str, forget: Callable[[str], None]) -> None:
        self._pool, self.issuer, self._forget = pool, issuer, forget

    async def do(self, work: Callable[[psycopg.Connection], Officer]) -> Officer:
        """Do it in one transaction; what is believed of the officer is read anew then."""
        officer = await asyncio.to_thread(self._do, work)
        self._forget(str(officer.id))
        if officer.deputy_id:
            self._forget(str(officer.deputy_id))
        return officer

    async def read(self, work: Callable[[psycopg.Connection], Read]) -> Read:
        """Read with those rights, in one transaction."""
        return await asyncio.to_thread(self._do, work)

    def _do(self, work: Callable[[psycopg.Connection], Read]) -> Read:
        # Without a transaction each statement would stand alone, and who acts would be forgotten after the first.
        with self._pool.connection() as connection, connection.transaction():
            return work(connection)
