"""The documents are true where they list things, and lead where they say."""

import re
from pathlib import Path

import pytest

from hub.errors_page import render

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_the_page_of_refusals_is_fresh() -> None:
    assert (ROOT / "docs" / "errors.md").read_text() == render(), "scripts/errors writes it anew"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    lost = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_every_setting_is_in_the_readme(page: str) -> None:
    read = (ROOT / "hub" / "settings.py").read_text()
    wanted = set(re.findall(r'"(AIDHUB_[A-Z_]+|PORT)"', read))
    assert wanted <= set(re.findall(r"`(AIDHUB_[A-Z_]+|PORT)`", (ROOT / page).read_text()))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_scripts_that_are_named_are_there(page: Path) -> None:
    for name in re.findall(r"scripts/([a-z-]+)", page.read_text()):
        assert (ROOT / "scripts" / name).exists(), name
