"""What a page leads to is there: pages, chapters, scripts, commands, files."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from hub.commands.cli import app
from tests.docs.pages import PAGES, ROOT, blocks, headings, quoted

LINK = re.compile(r"\]\(([^)\s]*)\)")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text()):
        place, _, chapter = link.partition("#")
        found = page.parent / place if place else page
        assert found.exists(), link
        assert not chapter or chapter in headings(found), link


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_scripts_and_files_that_are_named_are_there(page: Path) -> None:
    text = page.read_text()
    for name in re.findall(r"scripts/([a-z][a-z-]*)", text):
        assert (ROOT / "scripts" / name).exists(), name
    for name in re.findall(r"`((?:policy|registry|auth|planner|schema|hub)/[\w./-]+)`", text):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_that_are_named_are_there(page: Path) -> None:
    text = "\n".join([*quoted(page), *blocks(page, "sh")])
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= set(targets)
    root = get_command(app)
    for words in re.findall(r"\baidhub ((?!make)[a-z-]+(?: [a-z]+)?)", text):
        first, _, second = words.partition(" ")
        command = root.get_command(None, first)  # type: ignore[attr-defined] # typer says less than it gives
        assert command is not None, words
        assert not second or not hasattr(command, "commands") or second in command.commands, words
