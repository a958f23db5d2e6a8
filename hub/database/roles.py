"""The roles of a database with their passwords: made at migration, used when serving."""

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hub.database.secrets import Secrets
from registry.errors import Refusal
from registry.store import roles as registry_roles
from registry.store.database import Addresses
from registry.store.roles import MayNotMakeRoles, Roles


def ensure_roles(owner_url: str, secrets: Secrets) -> Addresses:
    """Make the roles of a database if they are not there, and say where each connects."""
    database = str(conninfo_to_dict(owner_url)["dbname"])
    roles = Roles.of(database)
    role_addresses = addresses(owner_url, roles, secrets)
    if all(_answers(address) for address in (role_addresses.app, role_addresses.vault, role_addresses.auth)):
        return role_addresses
    with psycopg.connect(owner_url, autocommit=True) as connection:
        try:
            registry_roles.ensure(connection, roles, {role: secrets[role] for role in roles})
        except MayNotMakeRoles as refusal:
            raise Refusal("MAY_NOT_MAKE_ROLES", detail=refusal) from refusal
    return role_addresses


def addresses(owner_url: str, roles: Roles, secrets: Secrets) -> Addresses:
    """The same database, as each of its roles reaches it."""
    return Addresses(
        *(make_conninfo(owner_url, user=role, password=secrets[role]) for role in roles),
    )


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True
