"""The page of programmes is as fresh as the declarations."""

from pathlib import Path

from connectors import discover
from policy.catalogue import Catalogue, load
from policy.programmes_page import ELSEWHERE, render

PAGE = Path(__file__).parents[2] / "docs" / "programmes.md"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == render(load(discover())), "run scripts/catalogue and look at what moved"


def test_every_programme_is_on_the_page(catalogue: Catalogue) -> None:
    page = render(catalogue)
    for programme in catalogue.programmes.values():
        assert f"### {programme.number} {programme.zh}" in page
        assert programme.quote in page


def test_what_the_document_does_not_say_is_marked_where_the_rest_of_a_rule_is_its_own(catalogue: Catalogue) -> None:
    page = render(catalogue)
    (child,) = [part for part in page.split("### ") if part.startswith("CL-03")]
    marked = [line for line in child.splitlines() if line.endswith(ELSEWHERE)]
    assert [line.strip().partition(":")[0] for line in marked] == ["- age in full years", "- categories in force"]
    (other,) = [part for part in page.split("### ") if part.startswith("MZ-91")]
    assert ELSEWHERE not in other
    assert "Not in the document" in other
