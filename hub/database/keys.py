"""The hub's keys: the master key's file, and what it wraps in the database."""

import shlex
import time
from pathlib import Path

import psycopg

from auth import signing_keys
from hub.settings import Settings
from registry.identity import key_rotation, keys
from registry.identity.master_key import ManagedKey, MasterKey
from registry.identity.suites import NAMED, Suite, proven
from registry.identity.vault import Vault
from registry.store.database import Addresses


def master_key(settings: Settings) -> MasterKey:
    """The master key from where the operator keeps it, by default its file below `var/`.

    Raises KEY_FILE_OPEN, KEY_FILE_UNREADABLE and KEY_COMMAND_FAILS.
    """
    return key_of(*settings.master_key) if settings.master_key else MasterKey.read(master_key_file(settings))


def key_of(kind: str, text: str) -> MasterKey:
    """The key that a `value` is, a `command` prints, or a `service` keeps; raises KEY_COMMAND_FAILS."""
    if kind == "value":
        return MasterKey.of_text(text)
    words = shlex.split(text)
    return MasterKey.of_command(words) if kind == "command" else ManagedKey(words)


def master_key_file(settings: Settings) -> Path:
    """The file of the master key where nothing else keeps it."""
    return settings.var / "keys" / "master.key"


def make_keys(settings: Settings, addresses: Addresses) -> None:
    """Make whatever key is not there yet: the master key's file, the vault's keys, the signing keys."""
    if settings.master_key is None:
        file = master_key_file(settings)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        MasterKey.create(file)
    master = master_key(settings)
    with psycopg.connect(addresses.vault) as connection:
        key_rotation.create(connection, master, suite(settings))
    with psycopg.connect(addresses.auth) as connection:
        signing_keys.create(connection, master, time.time())
    with psycopg.connect(addresses.vault) as connection:
        keys.load(connection, master)


def suite(settings: Settings) -> Suite:
    """The ciphers in which keys are made from now on; raises CIPHERS_MISSING."""
    return proven(NAMED[settings.ciphers].number)


def vault_of(connection: psycopg.Connection, master: MasterKey) -> Vault:
    """The vault with its keys, unwrapped; raises NO_KEYS and WRONG_MASTER_KEY."""
    return Vault(keys.load(connection, master))
