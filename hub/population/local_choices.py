"""Local choices: what cities of the demonstration do of what the document leaves to them (`local_choices.toml`)."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.reference import local_values
from registry.reference.divisions import Division, Divisions
from registry.reference.local_values import Setting, read_value
from registry.store.connection import Connection

FILE = Path(__file__).parent / "local_choices.toml"


def local_choices(catalogue: Catalogue) -> Iterator[Setting]:
    """The values that cities have set (三（五））, as the file lists them."""
    for choice in tomllib.loads(FILE.read_text("utf-8"))["choice"]:
        value = read_value(catalogue.facts["parameter", choice["parameter"]], choice["value"])
        for city in choice["cities"]:
            yield Setting(choice["parameter"], city, value, choice["since"], None, choice["basis"])


async def choose(connection: Connection, catalogue: Catalogue, today: datetime.date) -> int:
    """Set them in the caller's transaction; how many were not there yet. Raises UNKNOWN_DIVISION.

    Nothing is computed anew, as `aidhub parameter set` does: it is for a register without households.
    """
    divisions = Divisions(await connection.fetch(Division, DIVISIONS))
    new = 0
    for setting in local_choices(catalogue):
        place = divisions.in_force(setting.division, today)
        if place is None:
            raise Refusal("UNKNOWN_DIVISION", "division", value=setting.division)
        new += await local_values.put(connection, setting, place)
    return new


DIVISIONS = "SELECT code, name, level, lo, hi, valid_from, valid_to FROM divisions WHERE level = 'CITY'"
