"""Rotation of the keys that lie wrapped in the database: the vault's, and those of the blind index."""

import time
from collections.abc import Iterator
from uuid import UUID

import psycopg

from hub.database.keys import master_key, suite, vault_of
from hub.database.roles import in_use
from hub.progress import shown
from hub.settings import Settings
from registry.errors import Refusal
from registry.identity import index_rotation, key_rotation, resealing
from registry.identity.vault import SealBroken, Vault
from registry.store.database import Addresses, metadata
from registry.store.row_security import lifted

PATIENCE = 3
"""Seconds within which connections of a program that has just ended are gone."""


def rotate_vault(settings: Settings, addresses: Addresses) -> tuple[int, int]:
    """Seal everything with a new key; its number, and how many values were sealed anew.

    A rotation that was broken off goes on with the key that it made. Raises HUB_AT_WORK before anything is done: a
    worker that does not know the key could not open what is sealed with it, and would wait for the vault's table.
    """
    master, owner_url = master_key(settings), settings.database_url or ""
    alone(owner_url)
    with psycopg.connect(addresses.vault) as keeper:
        vault = vault_of(keeper, master)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        if not _unsealed(owner, vault):
            with psycopg.connect(addresses.vault) as keeper:
                key_rotation.rotate_data_key(keeper, master, suite(settings))
                vault = vault_of(keeper, master)
        done = 0
        with shown(_unsealed(owner, vault), "values") as tell:
            for count in _resealed(owner, vault):
                tell(done := done + count)
    return vault.sealing, done


def rotate_index(settings: Settings, addresses: Addresses) -> int:
    """Find everyone by a new index key; how many identities.

    A rotation that was broken off goes on. Raises HUB_AT_WORK: a worker that does not know the key would not find whom
    others have registered.
    """
    master, owner_url = master_key(settings), settings.database_url or ""
    alone(owner_url)
    with psycopg.connect(addresses.vault) as keeper:
        key_rotation.add_index_key(keeper, master, suite(settings))
        vault = vault_of(keeper, master)
    with psycopg.connect(addresses.app, autocommit=True) as app, shown(index_rotation.waiting(app), "persons") as tell:
        done = 0
        for count in index_rotation.backfill(app, vault):
            tell(done := done + count)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        tables = [metadata.tables[name] for name in ("index_keys", "identities")]
        # Both or none: identities that were switched under a key that still counts as coming would be moved again.
        with lifted(owner, tables):
            owner.execute("LOCK TABLE index_keys, identities IN ACCESS EXCLUSIVE MODE")
            alone(owner_url)
            switched = index_rotation.switch(owner)
            index_rotation.finish(owner)
    return switched


def _resealed(owner: psycopg.Connection, vault: Vault) -> Iterator[int]:
    after = UUID(int=0)
    while True:
        try:
            with lifted(owner, [metadata.tables["vault"]]):
                rows = resealing.reseal(owner, vault, after)
        except SealBroken as broken:
            raise Refusal("SEAL_BROKEN", value=str(broken.args[-1])) from broken
        if not rows:
            return
        after = rows[-1].id
        yield len(rows)


def _unsealed(owner: psycopg.Connection, vault: Vault) -> int:
    with lifted(owner, [metadata.tables["vault"]]):
        return resealing.waiting(owner, vault)


def alone(owner_url: str) -> None:
    """Wait for connections of a program that has just ended; raises HUB_AT_WORK where a hub has its own."""
    deadline = time.monotonic() + PATIENCE
    while in_use(owner_url):
        if time.monotonic() > deadline:
            raise Refusal("HUB_AT_WORK")
        time.sleep(0.1)
