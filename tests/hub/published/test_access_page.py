"""The page of who may ask what is what the hub goes by."""

from pathlib import Path

from connectors import discover
from hub.published.access_page import render
from policy.catalogue import load
from schema.compose import compose

PAGE = Path(__file__).parents[3] / "docs" / "access-matrix.md"


def test_the_matrix_of_access_is_fresh() -> None:
    catalogue = load(discover())
    assert PAGE.read_text() == render(compose(catalogue), catalogue), "scripts/access-matrix writes it anew"
