"""The workbook that goes back, written by a process whose memory is bounded: a sheet of it may claim whatever it likes.

As a program it takes the faults, as a line of JSON, and behind them the workbook; the other one comes out.
"""

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import astuple

from connectors.deliver import error_workbook
from connectors.deliver.error_workbook import CellFault
from connectors.sources.bounded_process import Ending, bounded, ended, started

MOST_BYTES = 2**31
"""Twice what 200,000 rows of forty columns take."""
PROGRAM = "connectors.deliver.returned_workbook"


def written(original: bytes, faults: Sequence[CellFault], ending: Ending | None = None) -> bytes:
    """The workbook with its faults, unless `ending` ends that first; raises FILE_DAMAGED and FILE_TOO_LARGE."""
    told = json.dumps([astuple(fault) for fault in faults]).encode()
    with started(PROGRAM, told + b"\n" + original) as process:
        if ending:
            ending.of(process)
        out = process.stdout.read()  # type: ignore[union-attr] # a pipe
        ended(process)
    return out


def main() -> None:
    """Write what stands at the input to the output."""
    faults = [CellFault(*fault) for fault in json.loads(sys.stdin.buffer.readline())]
    out = io.BytesIO()
    error_workbook.write(io.BytesIO(sys.stdin.buffer.read()), faults, out)
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    with bounded(MOST_BYTES):
        main()
