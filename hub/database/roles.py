"""The roles of a database with their passwords: made at migration, used when serving."""

from dataclasses import astuple

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hub.database.secrets import Secrets
from registry.errors import Refusal
from registry.store import roles as registry_roles
from registry.store.database import Addresses
from registry.store.roles import MayNotMakeRoles, Roles


def ensure_roles(owner_url: str, secrets: Secrets) -> Addresses:
    """Make the roles of a database if they are not there, and say where each connects.

    Roles that a hub uses by other passwords keep them: new ones would shut it out. Raises ROLES_IN_USE and
    MAY_NOT_MAKE_ROLES.
    """
    database = str(conninfo_to_dict(owner_url)["dbname"])
    roles = Roles.of(database)
    if secrets.hold(roles) and all(map(_answers, filter(None, astuple(addresses(owner_url, roles, secrets))))):
        return addresses(owner_url, roles, secrets)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        if _used(connection, roles):
            raise Refusal("ROLES_IN_USE", value=str(secrets.file))
        try:
            registry_roles.ensure(connection, roles, {role: secrets[role] for role in roles})
        except MayNotMakeRoles as refusal:
            raise Refusal("MAY_NOT_MAKE_ROLES", detail=refusal) from refusal
    return addresses(owner_url, roles, secrets)


def in_use(owner_url: str) -> bool:
    """Whether a program, mostly a hub, is connected as one of the roles."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        return _used(connection, Roles.of(str(conninfo_to_dict(owner_url)["dbname"])))


def _used(connection: psycopg.Connection, roles: Roles) -> bool:
    return connection.execute(IN_USE, [list(roles)]).fetchone() is not None


IN_USE = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = ANY(%s) LIMIT 1"


def addresses(owner_url: str, roles: Roles, secrets: Secrets) -> Addresses:
    """The same database, as each of its roles reaches it."""
    return Addresses(
        *(make_conninfo(owner_url, user=role, password=secrets[role]) for role in roles),
    )


def standby_address(url: str, roles: Roles, secrets: Secrets) -> str:
    """Where the application's role reads from a standby; of several hosts it is one that stands by."""
    attributes = conninfo_to_dict(url).get("target_session_attrs") or "standby"
    return make_conninfo(url, user=roles.app, password=secrets[roles.app], target_session_attrs=str(attributes))


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True
