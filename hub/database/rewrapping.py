"""Rewrapping: another master key, or another keeper of it; what the old one wrapped is wrapped anew, nothing else."""

from pathlib import Path

import psycopg

from auth import signing_keys
from hub.database.keys import key_of, master_key, master_key_file
from hub.database.rotation import alone
from hub.settings import Settings
from registry.errors import Refusal
from registry.identity import key_rotation, keys
from registry.identity.master_key import MasterKey
from registry.journal import checkpoints
from registry.store.database import metadata
from registry.store.row_security import lifted

WRAPPED = ("vault_keys", "index_keys", "oauth_keys", "audit_keys")


def rewrap_to_file(settings: Settings) -> Path:
    """Wrap all keys with a new one in the file of this installation, where it is.

    The new file stands beside the old one until the database knows it: broken off, it goes on when run again.
    Raises HUB_AT_WORK.
    """
    file = master_key_file(settings)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    coming = file.with_name("master.key.new")
    new = MasterKey.create(coming)
    if not _opens(settings, new):
        _rewrap(settings, new)
    coming.replace(file)
    return file


def rewrap_to(settings: Settings, kind: str, text: str) -> None:
    """Wrap all keys with that of another keeper, a `command` or a `service`; the operator then names it.

    Raises HUB_AT_WORK and KEY_COMMAND_FAILS.
    """
    new = key_of(kind, text)
    if not _opens(settings, new):
        _rewrap(settings, new)


def _rewrap(settings: Settings, new: MasterKey) -> None:
    owner_url = settings.database_url or ""
    alone(owner_url)
    old = master_key(settings)
    tables = [metadata.tables[name] for name in WRAPPED]
    with psycopg.connect(owner_url, autocommit=True) as owner, lifted(owner, tables):
        key_rotation.rewrap(owner, old, new)
        signing_keys.rewrap(owner, old, new)
        checkpoints.rewrap(owner, old, new)


def _opens(settings: Settings, master: MasterKey) -> bool:
    tables = [metadata.tables[name] for name in WRAPPED]
    with psycopg.connect(settings.database_url or "", autocommit=True) as owner, lifted(owner, tables):
        try:
            keys.load(owner, master)
        except Refusal as refusal:
            if refusal.code not in ("WRONG_MASTER_KEY", "KEY_COMMAND_FAILS"):
                raise
            return False
    return True
