"""Sentences of section 三, each beside the programmes and rules that quote it, so that none is left over."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from policy.catalogue import Catalogue
from policy.citations import compact, paragraph, sentences

HEAD = """\
## Sentence by sentence 逐句对照

Every sentence of section 三 in its order, and what quotes it: programmes, rules of the cross-check, procedures, lists,
derived facts. A derived fact or a need alone gives nobody anything: no sentence rests on them. Sections 一, 二 and 四
stand in [duties](duties.md).
"""
Kind = Literal["CATEGORY", "PROGRAMME", "RULE", "PROCEDURE", "LIST", "NEED", "FACT"]
SPOKEN = {"RULE": "rule", "PROCEDURE": "procedure", "LIST": "list", "NEED": "need", "FACT": "fact"}


class Quoted(NamedTuple):
    """What quotes the document: its names, the paragraph that it cites, what it quotes of it."""

    kind: Kind
    code: str
    en: str
    zh: str
    cites: str
    quote: str

    def __str__(self) -> str:
        return f"{SPOKEN[self.kind]} `{self.code}` {self.zh}"


def render(catalogue: Catalogue) -> Iterator[str]:
    """The lines of the page: each sentence, then who quotes it."""
    yield HEAD
    for sentence in sentences("三"):
        yield f"> {sentence}\n"
        yield f"{'；'.join(quoting(catalogue, sentence))}\n"


def left_over(catalogue: Catalogue) -> list[str]:
    """The parts of its sentences, between semicolons, that no programme, rule, procedure or list quotes."""
    carrying_out = list(acting(catalogue))
    return [
        part
        for sentence in sentences("三")
        for part in sentence.split("；")
        if not any(_stands_in(part, sentence, quoted) for quoted in carrying_out)
    ]


def quoting(catalogue: Catalogue, sentence: str) -> tuple[str, ...]:
    """What quotes the sentence or a part of it, each once, in English and Chinese; nothing where it is left over."""
    return tuple(dict.fromkeys(_named(catalogue, one) for one in who_quote(catalogue, sentence)))


def who_quote(catalogue: Catalogue, sentence: str) -> Iterator[Quoted]:
    """The same as they are: who quotes several parts of the sentence stands there with each."""
    every = (*acting(catalogue), *_reading(catalogue))
    return (quoted for quoted in every if _stands_in(sentence, sentence, quoted))


def _named(catalogue: Catalogue, quoted: Quoted) -> str:
    if quoted.kind == "PROGRAMME":
        return f"{catalogue.programmes[quoted.code].number} {quoted.zh}"
    return str(quoted)


def _stands_in(part: str, sentence: str, quoted: Quoted) -> bool:
    """Whether it quotes this part, of a sentence of the paragraph that it cites: the same words stand elsewhere too."""
    return bool(quoted.quote) and compact(quoted.quote) in part and sentence in paragraph(quoted.cites)


def acting(catalogue: Catalogue) -> Iterator[Quoted]:
    """What gives help, finds who goes without it, or carries a sentence out."""
    for programme in catalogue.programmes.values():
        for quote in (programme.quote, *programme.further):
            yield Quoted("PROGRAMME", programme.code, programme.en, programme.zh, programme.cites, quote)
    for signal in catalogue.signals.values():
        yield Quoted("RULE", signal.code, signal.en, signal.zh, signal.cites, signal.quote)
    for one in catalogue.procedures.by_code.values():
        yield Quoted("PROCEDURE", one.code, one.en, one.zh, one.cites, one.quote)
    for group in catalogue.priorities.groups.values():
        yield Quoted("LIST", group.code, group.en, group.zh, group.cites, group.quote)


def _reading(catalogue: Catalogue) -> Iterator[Quoted]:
    for need in catalogue.priorities.needs:
        yield Quoted("NEED", need.code, need.en, need.zh, need.cites, need.quote)
    for fact in catalogue.facts.values():
        yield Quoted("FACT", str(fact), fact.en, fact.zh, fact.cites, fact.quote)
