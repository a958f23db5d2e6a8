"""Migrations: the spine's, and a branch for each department's folder that is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine
from sqlalchemy.exc import DBAPIError

import migrations
from registry.errors import Refusal
from registry.store import job_queue, row_security
from registry.store.roles import Roles

SPINE = "spine"


def upgrade(owner_url: str, connectors: Path, metadata: MetaData, roles: Roles) -> None:
    """Bring a database up to this program: the spine and every folder, and then the guards of all tables."""
    with _alone(owner_url) as guarding, connected(owner_url) as connection:
        config = _config(connectors, connection)
        _refuse_unknown(connection, config, connectors)
        row_security.loosen(guarding)
        command.upgrade(config, "heads")
        row_security.apply(guarding, metadata, roles)
        job_queue.guard(guarding, roles)


def downgrade(owner_url: str, connectors: Path, target: str) -> None:
    """Go back to a revision; `<code>@base` takes one department's tables out."""
    with _alone(owner_url) as guarding, connected(owner_url) as connection:
        row_security.loosen(guarding)
        command.downgrade(_config(connectors, connection), target)


def check_level(owner_url: str, connectors: Path) -> None:
    """Refuse a database that is older or newer than this program, and say what to do."""
    with connected(owner_url) as connection:
        config = _config(connectors, connection)
        _refuse_unknown(connection, config, connectors)
        scripts = ScriptDirectory.from_config(config)
        reached = {script.revision for script in scripts.get_all_current(_current(connection))}
    if missing := sorted(set(scripts.get_heads()) - reached):
        raise Refusal("DATABASE_OLDER", value=", ".join(missing))


@contextmanager
def connected(owner_url: str) -> Iterator[Connection]:
    """A connection as alembic wants it, with nothing left open afterwards; raises psycopg's own errors."""
    # SQLAlchemy's own reading of the URL knows one host alone.
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(owner_url))
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:  # an outage is told from its cause
        raise error.orig or error from error
    finally:
        engine.dispose()


def _refuse_unknown(connection: Connection, config: Config, connectors: Path) -> None:
    """A revision without its file: the folder is gone, or the program is older than its database."""
    revisions = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    for revision in sorted(set(_current(connection)) - revisions):
        code = revision.rpartition("_")[0]
        if code == SPINE or (connectors / code).is_dir():
            raise Refusal("DATABASE_NEWER", value=revision)
        raise Refusal("FOLDER_MISSING", value=connectors / code, detail=revision)


def _current(connection: Connection) -> tuple[str, ...]:
    with connection.begin():
        return MigrationContext.configure(connection).get_current_heads()


def _config(connectors: Path, connection: Connection) -> Config:
    spine = Path(next(iter(migrations.__path__)))
    places = [spine / "versions", *sorted(connectors.glob("*/migrations"))]
    config = Config()
    config.set_main_option("script_location", _literally(spine))
    config.set_main_option("path_separator", "newline")  # the other separators occur in paths
    config.set_main_option("version_locations", "\n".join(map(_literally, places)))
    config.attributes["connection"] = connection
    return config


def _literally(path: Path) -> str:
    return str(path).replace("%", "%%")


@contextmanager
def _alone(owner_url: str) -> Iterator[psycopg.Connection]:
    """Two programs that start at once must not migrate at once."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('aidhub migrations'))")
        yield connection
