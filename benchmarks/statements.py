"""Statements: how many the database is sent for one request, counted in its own log."""

import time
from collections.abc import Sequence
from pathlib import Path

import httpx
import psycopg

from benchmarks.place import Place

TIMES = 25
COUNTED = (" LOG:  execute ", " LOG:  statement: ")
# What makes a transaction of several statements, what it is given, and the hub's wait for the disk, which answers share
# when more than one is asked at a time (registry.store.group_commit): no questions.
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SELECT set_config(", "START TRANSACTION", "SELECT pg_logical_emit_message(")


def statements(place: Place, url: str, bodies: Sequence[object], headers: dict[str, str]) -> dict[str, float]:
    """The mean over some warm requests, asked one after the other: questions, and all that frames them."""
    with httpx.Client(timeout=60) as client, psycopg.connect(place.owner, autocommit=True) as owner:
        turn = [bodies[number % len(bodies)] for number in range(TIMES)]
        for body in turn:
            client.post(url, json=body, headers=headers).raise_for_status()
        _log(owner, "all")
        start = _file(place).stat().st_size
        for body in turn:
            client.post(url, json=body, headers=headers).raise_for_status()
        time.sleep(0.1)
        _log(owner, "none")
        lines = _file(place).read_bytes()[start:].decode(errors="replace").splitlines()
    sent = [line for line in lines if any(mark in line for mark in COUNTED) and "log_statement" not in line]
    framed = [line for line in sent if any(f": {frame}" in line for frame in FRAME)]
    return {"questions": (len(sent) - len(framed)) / TIMES, "all": len(sent) / TIMES}


def _log(owner: psycopg.Connection, what: str) -> None:
    owner.execute(f"ALTER SYSTEM SET log_statement = '{what}'".encode())
    owner.execute("SELECT pg_reload_conf()")
    time.sleep(0.3)  # every process reads the settings when it is next asked


def _file(place: Place) -> Path:
    return Path((place.settings.var / "pg").read_text().strip()) / "log"
