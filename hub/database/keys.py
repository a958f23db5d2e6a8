"""The hub's keys: the master key's file, and what it wraps in the database."""

import time

import psycopg

from auth import signing_keys
from hub.errors import Surroundings
from hub.settings import Settings
from registry.identity import key_rotation, keys
from registry.identity.keys import NoKeys
from registry.identity.master_key import MasterKey, UnsafeKeyFile, WrongMasterKey
from registry.identity.vault import Vault
from registry.store.database import Addresses


def master_key(settings: Settings) -> MasterKey:
    """The master key, from its file below `var/`; raises Surroundings where others may read it."""
    try:
        return MasterKey.read(settings.var / "keys" / "master.key")
    except UnsafeKeyFile as problem:
        raise Surroundings(str(problem)) from problem


def make_keys(settings: Settings, addresses: Addresses) -> None:
    """Make whatever key is not there yet: the master key's file, the vault's keys, the signing keys."""
    folder = settings.var / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        master = MasterKey.create(folder / "master.key")
        with psycopg.connect(addresses.vault) as connection:
            key_rotation.create(connection, master)
        with psycopg.connect(addresses.auth) as connection:
            signing_keys.create(connection, master, time.time())
        with psycopg.connect(addresses.vault) as connection:
            keys.load(connection, master)
    except (UnsafeKeyFile, WrongMasterKey) as problem:
        raise Surroundings(str(problem)) from problem


def vault_of(connection: psycopg.Connection, master: MasterKey) -> Vault:
    """The vault with its keys, unwrapped; raises Surroundings without them or with another master key."""
    try:
        return Vault(keys.load(connection, master))
    except (NoKeys, WrongMasterKey) as problem:
        raise Surroundings(str(problem)) from problem
