"""A worker that is killed while a receiver has its message: the next one sends it again, under the same id."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import psycopg
import pytest

from hub.database.keys import make_keys, vault_of
from hub.settings import Settings
from registry.identity.master_key import MasterKey
from registry.journal import webhooks
from registry.journal.webhook_secrets import Secrets
from registry.store.database import Database, new_id
from tests.hub.webhooks.receiver import SOON, receiving
from tests.hub_running import Copy

pytestmark = pytest.mark.anyio

TELL = """INSERT INTO outbox (id, topic, subject_id, department, position) VALUES (%s, 'referral', %s, 'housing', 1)"""
LEFT = "UPDATE webhook_stands SET taken_until = now() RETURNING taken, delivered, cursor_id"


@contextmanager
def telling(copy: Copy, var: Path) -> Iterator["subprocess.Popen[bytes]"]:
    words = [copy.addresses.app, copy.addresses.vault, str(var)]
    process = subprocess.Popen([sys.executable, "-m", "tests.hub.webhooks.teller", *words])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def test_a_worker_that_is_killed_between_sending_and_marking_loses_and_doubles_nothing(
    copy: Copy, database: Database, tmp_path: Path
) -> None:
    make_keys(Settings(copy.owner, "any", 1, 1, tmp_path, "http://127.0.0.1:1", 4), copy.addresses)
    with psycopg.connect(copy.addresses.vault) as connection:
        secrets = Secrets(vault_of(connection, MasterKey.read(tmp_path / "keys" / "master.key")))
    taken = threading.Event()
    with receiving() as receiver, psycopg.connect(copy.owner, autocommit=True) as owner:

        def keep_waiting(handler: BaseHTTPRequestHandler) -> None:
            taken.set()
            handler.rfile.read(1)  # until its sender is gone

        receiver.answers = [204, keep_waiting, 204]
        scopes = ["hub:read", "hub:webhooks", "housing/referrals:read"]
        async with database.own_transaction(ranges="", department="housing") as acting:
            one = webhooks.Webhook("housing", "c", scopes, receiver.url, ["referral"])
            secret = await webhooks.add(acting, one, secrets)
        subjects = [new_id() for _ in range(3)]
        for subject in subjects:
            owner.execute(TELL, [new_id(), subject])
        with telling(copy, tmp_path) as process:
            assert await asyncio.to_thread(taken.wait, SOON)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        # The lease of the killed one ends.
        ((_, delivered, _),) = owner.execute(LEFT).fetchall()
        assert delivered == 1
        with telling(copy, tmp_path):
            came = await asyncio.to_thread(receiver.waited, 4)
        assert [each.subject for each in came] == [str(subjects[n]) for n in (0, 1, 1, 2)]
        assert came[1].id == came[2].id
        assert len({each.id for each in came}) == 3
        for each in came:
            each.verified(secret)
