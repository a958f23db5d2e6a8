"""Backup and restore: the database as one file with what it must hold, and the master key in a place of its own."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hub.database import setup
from hub.database.binaries import find_client
from hub.database.data_folder import last_line
from hub.database.installation import check_before_migrating
from hub.settings import Settings
from registry.errors import Refusal
from registry.journal import webhook_stands

DUMP, CONTENTS = "database.dump", "contents.json"
# Roles are other ones in another database: guards and grants are given anew by the migration.
LEFT_OUT = ("POLICY", "ROW SECURITY", "ACL", "DEFAULT ACL")


@dataclass(frozen=True)
class Contents:
    """What a backup holds: when it was made, by which program, of which PostgreSQL, and the rows of each table."""

    made_at: str
    program: str
    postgres: int
    rows: Mapping[str, int]


def backup(settings: Settings, place: Path, keys: Path | None) -> Contents:
    """Write the database as it stands at one moment into a new folder, and the master key into another one.

    The hub may be at work. Raises PLACE_TAKEN, KEYS_BESIDE, BOUND_BY_GUARDS and DUMP_FAILED.
    """
    _check_places(place, keys)
    with psycopg.connect(settings.database_url or "") as owner:
        owner.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        _check_free(owner)
        contents, snapshot = _counted(owner)
        new = Path(tempfile.mkdtemp(prefix=".backup-", dir=_made(place.parent)))
        try:
            program = find_client("pg_dump", settings.postgres, contents.postgres)
            _run(settings, [program, "-Fc", "-O", "-x", f"--snapshot={snapshot}", "-f", str(new / DUMP)], "-d")
            (new / CONTENTS).write_text(json.dumps(asdict(contents), indent=2))
            if keys:
                _copy_key(settings.var / "keys" / "master.key", _made(keys) / "master.key")
            new.rename(place)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
    return contents


def restore(settings: Settings, place: Path, keys: Path | None) -> Contents:
    """Fill an empty database from a backup, bring it to this program's level, and count what must be there.

    Raises NO_BACKUP, NOT_EMPTY, DUMP_FAILED, OTHER_INSTALLATION and RESTORED_OTHERWISE.
    """
    try:
        contents = Contents(**json.loads((place / CONTENTS).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise Refusal("NO_BACKUP", value=str(place)) from error
    owner_url = settings.database_url or ""
    with psycopg.connect(owner_url) as owner:
        if owner.execute(TABLES).fetchone():
            raise Refusal("NOT_EMPTY")
    if keys:
        _copy_key(keys / "master.key", _made(settings.var / "keys", 0o700) / "master.key")
    program = find_client("pg_restore", settings.postgres, contents.postgres)
    with _list(program, place / DUMP) as wanted:
        _run(settings, [program, "-O", "-x", "-1", "-e", "-L", str(wanted), str(place / DUMP)], "-d")
    check_before_migrating(owner_url, settings)
    with psycopg.connect(owner_url) as owner:
        found = _rows(owner)
        if differing := sorted(name for name in contents.rows if found.get(name) != contents.rows[name]):
            raise Refusal("RESTORED_OTHERWISE", codes=", ".join(differing))
        _begin_anew(owner)
    setup.migrate(settings)
    return contents


def _counted(owner: psycopg.Connection) -> tuple[Contents, str]:
    """What stands in the database, and the snapshot of just this moment, which lasts as long as the transaction."""
    (snapshot,) = owner.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
    made_at = datetime.now(UTC).replace(microsecond=0).isoformat()
    postgres = owner.info.server_version // 10_000
    return Contents(made_at, version_of("aidhub"), postgres, _rows(owner)), snapshot


def _rows(owner: psycopg.Connection) -> dict[str, int]:
    names = [name for (name,) in owner.execute(TABLES).fetchall()]
    return {name: _count(owner, name) for name in names}


def _count(owner: psycopg.Connection, table: str) -> int:
    row = owner.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return row[0] if row else 0


def _begin_anew(owner: psycopg.Connection) -> None:
    """Rows say in which transaction they changed; another server counts from its own beginning.

    What lies ahead of it would be shown to nobody until it has come so far. And who has been told of changes that the
    backup does not hold is to begin anew: all rows are of a new epoch, so that an older cursor is known.
    """
    owner.execute(webhook_stands.RESTORED)
    for (table,) in owner.execute(WITH_COLUMN, ["changed_xid"]).fetchall():
        owner.execute(BEGIN_ANEW.format(table))
    # The rows behind which all have leaves are found anew: until this server had counted as far, none would be.
    owner.execute("UPDATE audit_state SET marked_at = NULL, marked_xid = NULL")
    owner.execute(NEXT_EPOCH)
    for (table,) in owner.execute(WITH_COLUMN, ["epoch"]).fetchall():
        owner.execute(OF_THIS_EPOCH.format(table))


def _check_places(place: Path, keys: Path | None) -> None:
    if place.exists():
        raise Refusal("PLACE_TAKEN", value=str(place))
    if keys and (keys == place or place in keys.parents):
        raise Refusal("KEYS_BESIDE", value=str(keys))


def _check_free(owner: psycopg.Connection) -> None:
    """Whom the guards of rows bind would write a backup without rows."""
    if not owner.execute(FREE).fetchone():
        raise Refusal("BOUND_BY_GUARDS", value=owner.info.user)


def _copy_key(source: Path, target: Path) -> None:
    if target.exists():
        if target.read_bytes() != source.read_bytes():
            raise Refusal("PLACE_TAKEN", value=str(target))
        return
    try:
        secret = source.read_bytes()
    except OSError as error:
        raise Refusal("KEY_FILE_UNREADABLE", value=str(source), count=32) from error
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _list(program: Path, dump: Path) -> Iterator[Path]:
    """The dump's own list of what it holds, without guards and grants, in a file."""
    listed = subprocess.run([program, "-l", dump], capture_output=True, text=True, check=False)  # noqa: S603 - PostgreSQL's
    if listed.returncode:
        raise Refusal("DUMP_FAILED", detail=last_line(listed.stderr))
    with tempfile.NamedTemporaryFile("w", suffix=".list") as file:
        file.writelines(f"{line}\n" for line in listed.stdout.splitlines() if not _left_out(line))
        file.flush()
        yield Path(file.name)


