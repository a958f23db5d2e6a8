"""Row level security: every table says which rows a role works on, and a table that does not is refused."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import psycopg
from psycopg import sql
from sqlalchemy import MetaData, Table

from policy.spine import registrar
from registry.store import acting, moments, privileges, witnesses
from registry.store.privileges import Privilege
from registry.store.roles import Roles

CALLER_RANGES = "nullif(current_setting('hub.ranges', true), '')::int8multirange"
"""The ranges of divisions that the transaction sees, as SQL."""

RANGES = f"(SELECT {CALLER_RANGES})"
DEPARTMENT = "(SELECT nullif(current_setting('hub.department', true), ''))"

# PostgreSQL thinks that one row in two hundred lies in ranges it does not know, and plans every join for a handful;
# of coalesce it thinks every second one. Callers mostly see most of what their statement leads to.
WITHIN = f"coalesce({{}} <@ {RANGES}, false)"

# A setting once made on a connection is '' afterwards, not NULL: with nullif a forgotten setting shows no row.
POLICIES: Mapping[str, str | None] = {
    "position": WITHIN.format("position"),
    "position or unregistered": f"position IS NULL OR {WITHIN.format('position')}",
    "record": f"{WITHIN.format('position')} OR {WITHIN.format('paying_position')}",
    # A matter is its household's, and that of the place where it is handled.
    "matter": f"{WITHIN.format('position')} OR {WITHIN.format('handling_position')}",
    # A block of positions that begins at `position`: shown where all of it is.
    "block": WITHIN.format("int8range(position, position + grain)"),
    "own": f"department = {DEPARTMENT}",
    "own or position": f"department = {DEPARTMENT} OR {WITHIN.format('position')}",
    "own or registrar": f"department = {DEPARTMENT} OR {DEPARTMENT} = '{registrar()}'",
    "open": "true",
    "none": None,
}

NOT_OURS = "alembic_version"
OWN_DEPARTMENT = "own_department"
"""The policy of a table whose rows are of the department that writes them; `info["writer"]` is the column."""


class Unguarded(Exception):
    """A table or role that leaves rows unguarded; the argument is what to say about it."""


def apply(connection: psycopg.Connection, metadata: MetaData, roles: Roles) -> None:
    """Give every table the grants and policies it declares, whatever it had before."""
    with connection.transaction():
        everyone = sql.SQL(", ").join(map(sql.Identifier, roles))
        connection.execute(moments.FUNCTION)
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(everyone))
        connection.execute(
            sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(sql.Identifier(roles.app))
        )
        for table in metadata.sorted_tables:
            _grant(connection, table, roles)
            # A partition is read through its table; alone it is guarded all the same, and granted to no one.
            for name in (table.name, *_partitions(connection, table.name)):
                guard_partition(connection, name, table, roles)
            for order in (*moments.orders(table, roles.app), *witnesses.orders(table, roles.app)):
                connection.execute(order)


def loosen(connection: psycopg.Connection) -> None:
    """Take off what `apply` puts on and that names columns: one that is named could not be taken out."""
    names = connection.execute(TRIGGERS, [[moments.GIVEN, moments.CHANGED], f"{witnesses.PREFIX}%"])
    for table, trigger in names.fetchall():
        connection.execute(sql.SQL("DROP TRIGGER {} ON {}").format(sql.Identifier(trigger), sql.Identifier(table)))
    for (table,) in connection.execute(OWN_POLICIES, [OWN_DEPARTMENT]).fetchall():
        connection.execute(
            sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(OWN_DEPARTMENT), sql.Identifier(table))
        )


TRIGGERS = """SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND (t.tgname = ANY(%s) OR t.tgname LIKE %s)"""

OWN_POLICIES = """SELECT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = 'public'::regnamespace AND p.polname = %s"""


def guard_partition(connection: psycopg.Connection, name: str, table: Table, roles: Roles) -> None:
    """Guard a part of a table, by its name, as the table itself."""
    identifier = sql.Identifier(name)
    connection.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(identifier))
    connection.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(identifier))
    for suffix in ("app", "vault", "auth"):
        policy = sql.Identifier(suffix)
        connection.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(policy, identifier))
        if suffix in _grants(table):
            # The application reads by row; what the vault or the authorization server reads is theirs alone.
            rows = POLICIES[table.info["rls"]] if suffix == "app" else "true"
            connection.execute(
                sql.SQL("CREATE POLICY {} ON {} TO {} USING ({})").format(
                    policy, identifier, sql.Identifier(getattr(roles, suffix)), sql.SQL(rows or "false")
                )
            )
    connection.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(sql.Identifier(OWN_DEPARTMENT), identifier))
    if table.info.get("writer"):
        connection.execute(
            sql.SQL("CREATE POLICY {} ON {} AS RESTRICTIVE FOR INSERT TO {} WITH CHECK ({} = {})").format(
                sql.Identifier(OWN_DEPARTMENT),
                identifier,
                sql.Identifier(roles.app),
                sql.Identifier(table.info["writer"]),
                sql.SQL(DEPARTMENT),
            )
        )


def check(connection: psycopg.Connection, metadata: MetaData, roles: Roles) -> None:
    """Refuse a database in which a row could be read past its guard."""
    for table in metadata.sorted_tables:
        if table.info.get("rls") not in POLICIES:
            raise Unguarded(f'table {table.name} does not say in info["rls"] how its rows are guarded')
    for name in acting.unsaid(metadata):
        raise Unguarded(f'table {name} has no actor_id, nor says in info["actor"] where it stands who wrote its rows')
    for problem in (
        *_unguarded_tables(connection, metadata),
        *_unguarded_roles(connection, roles),
        *privileges.deviations(connection, metadata, roles),
        *moments.missing(connection, metadata, roles.app),
        *witnesses.missing(connection, metadata, roles.app),
    ):
        raise Unguarded(problem)


def _grant(connection: psycopg.Connection, table: Table, roles: Roles) -> None:
    name = sql.Identifier(table.name)
    everyone = sql.SQL(", ").join(map(sql.Identifier, roles))
    connection.execute(sql.SQL("REVOKE ALL ON {} FROM PUBLIC, {}").format(name, everyone))
    for suffix, held in _grants(table).items():
        role, allowed = sql.Identifier(getattr(roles, suffix)), ", ".join(privilege.sql for privilege in held)
        connection.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(allowed), name, role))


def _grants(table: Table) -> Mapping[str, list[Privilege]]:
    """Which role may do what; "none" keeps the application out even where it is granted something."""
    grants = privileges.of(table)
    guarded = POLICIES[table.info["rls"]] is not None
    return {suffix: grants[suffix] for suffix in grants if guarded or suffix != "app"}


def _partitions(connection: psycopg.Connection, table: str) -> list[str]:
    rows = connection.execute(
        "SELECT relid::regclass::text FROM pg_partition_tree(%s::regclass) WHERE level > 0", [f'"{table}"']
    )
    return [name for (name,) in rows.fetchall()]


def _unguarded_tables(connection: psycopg.Connection, metadata: MetaData) -> Iterator[str]:
    expected = {table.name: len(_grants(table)) + bool(table.info.get("writer")) for table in metadata.sorted_tables}
    rows = connection.execute(
        """
        SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, count(p.oid)
        FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> %s
        GROUP BY c.oid ORDER BY c.relname
        """,
        [NOT_OURS],
    )
    for name, forced, policies in rows.fetchall():
        if not forced:
            yield f"table {name} has no forced row level security: run `aidhub migrate`"
        elif policies < expected.get(name, 0):
            yield f"table {name} lacks a policy: run `aidhub migrate`"


def _unguarded_roles(connection: psycopg.Connection, roles: Roles) -> Iterator[str]:
    rows = connection.execute(
        """
        SELECT rolname, rolsuper, rolbypassrls, EXISTS (
            SELECT FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
        FROM pg_roles r WHERE rolname = ANY(%s)
        """,
        [list(roles)],
    )
    for name, superuser, bypasses, owner in rows.fetchall():
        if superuser or bypasses:
            yield f"role {name} is above row level security: ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS"
        if owner:
            yield f"role {name} owns tables or belongs to a role that does, and so is above their guards"


@contextmanager
def lifted(connection: psycopg.Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Let an owner who is no superuser work within one transaction, in which nobody else sees the tables unguarded."""
    with connection.transaction():
        bound = connection.execute("SELECT row_security_active('divisions')").fetchone() == (True,)
        names = [sql.Identifier(table.name) for table in tables] if bound else []
        for name in names:
            connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(name))
        yield
        for name in names:
            connection.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(name))
