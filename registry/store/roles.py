"""The roles that work on a database: none owns a table, none is above row level security."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class Roles:
    """Role names. Roles are shared by a whole server, so each database has its own."""

    app: str
    vault: str
    auth: str

    @classmethod
    def of(cls, database: str) -> "Roles":
        """The roles of a database of this name."""
        return cls(f"{database}_app", f"{database}_vault", f"{database}_auth")

    def __iter__(self) -> Iterator[str]:
        return iter(astuple(self))


class MayNotMakeRoles(Exception):
    """The owner of the database may not make roles; the argument is the SQL an administrator runs once."""


def ensure(connection: psycopg.Connection, roles: Roles, passwords: Mapping[str, str]) -> None:
    """Make the roles that are missing and give each its password."""
    with connection.transaction():
        # Two programs that start at once would both find a role missing.
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub roles'))")
        rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(roles)])
        present = {name for (name,) in rows.fetchall()}
        orders = [_order(connection, role, passwords[role], role in present) for role in roles]
        if not _may_make_roles(connection):
            raise MayNotMakeRoles(" ".join(order.as_string(connection) for order in orders))
        for order in orders:
            connection.execute(order)


def _order(connection: psycopg.Connection, role: str, password: str, present: bool) -> sql.Composed:
    # Only what PostgreSQL keeps of a password is sent: no log and no terminal shows the password itself.
    kept = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    order = (
        "ALTER ROLE {} PASSWORD {};"
        if present
        else "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS PASSWORD {};"
    )
    return sql.SQL(order).format(sql.Identifier(role), sql.Literal(kept))


def _may_make_roles(connection: psycopg.Connection) -> bool:
    answer = connection.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    row = answer.fetchone()
    return bool(row and row[0])
