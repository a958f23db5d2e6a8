"""The console's table of procedures is what they are declared to be."""

from pathlib import Path

from connectors import discover
from hub.published.procedure_table import render
from policy.catalogue import load

TABLE = Path(__file__).parents[3] / "console" / "src" / "gql" / "procedures.ts"


def test_the_forms_are_made_of_the_declaration() -> None:
    assert TABLE.read_text("utf-8") == render(load(discover())), "stale: scripts/catalogue"
