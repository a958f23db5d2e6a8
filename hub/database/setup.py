"""Setting up the database: one that answers, at the level of this program, with its roles."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import MetaData

import connectors
from hub.database import migrations
from hub.database.binaries import OLDEST
from hub.database.installation import check_before_migrating, check_before_use
from hub.database.partitions import make_ahead
from hub.database.postgres import Server
from hub.database.postgres_watch import kept_running
from hub.database.roles import addresses, ensure_roles, standby_address
from hub.database.secrets import Secrets
from hub.settings import Settings
from policy.catalogue import load
from registry.errors import Refusal
from registry.store import row_security
from registry.store.database import Addresses
from registry.store.outages import outage
from registry.store.roles import Roles
from registry.store.row_security import Unguarded
from registry.tables import declared

DATABASE = "aidhub"
TRIES = 30
"""How often our own server is asked for its database, a second apart."""


@contextmanager
def with_database(settings: Settings, *, patient: bool = False) -> Iterator[Settings]:
    """The settings with a database that answers; one that we start ourselves is kept running, and stopped at the end.

    Raises a refusal where none answers or it is too old; who is `patient` is given one that may answer later.
    """
    if settings.database_url:
        if not patient:
            _reach(settings.database_url)
        yield settings
        return
    server = Server(settings.var, settings.postgres)
    try:
        server.start()
        with kept_running(server):
            _create(server)
            yield replace(settings, database_url=server.owner_url(DATABASE))
    finally:
        server.stop()


def _create(server: Server) -> None:
    """Make the database of a server that we have started, also where it dies meanwhile and is started again."""
    for _ in range(TRIES):
        try:
            return server.create(DATABASE)
        except psycopg.OperationalError as error:
            if outage(error) is None:
                raise
            time.sleep(1)
    server.create(DATABASE)


def migrate(settings: Settings) -> None:
    """Make the roles, bring the tables up to this program and guard them; raises a refusal."""
    check_before_migrating(_owner_url(settings), settings)
    addresses = ensure_roles(_owner_url(settings), _secrets(settings))
    migrations.upgrade(_owner_url(settings), _folders(), _metadata(), _roles(settings))
    make_ahead(_owner_url(settings), addresses)


def checked_addresses(settings: Settings) -> Addresses:
    """Where the roles connect; raises a refusal unless the database is at our level and every row is guarded."""
    _reach(_owner_url(settings))
    migrations.check_level(_owner_url(settings), _folders())
    with psycopg.connect(_owner_url(settings)) as connection:
        try:
            row_security.check(connection, _metadata(), _roles(settings))
        except Unguarded as problem:
            raise Refusal("TABLES_UNGUARDED", detail=problem) from problem
    if not _secrets(settings).hold(_roles(settings)):
        raise Refusal("OTHER_PASSWORDS", value=str(_secrets(settings).file))
    found = addresses(_owner_url(settings), _roles(settings), _secrets(settings))
    check_before_use(found, settings)
    if settings.replica_url:
        return replace(found, standby=standby_address(settings.replica_url, _roles(settings), _secrets(settings)))
    return found


def unchecked_addresses(settings: Settings) -> Addresses:
    """Where the roles connect, also where the master key opens nothing yet: for the command that mends that."""
    return addresses(_owner_url(settings), _roles(settings), _secrets(settings))


def addresses_if_it_answers(settings: Settings) -> Addresses | None:
    """The same, None where no database answers yet."""
    try:
        return checked_addresses(settings)
    except Refusal as refusal:
        if refusal.code != "DATABASE_SILENT":
            raise
        return None
    except psycopg.OperationalError as error:  # it went while it was asked
        if outage(error) is None:
            raise
        return None


def _reach(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            major = connection.info.server_version // 10_000
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1].strip()
        raise Refusal("DATABASE_SILENT", detail=reason) from error
    if major < OLDEST:
        raise Refusal("DATABASE_TOO_OLD", value=major, least=OLDEST)


def _owner_url(settings: Settings) -> str:
    if settings.database_url is None:
        raise Refusal("NO_DATABASE")
    return settings.database_url


def _roles(settings: Settings) -> Roles:
    return Roles.of(str(conninfo_to_dict(_owner_url(settings))["dbname"]))


def _secrets(settings: Settings) -> Secrets:
    return Secrets(settings.var / "secrets.json")


def _folders() -> Path:
    return Path(next(iter(connectors.__path__)))


def _metadata() -> MetaData:
    return declared(load(connectors.discover()))
