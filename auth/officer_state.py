"""How an officer stands now, read again every few seconds, so that a role that is cut is soon gone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import psycopg

from auth import officers, sharing
from auth.client_state import ClientState, ranges_of
from auth.grants import Grant
from auth.officer_logins import Login, logins
from auth.officer_roles import scopes_of
from auth.officers import Officer
from auth.ranges import Ranges, common
from auth.scopes import conflicts
from auth.sharing import Sharing
from auth.tokens import Claims
from registry.reference.calendar import today


@dataclass(frozen=True)
class OfficerState:
    """An officer's row in the registry, where it reaches, and what the roles give, also those of a deputy."""

    officer: Officer
    ranges: Ranges
    scopes: frozenset[str]
    logins: frozenset[Login]
    """Under which names issuers outside of the hub know them."""
    read_at: float  # seconds since 1970
    sharing: Sharing

    def active(self, day: date) -> bool:
        """Whether the officer may act on a day."""
        return self.officer.active(day)

    def stands(self, claims: Claims) -> bool:
        """Whether a token's issuer may still speak for the officer, and knows them under the name that it says."""
        limits = claims.limits
        return limits is None or (self.officer.department in limits.departments and limits.login in self.logins)

    def grant(self, client: ClientState, claims: Claims) -> Grant:
        """What an officer's token is worth: never more than it says, the roles give or the client may."""
        return self.within(client.grant(claims))

    def within(self, grant: Grant) -> Grant:
        """The same officer through a client with these rights."""
        return Grant(
            client_id=grant.client_id,
            department=self.officer.department,
            divisions=self.officer.divisions,
            ranges=common(self.ranges, grant.ranges),
            scopes=self.scopes & grant.scopes,
            purposes=grant.purposes,
            token_id=grant.token_id,
            expires_at=grant.expires_at,
            sharing=self.sharing.within(grant.ranges),
            officer=self.officer,
        )


def read(connection: psycopg.Connection, id: str, now: float) -> OfficerState | None:
    """The state of an officer at `now` (seconds since 1970), or None where there is no such officer."""
    officer = officers.find(connection, UUID(id))
    if officer is None:
        return None
    ranges = ranges_of(connection, officer.divisions)
    return OfficerState(
        officer=officer,
        ranges=ranges,
        scopes=_scopes(connection, officer, now),
        logins=logins(connection, officer.id),
        read_at=now,
        sharing=sharing.read(connection, officer.department, ranges, today(now)),
    )


def _scopes(connection: psycopg.Connection, officer: Officer, now: float) -> frozenset[str]:
    own = scopes_of(officer.roles_in_force, officer.department, officer.administration)
    absent = officers.stood_in_for(connection, officer, today(now))
    administration = officer.administration or next((one.administration for one in absent), None)
    theirs = (scopes_of(one.roles_in_force, one.department, administration) for one in absent)
    together = own.union(*theirs)
    # What must stay apart stays apart for a deputy too, who then has their own roles alone.
    return own if conflicts(together) else together