def _left_out(line: str) -> bool:
    # 3467; 3256 17201 POLICY public access_log app aidhub
    return any(f" {kind} public " in line or f" {kind} - " in line for kind in LEFT_OUT)


def _run(settings: Settings, command: list[str | Path], where: str) -> None:
    """Run a program of PostgreSQL against the database; no password stands in a command line."""
    parameters = conninfo_to_dict(settings.database_url or "")
    environment = {"PATH": os.defpath, "LC_ALL": "C", "PGPASSWORD": str(parameters.pop("password", None) or "")}
    with tempfile.NamedTemporaryFile("w") as service:  # only its owner may read it
        if secrets := taken_out(parameters):
            service.write("\n".join(["[aidhub]", *secrets, ""]))
            service.flush()
            parameters["service"], environment["PGSERVICEFILE"] = "aidhub", service.name
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs, no shell
            [*command[:1], where, make_conninfo("", **parameters), *command[1:]],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise Refusal("DUMP_FAILED", detail=last_line(done.stderr))


def taken_out(parameters: dict[str, Any]) -> list[str]:
    """Take the secrets out of an address' parameters, as lines of a service file; of the environment libpq takes none
    of them."""
    return [f"{name}={value}" for name in SECRETS if (value := parameters.pop(name, None))]


def _made(folder: Path, mode: int = 0o700) -> Path:
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    return folder


SECRETS = ("sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key")
"""What libpq keeps to itself of an address' parameters, beside the password."""

TABLES = """SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname"""

FREE = "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"

WITH_COLUMN = """SELECT a.attrelid::regclass::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE a.attname = %s AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1"""

BEGIN_ANEW = "UPDATE {} SET changed_xid = pg_current_xact_id() WHERE changed_xid > pg_current_xact_id()"

# By the minute, so that two restores of one backup are apart.
NEXT_EPOCH = "UPDATE catalogue_state SET epoch = greatest(epoch + 1, (extract(epoch FROM now()) / 60)::int)"

OF_THIS_EPOCH = "UPDATE {} SET epoch = s.epoch FROM catalogue_state s"
