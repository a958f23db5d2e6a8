"""The program that links: people come in as lines of a CSV, the pairs that may be one go out, a line of JSON each."""

import json
import os
import sys
import tempfile
from typing import TextIO

import duckdb

from connectors.sources.bounded_process import bounded
from hub.linkage.people import take_in
from hub.linkage.scoring import pairs
from policy.identity_evidence import declared

MOST_BYTES = 12 * 2**30
"""Of addresses, of which the engine reserves more than it fills."""
MEMORY = "3GB"
"""What the engine holds of them in memory; beyond it works on the disk."""
MOST_SECONDS = 3600


def answer() -> TextIO:
    """What is answered goes out here, and what a library prints goes nowhere: the engine shows how far it is."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return out


def main() -> None:
    """Read, compare and answer, within bounds."""
    with (
        bounded(MOST_BYTES, MOST_SECONDS),
        answer() as out,
        tempfile.TemporaryDirectory(prefix="aidhub linkage ") as spill,
        duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": spill}) as connection,
    ):
        take_in(connection, sys.stdin.buffer)
        for pair in pairs(connection, declared()):
            out.write(json.dumps(pair) + "\n")


if __name__ == "__main__":
    try:
        main()
    except BaseException:
        os._exit(1)  # at once: a thread of the reader would wait for rows that nobody hands over any more
