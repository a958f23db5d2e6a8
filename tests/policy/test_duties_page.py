"""The page of duties is as fresh as what it is written from, and names what quotes a part by itself."""

from pathlib import Path

from policy.catalogue import Catalogue
from policy.citations import sentences
from policy.duties import SECTIONS
from policy.duties_page import render

PAGE = Path(__file__).parents[2] / "docs" / "duties.md"


def test_the_page_is_fresh(catalogue: Catalogue) -> None:
    assert PAGE.read_text("utf-8") == render(catalogue), "run scripts/catalogue and look at what moved"


def test_the_page_holds_the_sentences_in_their_order(catalogue: Catalogue) -> None:
    page = render(catalogue)
    places = [page.index(f"> {sentence}") for section in SECTIONS for sentence in sentences(section)]
    assert places == sorted(places)


def test_what_quotes_a_part_stands_beside_it_once(catalogue: Catalogue) -> None:
    lines = render(catalogue).splitlines()
    (line,) = [line for line in lines if line.startswith("- **发现低收入人口可能不再符合救助条件的**")]
    assert line.count("not_matching") == 1
    (visits,) = [line for line in lines if line.startswith("- **重点走访")]
    assert "WITHOUT_LABOUR" in visits
