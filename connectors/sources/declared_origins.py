"""Declared origins: what an entry of AIDHUB_SOURCES says of a place, by the key that says where it is."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import unquote, urlsplit

from connectors.sources.database_table import DatabaseTable
from connectors.sources.local_files import LocalFiles
from connectors.sources.origin import Origin
from connectors.sources.secret import secret
from connectors.sources.sftp_files import SftpFiles
from connectors.sources.watched_folder import Files, WatchedFolder

Table = Mapping[str, Any]
Environment = Mapping[str, str]
SFTP_PORT = 22
FILES = "pattern quiet_seconds marker"


@dataclass(frozen=True)
class Kind:
    """A kind of place: what may be said of it, and how it is read."""

    words: str
    origin: Callable[[Table, Environment], Origin]


def declared_origin(told: AbstractSet[str], table: Table, environment: Environment) -> Origin:
    """The place of an entry; raises ValueError for one that is of no kind or of two, or says what nobody reads.

    `${NAME}` in an address is taken from the environment, so that no password stands in it.
    """
    kinds = [name for name in KINDS if name in told]
    if len(kinds) != 1:
        raise ValueError(f"{' | '.join(KINDS)}: {', '.join(sorted(told))}")
    kind = KINDS[kinds[0]]
    if unknown := sorted(told - {kinds[0], *kind.words.split()}):
        raise ValueError(", ".join(unknown))
    return kind.origin(table, environment)


def _folder(table: Table, _: Environment) -> Origin:
    return _watched(LocalFiles(Path(table["folder"])), table)


def _sftp(table: Table, environment: Environment) -> Origin:
    """`sftp://user@host/directory`, `/~/` for below the account's own; raises ValueError for one with a password."""
    address = urlsplit(table["sftp"])
    if address.scheme != "sftp" or not address.hostname or not address.username or address.password is not None:
        raise ValueError("sftp = sftp://user@host/directory")
    key, password = table.get("key_file"), secret(table, "password", environment)
    if not key and not password:
        raise KeyError("key_file")
    path = unquote(address.path).removeprefix("/~/") or "."
    files = SftpFiles(
        address.hostname,
        address.port or SFTP_PORT,
        unquote(address.username),
        path,
        Path(table["known_hosts"]),
        Path(key) if key else None,
        password,
    )
    return _watched(files, table)


def _watched(files: Files, table: Table) -> WatchedFolder:
    return WatchedFolder(
        files, table.get("pattern", "*"), float(table.get("quiet_seconds", 30)), table.get("marker", "")
    )


def _database(table: Table, environment: Environment) -> Origin:
    address = Template(table["database"]).substitute(environment)
    key = (table["key"],) if isinstance(table["key"], str) else tuple(table["key"])
    return DatabaseTable(address, table["table"], key, table.get("watermark", ""))


KINDS = {
    "folder": Kind(FILES, _folder),
    "sftp": Kind(f"known_hosts key_file password password_file {FILES}", _sftp),
    "database": Kind("table key watermark", _database),
}
"""By the key that says where it is."""
