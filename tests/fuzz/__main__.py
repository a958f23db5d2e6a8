"""`make fuzz`: so many malformed and changed inputs to a hub of its own, and what became of them."""

import argparse
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from connectors import discover
from hub.database import migrations
from hub.database.postgres import Server
from hub.database.roles import addresses, ensure_roles
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS
from tests.fuzz.material import of
from tests.fuzz.shooting import Tally, shoot
from tests.hub_running import Copy, Running, running

ROUND = 20_000
"""Inputs between which tokens and assertions are made anew: those of a round live for minutes."""
DATABASE = "aidhub_fuzz"


def main() -> None:
    wanted = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    wanted.add_argument("--inputs", type=int, default=1_000_000)
    wanted.add_argument("--minutes", type=float, default=600)
    wanted.add_argument("--seed", type=int, default=1)
    given = wanted.parse_args()
    began, tally = time.monotonic(), Tally()
    with a_hub() as hub, multiprocessing.get_context("spawn").Pool(1) as shooters:
        seed = given.seed
        while tally.count < given.inputs and time.monotonic() - began < given.minutes * 60:
            known, port = of(hub)
            tally.add(shooters.apply(shoot, (known, port, seed, min(ROUND, given.inputs - tally.count))))
            seed += 1
            _tell(f"{tally.count} inputs in {(time.monotonic() - began) / 60:.0f} min, {len(tally.wrong)} wrong")
        hub["civil_affairs"].ask("{ me { client } }")
    _report(tally)
    sys.exit(bool(tally.wrong))


def _report(tally: Tally) -> None:
    slow = sorted(tally.seconds)
    for (kind, status), count in sorted(tally.statuses.items()):
        _tell(f"{kind:15} {status or 'hung up':>7} {count:>9}")
    for kind, sent, answer in tally.wrong[:20]:
        _tell(f"\nWRONG {kind}\n{sent!r}\n{answer!r}")
    _tell(
        f"{tally.count} inputs, {len(tally.wrong)} let in or broken; half answered in {slow[len(slow) // 2] * 1000:.1f} ms,"
    )
    _tell(f"99 of 100 in {slow[len(slow) * 99 // 100] * 1000:.0f} ms, the slowest in {slow[-1]:.2f} s")


@contextmanager
def a_hub() -> Iterator[Running]:
    """A hub with a small invented population, and a PostgreSQL of its own."""
    folder = Path(tempfile.mkdtemp(prefix="aidhub fuzz "))
    folder.chmod(0o755)  # as root, the server runs under another account
    server = Server(folder / "var", options={"fsync": "off"})
    server.start()
    try:
        server.create(DATABASE)
        owner, roles = server.owner_url(DATABASE), Roles.of(DATABASE)
        ensure_roles(owner, server.secrets)
        migrations.upgrade(owner, FOLDERS, declared(load(discover())), roles)
        (folder / "hub").mkdir()
        copy = Copy(owner, addresses(owner, roles, server.secrets))
        with running(copy, folder / "hub", tokens_per_minute=10**9) as hub:
            yield hub
    finally:
        server.stop()
        shutil.rmtree(folder)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
