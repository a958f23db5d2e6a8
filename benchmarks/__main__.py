"""`python -m benchmarks`."""

import sys

from benchmarks.place import persons, standing
from benchmarks.province import build

if __name__ == "__main__":
    number = persons()
    with standing(number) as place:
        build(place, number)
    sys.exit()
