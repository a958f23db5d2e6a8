"""The hub's keys: the master key's file, and what it wraps in the database."""

import time

import psycopg

from auth import signing_keys
from hub.settings import Settings
from registry.identity import key_rotation, keys
from registry.identity.master_key import MasterKey
from registry.identity.vault import Vault
from registry.store.database import Addresses


def master_key(settings: Settings) -> MasterKey:
    """The master key, from its file below `var/`; raises KEY_FILE_OPEN and KEY_FILE_UNREADABLE."""
    return MasterKey.read(settings.var / "keys" / "master.key")


def make_keys(settings: Settings, addresses: Addresses) -> None:
    """Make whatever key is not there yet: the master key's file, the vault's keys, the signing keys."""
    folder = settings.var / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    master = MasterKey.create(folder / "master.key")
    with psycopg.connect(addresses.vault) as connection:
        key_rotation.create(connection, master)
    with psycopg.connect(addresses.auth) as connection:
        signing_keys.create(connection, master, time.time())
    with psycopg.connect(addresses.vault) as connection:
        keys.load(connection, master)


def vault_of(connection: psycopg.Connection, master: MasterKey) -> Vault:
    """The vault with its keys, unwrapped; raises NO_KEYS and WRONG_MASTER_KEY."""
    return Vault(keys.load(connection, master))
