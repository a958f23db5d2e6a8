"""What may be said of a place: a folder, an SFTP directory or a table; and that no secret is written out."""

from pathlib import Path
from typing import Any

import pytest

from connectors.sources.declared_origins import declared_origin
from connectors.sources.entry import Entry
from connectors.sources.origin import Origin
from connectors.sources.secret import Secret
from connectors.sources.sftp_files import SftpFiles
from connectors.sources.watched_folder import WatchedFolder
from policy.sources import Source

SFTP = {"sftp": "sftp://aidhub@10.1.2.3:2222/out/housing", "known_hosts": "/etc/hosts.known"}


def origin(**table: Any) -> Origin:
    source = Source("lists", "lists", "名单", "facts", ())
    return declared_origin(table.keys(), Entry(table, {"WORD": "p@ss/word"}, source))


def test_a_directory_of_a_server_is_watched_as_a_folder_is() -> None:
    hosts = Path("/etc/hosts.known")
    assert origin(**SFTP, key_file="/etc/key", marker=".done") == WatchedFolder(
        SftpFiles("10.1.2.3", 2222, "aidhub", "/out/housing", hosts, Path("/etc/key")), "*", 30, ".done"
    )
    assert origin(**{**SFTP, "sftp": "sftp://aid%40hub@h/~/out"}, password="${WORD}") == WatchedFolder(
        SftpFiles("h", 22, "aid@hub", "out", hosts, None, Secret(text="p@ss/word"))
    )


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({}, r"folder \| sftp"),
        ({"folder": "/srv", "sftp": "sftp://a@h/"}, r"folder \| sftp"),
        ({**SFTP, "key_file": "/k", "table": "t"}, "table"),
        ({**SFTP}, "key_file"),
        ({**SFTP, "password": "written out"}, "password_file"),
        ({**SFTP, "password": "${NO_SUCH}"}, "NO_SUCH"),
        ({"sftp": SFTP["sftp"], "key_file": "/k"}, "known_hosts"),
        ({**SFTP, "sftp": "sftp://aidhub:word@h/out", "key_file": "/k"}, "sftp://user@host"),
        ({**SFTP, "sftp": "ftp://aidhub@h/out", "key_file": "/k"}, "sftp://user@host"),
        ({**SFTP, "sftp": "sftp://h/out", "key_file": "/k"}, "sftp://user@host"),
    ],
)
def test_what_is_wrong_in_it_is_said(table: dict[str, Any], told: str) -> None:
    with pytest.raises((ValueError, KeyError), match=told) as raised:
        origin(**table)
    assert "written out" not in str(raised.value)
