"""A worker that does nothing but tell webhooks, as a process of its own: something that can be killed.

python -m tests.hub.webhooks.teller APP_URL VAULT_URL VAR
"""

import asyncio
import sys
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg

from auth.grants import Grant
from auth.sharing import everything
from hub.database.keys import vault_of
from hub.webhooks.deliverer import Deliverer
from hub.webhooks.sender import Sender
from registry.identity.master_key import MasterKey
from registry.journal.receivers import Receivers
from registry.store.database import Addresses, Database

EVERYWHERE = (0, 10**13)
NEAR = Receivers((ip_network("127.0.0.1/32"),), plain=True)


async def rights(client: str, scopes: Any) -> Grant:
    return Grant(client, "housing", (), (EVERYWHERE,), frozenset(scopes), (), "", 0, everything((EVERYWHERE,)))


async def main(app: str, vault: str, var: str) -> None:
    with psycopg.connect(vault) as connection:
        opened = vault_of(connection, MasterKey.read(Path(var) / "keys" / "master.key"))
    async with Database(Addresses(app, vault, "")) as database:
        whole = SimpleNamespace(whole="{(,)}")
        hub: Any = SimpleNamespace(database=database, divisions=whole, vault=opened)
        await Deliverer(hub, SimpleNamespace(news=asyncio.Event()), rights, Sender(NEAR)).keep()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
