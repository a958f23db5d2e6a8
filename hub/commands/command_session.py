"""A command session: what a command on this machine needs, its settings, the database, and where its roles connect."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from hub.commands.said_session import said_session
from hub.commands.typed_acts import log_typed
from hub.database import setup
from hub.database.installation import check_it_is_there
from hub.settings import Settings
from hub.tracing import installed
from registry.errors import Refusal
from registry.store.database import Addresses


@contextmanager
def command_session() -> Iterator[Settings]:
    """A command that needs settings: what is wrong, also with the database, is said in a line of each language."""
    with said_session(), _database_said():
        yield Settings.read(os.environ)


@contextmanager
def serving_session() -> Iterator[Settings]:
    """The same for a command that serves; what its settings ask for is looked for before anything is started."""
    # libpq would wait for ever for a server that takes a connection and says nothing.
    os.environ.setdefault("PGCONNECT_TIMEOUT", "5")
    with command_session() as settings:
        installed.check(settings)
        if settings.linkage_days:
            from hub.linkage import linkage

            linkage.installed()
        yield settings


@contextmanager
def database_session() -> Iterator[tuple[Settings, Addresses]]:
    """The same for a command that needs the database: the settings that lead to it, and where its roles connect.

    Raises NOT_INSTALLED before anything is made.
    """
    with command_session() as settings:
        check_it_is_there(settings)
        with setup.with_database(settings) as ready:
            addresses = setup.checked_addresses(ready)
            log_typed(addresses.auth)
            yield ready, addresses


@contextmanager
def _database_said() -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as error:
        reason = "".join(str(error).strip().splitlines()[-1:])
        raise Refusal("DATABASE_LOST", detail=reason.rstrip(".") or type(error).__name__) from None
