"""The threat model names a defence and stories for every threat, and the stories are there."""

import re

from tests.docs.pages import ROOT, quoted

PAGE = ROOT / "docs" / "threat-model.md"
STORY = re.compile(r"`(tests/[\w/.-]+\.py)::(test_\w+)`")
HEADINGS = {"threat", "---"}


def rows() -> list[list[str]]:
    lines = [line.strip("| ").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    return [cells for cells in lines if cells[0] not in HEADINGS]


def test_every_threat_has_a_defence_and_a_story() -> None:
    assert rows()
    for cells in rows():
        assert len(cells) == 3, cells[0]
        assert all(cells[:2]), cells[0]
        assert STORY.findall(cells[2]), cells[0]


def test_every_story_that_is_named_is_there() -> None:
    stories = [story for story in quoted(PAGE) if "::" in story and story != "file::story"]
    assert stories
    for story in stories:
        file, _, name = story.partition("::")
        assert (ROOT / file).is_file(), story
        assert re.search(rf"^(?:async )?def {name}\(", (ROOT / file).read_text(), re.MULTILINE), story
