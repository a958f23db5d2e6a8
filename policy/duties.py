"""Duties: what the sections without programmes of their own ask for, part by part, and where each is carried out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policy.catalogue import Catalogue
from policy.citations import compact, sentences
from policy.declarations import Table, each, word
from policy.errors import BadKey
from policy.spine import read

FILE = Path(__file__).parent / "duties.toml"
SECTIONS = ("一", "二", "四")
"""Section 三 is carried out by what quotes it (`policy.sentences`)."""
KINDS = ("categories", "programmes", "rules", "procedures", "lists")
PUNCTUATION = re.compile(r"[，、；。：“”]")


@dataclass(frozen=True)
class Duty:
    """A part of a sentence, and what carries it out; `office` is what is left to offices."""

    cites: str
    quote: str
    graph: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]
    """Of each of KINDS, what carries it out: codes of the catalogue, of programmes their numbers."""
    en: str
    zh: str
    office_en: str
    office_zh: str


@cache
def duties() -> tuple[Duty, ...]:
    """The declared parts, in the order of the document. Raises BadKey where nothing is said of one."""
    return each("duties.toml", read(FILE), "duty", _duty)


def _duty(where: str, table: Table) -> Duty:
    office, named = table.get("office", {}), {kind: tuple(table.get(kind, ())) for kind in KINDS}
    if not (office or any(named.values()) or table.get("graph")):
        raise BadKey(f"{where} {table['quote']}", "nothing says where it is carried out, or that it is left to offices")
    return Duty(
        table["cites"], table["quote"], tuple(table.get("graph", ())), named, table.get("en", ""), table.get("zh", ""),
        office.get("en", ""), office.get("zh", ""),
    )  # fmt: skip # in the order of the fields


def check(catalogue: Catalogue) -> None:
    """Whether the catalogue has what duties name. Raises UnknownWord."""
    known: Mapping[str, tuple[str, ...]] = {kind: tuple(found) for kind, found in names(catalogue).items()}
    for duty in duties():
        for kind, codes in duty.named.items():
            for code in codes:
                word(f"duties.toml {duty.quote}", code, known[kind])


def names(catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """Of each of KINDS the codes with their Chinese names."""
    return {
        "categories": {one.code: one.zh for one in catalogue.categories.values()},
        "programmes": {one.number: one.zh for one in catalogue.programmes.values()},
        "rules": {one.code: one.zh for one in catalogue.signals.values()},
        "procedures": {one.code: one.zh for one in catalogue.procedures.by_code.values()},
        "lists": {one.code: one.zh for one in catalogue.priorities.groups.values()},
    }


def by_sentence() -> Iterator[tuple[str, list[Duty]]]:
    """Each sentence of these sections with the parts of it that are declared."""
    rest = list(duties())
    for sentence in (sentence for section in SECTIONS for sentence in sentences(section)):
        parts = []
        while rest and compact(rest[0].quote) in sentence:
            parts.append(rest.pop(0))
        yield sentence, parts


def left_over() -> list[str]:
    """Sentences that are not their parts laid end to end, punctuation apart, and parts that no sentence has."""
    found = list(by_sentence())
    wrong = [sentence for sentence, parts in found if _words(sentence) != _words("".join(p.quote for p in parts))]
    return [*wrong, *(duty.quote for duty in duties()[sum(len(parts) for _, parts in found) :])]


def _words(text: str) -> str:
    return PUNCTUATION.sub("", compact(text))
