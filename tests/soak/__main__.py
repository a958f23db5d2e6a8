"""`make soak`: so many kills, and what they came to."""

import argparse
import sys
import time

from tests.soak.hub_under_fire import a_place
from tests.soak.kills import soak


def main() -> None:
    wanted = argparse.ArgumentParser(prog="make soak", description=__doc__)
    wanted.add_argument("--kills", type=int, default=1000)
    wanted.add_argument("--minutes", type=float, default=600)
    wanted.add_argument("--seed", type=int, default=1)
    given = wanted.parse_args()
    began = time.monotonic()
    with a_place() as place:
        done, ledger = soak(place, given.kills, began + 60 * given.minutes, given.seed, _tell)
    kinds = ", ".join(f"{kind} {number}" for kind, number in done.most_common())
    _tell(f"{sum(done.values())} kills ({kinds}) in {(time.monotonic() - began) / 60:.0f} min: 0 lost, 0 doubled of")
    _tell(f"{len(ledger.receipts)} receipts and {len(ledger.households)} households, {len(ledger.looks)} looks logged")
    _tell(f"what clients were told meanwhile: {ledger.told}")
    if "disk" not in done:
        _tell("the disk was not filled: this machine makes no file system (tmpfs)")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
