"""The page of quality is as fresh as the rules."""

from pathlib import Path

from policy.quality_page import render

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == render(), "run scripts/catalogue and look at what moved"
