"""Administration: who acts upon accounts and rights, and the row of the access log that each such act writes."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg_pool import ConnectionPool

from auth.grants import Grant
from auth.officers import Officer
from registry.errors import Refusal
from registry.journal.access_log import access_log

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
        return cls(grant.client_id, grant.department, officer.account, request, officer.id, grant.actor_id)

    @property
    def gives_no_rights(self) -> bool:
        """Whether somebody else gives the rights: an operator could do that too, an officer never does both."""
        return self.officer_id is not None

    def upon(self, officer_id: UUID) -> None:
        """Raise OWN_RIGHTS for who would act upon their own account."""
        if self.officer_id == officer_id:
            raise Refusal("OWN_RIGHTS")


def log(
    connection: psycopg.Connection, by: Administrator, operation: str, officer_id: UUID, what: Mapping[str, object]
) -> None:
    """Write down, in the transaction of an act, who did what to whose account."""
    connection.execute("SELECT set_config('hub.actor', %s, true)", [str(by.actor_id or "")])
    said = json.dumps({**what, "by": by.name}, ensure_ascii=False, default=str)
    connection.execute(LOG, [KIND, by.client, by.department, operation, b"", said, [officer_id], by.request])


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

    def _do(self, work: Callable[[psycopg.Connection], Officer]) -> Officer:
        # Without a transaction each statement would stand alone, and who acts would be forgotten after the first.
        with self._pool.connection() as connection, connection.transaction():
            return work(connection)
