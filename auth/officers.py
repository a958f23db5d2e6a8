"""Officers: the people who act, as they stand in the registry of accounts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import kwargs_row
from sqlalchemy import ARRAY, CheckConstraint, Column, Date, DateTime, ForeignKey, Index, Table, Text, Uuid, func

from registry.store.database import metadata

officers = Table(
    "officers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("divisions", ARRAY(Text), nullable=False),
    # One column for all roles together: nobody is of two administrations, nor of one and of the work it looks after.
    Column("administration", Text),
    Column("roles", ARRAY(Text), nullable=False),
    # Since an account administrator changed who or where this is, or gave a new link: until the roles are given anew.
    Column("resting_since", DateTime(timezone=True)),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    # Who stands in for this officer, and when.
    Column("deputy_id", Uuid, ForeignKey("officers.id")),
    Column("deputy_from", Date),
    Column("deputy_to", Date),
    Column("disabled_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("created_by", Text, nullable=False),
    # A letter begins it, so that no account is somebody's ID number.
    CheckConstraint("account ~ '^[a-z][a-z0-9._-]{1,63}$'", name="account"),
    CheckConstraint("administration IN ('work', 'system', 'security', 'audit')", name="administration"),
    CheckConstraint("(administration IS NULL) = (cardinality(roles) = 0)", name="roles"),
    CheckConstraint("valid_from <= valid_to", name="validity"),
    CheckConstraint(
        "num_nulls(deputy_id, deputy_from, deputy_to) IN (0, 3) AND deputy_from <= deputy_to AND deputy_id <> id",
        name="deputy",
    ),
    Index(None, "deputy_id", postgresql_where="deputy_id IS NOT NULL"),
    # What may be known of officers stands here, and not what they sign in with.
    info={"rls": "open", "grants": {"app": "SELECT", "auth": "SELECT, INSERT, UPDATE"}},
)


@dataclass(frozen=True)
class Officer:
    """A person with an account: what they may do follows from their roles, department and divisions."""

    id: UUID
    account: str
    name: str
    department: str
    divisions: tuple[str, ...]
    administration: str | None
    roles: tuple[str, ...]
    resting_since: datetime | None
    valid_from: date
    valid_to: date | None
    deputy_id: UUID | None
    deputy_from: date | None
    deputy_to: date | None
    disabled_at: datetime | None

    @property
    def roles_in_force(self) -> tuple[str, ...]:
        """The roles that give something: none while they rest."""
        return () if self.resting_since else self.roles

    def active(self, today: date) -> bool:
        """Whether they may act on a day; the last day is still theirs."""
        begun = self.valid_from <= today
        return self.disabled_at is None and begun and (self.valid_to is None or today <= self.valid_to)


def find(connection: psycopg.Connection, id: UUID | str) -> Officer | None:
    """The officer of this id, also one who is disabled or whose time is over."""
    return _one(connection, f"{READ} WHERE id = %s", id)


def by_account(connection: psycopg.Connection, account: str, lock: bool = False) -> Officer | None:
    """The officer of this account, however its letters were typed; `lock` keeps others from changing them meanwhile."""
    return _one(connection, f"{READ} WHERE account = %s{' FOR UPDATE' if lock else ''}", account.strip().lower())


def stood_in_for(connection: psycopg.Connection, deputy: Officer, today: date) -> list[Officer]:
    """The active officers for whom this one stands in on a day: of the same department and the same divisions.

    Elsewhere the rights of the two together would reach further than those of each.
    """
    with connection.cursor(row_factory=kwargs_row(_officer)) as cursor:
        absent = cursor.execute(STOOD_IN_FOR, [deputy.id, today]).fetchall()
    place = (deputy.department, set(deputy.divisions))
    return [one for one in absent if one.active(today) and (one.department, set(one.divisions)) == place]


READ = """SELECT id, account, name, department, divisions, administration, roles, resting_since, valid_from,
  valid_to, deputy_id, deputy_from, deputy_to, disabled_at FROM officers"""

STOOD_IN_FOR = f"{READ} WHERE deputy_id = %s AND %s BETWEEN deputy_from AND deputy_to ORDER BY id"


def _one(connection: psycopg.Connection, statement: Any, key: UUID | str) -> Officer | None:
    with connection.cursor(row_factory=kwargs_row(_officer)) as cursor:
        return cursor.execute(statement, [key]).fetchone()


def _officer(divisions: list[str], roles: list[str], **rest: Any) -> Officer:
    return Officer(divisions=tuple(divisions), roles=tuple(roles), **rest)
