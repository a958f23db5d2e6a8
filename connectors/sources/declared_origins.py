"""Declared origins: what an entry of AIDHUB_SOURCES says of a place, by the key that says where it is."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import unquote, urlsplit

from connectors.sources.database_table import DatabaseTable
from connectors.sources.entry import Entry
from connectors.sources.local_files import LocalFiles
from connectors.sources.origin import Origin
from connectors.sources.watched_folder import Files, WatchedFolder
from policy.fetching import CYCLE, MODES
from policy.sources import Source

SFTP_PORT = 22
FILES = "pattern quiet_seconds marker"
ASKING = "parameters per_second timeout_seconds page_mib ca_file"
KNOWN_BY = "header secret secret_file token_url client_id client_secret client_secret_file scope token_auth"
PAGES = "rows paging paging_parameter next first_page size_parameter page_size total expect most_pages"


@dataclass(frozen=True)
class Kind:
    """A kind of place: the mode of a source that comes from there, what may be said of it, and how it is read."""

    mode: str
    words: str
    origin: Callable[[Entry], Origin]


def declared_origin(told: AbstractSet[str], entry: Entry) -> Origin:
    """The place of an entry; raises ValueError for one that is of no kind or of two, or says what nobody reads.

    `${NAME}` in an address is taken from the environment, so that no password stands in it.
    """
    kinds = [name for name in KINDS if name in told]
    if len(kinds) != 1:
        raise ValueError(f"{' | '.join(KINDS)}: {', '.join(sorted(told))}")
    kind = KINDS[kinds[0]]
    if unknown := sorted(told - {kinds[0], *kind.words.split()}):
        raise ValueError(", ".join(unknown))
    return kind.origin(entry)


def completed(table: Mapping[str, Any], source: Source) -> Mapping[str, Any]:
    """An entry with what its department declares of the source, where it says nothing else itself.

    From a place of another kind only the cycle is taken: a folder and an SFTP directory are alike, others are not.
    """
    declared = source.fetching
    alike = any(MODES[kind.mode] == MODES[declared.mode] for name, kind in KINDS.items() if name in table)
    taken = {name: value for name, value in declared.words.items() if alike or name == CYCLE}
    return {**taken, **table}


def _folder(entry: Entry) -> Origin:
    return _watched(LocalFiles(Path(entry.table["folder"])), entry)


def _sftp(entry: Entry) -> Origin:
    """`sftp://user@host/directory`, `/~/` for below the account's own; raises ValueError for one with a password."""
    from connectors.sources.sftp_files import SftpFiles  # loads asyncssh, which the others do without

    table, address = entry.table, urlsplit(entry.table["sftp"])
    if address.scheme != "sftp" or not address.hostname or not address.username or address.password is not None:
        raise ValueError("sftp = sftp://user@host/directory")
    key, password = table.get("key_file"), entry.secret("password")
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
    return _watched(files, entry)


def _watched(files: Files, entry: Entry) -> WatchedFolder:
    table = entry.table
    return WatchedFolder(
        files, table.get("pattern", "*"), float(table.get("quiet_seconds", 30)), table.get("marker", "")
    )


def _interface(entry: Entry) -> Origin:
    from connectors.sources.declared_interface import declared_interface  # loads httpx, which the others do without

    return declared_interface(entry)


def _database(entry: Entry) -> Origin:
    table, address = entry.table, Template(entry.table["database"]).substitute(entry.environment)
    key = (table["key"],) if isinstance(table["key"], str) else tuple(table["key"])
    return DatabaseTable(address, table["table"], key, table.get("watermark", ""))


KINDS = {
    "folder": Kind("folder", FILES, _folder),
    "sftp": Kind("sftp", f"known_hosts key_file password password_file {FILES}", _sftp),
    "database": Kind("table", "table key watermark", _database),
    "url": Kind("http", f"{ASKING} {KNOWN_BY} {PAGES} watermark since_parameter", _interface),
}
"""By the key that says where it is."""
