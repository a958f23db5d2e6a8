"""The document (文件): its sections and sentences in their order, each with what carries it out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policy.catalogue import Catalogue
from policy.citations import DOCUMENT, FIELDS, PARAGRAPHS, UnknownParagraph, compact, paragraph, sentences
from policy.duties import Duty, by_sentence
from policy.sentences import Kind, Quoted, acting, who_quote

HEADING = re.compile(r"^#+ *\**([一二三四])、(.+?)\**$", re.MULTILINE)
NUMBER = re.compile(r"甘政办发〔\d{4}〕\d+号")
TITLE = re.compile(r"^# \*\*(关于.+?)\*\*$", re.MULTILINE)
ISSUED = re.compile(r"(\d{4}) 年 (\d{1,2}) 月 (\d{1,2}) 日印发")
NAMED: dict[str, Kind] = {
    "categories": "CATEGORY",
    "programmes": "PROGRAMME",
    "rules": "RULE",
    "procedures": "PROCEDURE",
    "lists": "LIST",
}
"""What a duty names, as what it is."""


@dataclass(frozen=True)
class Part:
    """A part of a sentence that is a duty, with what carries it out."""

    duty: Duty
    carriers: tuple[Quoted, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence at its place, with what quotes it or is named by its duties."""

    section: str
    cites: str
    text: str
    carriers: tuple[Quoted, ...]
    parts: tuple[Part, ...]


def number() -> str:
    """The number under which it was issued."""
    return _found(NUMBER)[0]


def title() -> str:
    """What it is called."""
    return compact(_found(TITLE)[1])


def issued_on() -> date:
    """The day of its issue."""
    year, month, day = _found(ISSUED).groups()
    return date(int(year), int(month), int(day))


def sections() -> dict[str, str]:
    """The headings of the sections by their numbers."""
    return {found[1]: compact(found[2]) for found in HEADING.finditer(DOCUMENT.read_text("utf-8"))}


def document(catalogue: Catalogue) -> Iterator[Sentence]:
    """Every sentence in its order."""
    declared = dict(by_sentence())
    for section in sections():
        for text in sentences(section):
            parts = tuple(Part(duty, _carriers(catalogue, duty)) for duty in declared.get(text, ()))
            named = [one for part in parts for one in part.carriers]
            carriers = dict.fromkeys([*who_quote(catalogue, text), *_categories(catalogue, text), *named])
            yield Sentence(section, cited(section, text), text, tuple(carriers), parts)


def cited(section: str, sentence: str) -> str:
    """The smallest paragraph that holds the sentence, as it is cited."""
    fields = [f"三（二）{field}" for field in FIELDS] if section == "三" else []
    for cites in (*fields, *(f"{section}（{one}）" for one in PARAGRAPHS), section):
        try:
            if sentence in paragraph(cites):
                return cites
        except UnknownParagraph:
            continue
    raise UnknownParagraph(sentence)


def _categories(catalogue: Catalogue, sentence: str) -> Iterator[Quoted]:
    for one in catalogue.categories.values():
        if compact(one.quote) in sentence and sentence in paragraph(one.cites):
            yield Quoted("CATEGORY", one.code, one.en, one.zh, one.cites, one.quote)


def _carriers(catalogue: Catalogue, duty: Duty) -> tuple[Quoted, ...]:
    """What the duty names, and what quotes it by itself."""
    known = {(one.kind, one.code): one for one in _every(catalogue)}
    codes = [(NAMED[kind], code) for kind, listed in duty.named.items() for code in listed]
    named = [known[kind, catalogue.numbered[code].code if kind == "PROGRAMME" else code] for kind, code in codes]
    part = compact(duty.quote)
    own = [one for one in acting(catalogue) if one.quote and one.cites == duty.cites and compact(one.quote) in part]
    found = {(one.kind, one.code): one._replace(cites=duty.cites, quote=duty.quote) for one in named}
    return tuple(({(one.kind, one.code): one for one in own} | found).values())


def _every(catalogue: Catalogue) -> Iterator[Quoted]:
    yield from acting(catalogue)
    for one in catalogue.categories.values():
        yield Quoted("CATEGORY", one.code, one.en, one.zh, one.cites, one.quote)


def _found(pattern: re.Pattern[str]) -> re.Match[str]:
    match = pattern.search(DOCUMENT.read_text("utf-8"))
    if match is None:
        raise UnknownParagraph(pattern.pattern)
    return match
