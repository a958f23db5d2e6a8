"""The page of programmes is as fresh as the declarations."""

from pathlib import Path

from connectors import discover
from policy.catalogue import Catalogue, load
from policy.programmes_page import render

PAGE = Path(__file__).parents[2] / "docs" / "programmes.md"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == render(load(discover())), "run scripts/catalogue and look at what moved"


def test_every_programme_is_on_the_page(catalogue: Catalogue) -> None:
    page = render(catalogue)
    for programme in catalogue.programmes.values():
        assert f"### {programme.number} {programme.zh}" in page
        assert programme.quote in page
