"""Citations: the paragraphs of the document, so that every quotation is found where it is said to stand."""

import re
from itertools import pairwise
from pathlib import Path

DOCUMENT = Path(__file__).parent / "gansu-2023-92.md"

SECTION = re.compile(r"^#+ *\**([一二三四])、", re.MULTILINE)
PARAGRAPHS = "一二三四五"
PARAGRAPH = re.compile(rf"^#* *（([{PARAGRAPHS}])）", re.MULTILINE)
FIELDS = ("医疗救助", "教育救助", "住房救助", "就业救助", "受灾人员救助")
FIELD = re.compile(rf"^({'|'.join(FIELDS)})(?:（[^）]*）)?方面：", re.MULTILINE)
HEADING = re.compile(r"(?:[一二三四]、.*)?（[一二三四五]）[^，、；]{4,20}。")
END = "\n---"
"""The line between the last sentence and whom copies go to."""
CITATION = re.compile(r"([一二三四])(?:（([一二三四五])）)?(.*)")


class UnknownParagraph(LookupError):
    """The document has no such paragraph: cite it as 三（二）医疗救助, 三（一） or 一."""


def compact(text: str) -> str:
    """Without white space and marks of emphasis: the document breaks lines inside sentences."""
    return re.sub(r"[\s*#]", "", text)


def paragraph(cites: str) -> str:
    """The text of the paragraph that a citation names, compact."""
    match = CITATION.fullmatch(cites)
    if match is None:
        raise UnknownParagraph(cites)
    section, number, title = match.groups()
    text = _part(_document(), SECTION, section, cites)
    if number is not None:
        text = _part(text, PARAGRAPH, number, cites)
    if section == "三" and number == "二" and title:
        text = _part(text, FIELD, title, cites)
    elif not compact(text).removeprefix(f"（{number}）").startswith(title):
        raise UnknownParagraph(cites)
    return compact(text)


def sentences(section: str) -> tuple[str, ...]:
    """The sentences of a section in their order, compact, without the headings of its paragraphs."""
    body, *_ = _part(_document(), SECTION, section, section).partition(END)
    text = compact(re.sub(r"^#+.*\n", "", body, flags=re.MULTILINE))
    found = re.findall(r"[^。]+。”?", text)
    return tuple(sentence for sentence in found if not HEADING.fullmatch(sentence))


def _document() -> str:
    return DOCUMENT.read_text("utf-8")


def _part(text: str, heading: re.Pattern[str], name: str, cites: str) -> str:
    """From the heading of that name to the next of its kind."""
    headings = list(heading.finditer(text))
    for found, following in pairwise([*headings, None]):
        if found and found[1] == name:
            return text[found.start() : following.start() if following else len(text)]
    raise UnknownParagraph(cites)
