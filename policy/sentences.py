"""Sentences of section 三, each beside the programmes and rules that quote it, so that none is left over."""

from collections.abc import Iterator

from policy.catalogue import Catalogue
from policy.citations import compact, paragraph, sentences

HEAD = """\
## Sentence by sentence 逐句对照

Every sentence of section 三 in its order, and what quotes it: programmes, rules of the cross-check, procedures, lists,
derived facts. A derived fact or a need alone gives nobody anything: no sentence rests on them. Sections 一, 二 and 四
stand in [duties](duties.md).
"""
Quoted = tuple[str, str, str]
"""Its name in English and Chinese, the paragraph that it cites, what it quotes of it."""


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
    every = (*acting(catalogue), *_reading(catalogue))
    return tuple(dict.fromkeys(quoted[0] for quoted in every if _stands_in(sentence, sentence, quoted)))


def _stands_in(part: str, sentence: str, quoted: Quoted) -> bool:
    """Whether it quotes this part, of a sentence of the paragraph that it cites: the same words stand elsewhere too."""
    _, cites, quote = quoted
    return bool(quote) and compact(quote) in part and sentence in paragraph(cites)


def acting(catalogue: Catalogue) -> Iterator[Quoted]:
    """What gives help, finds who goes without it, or carries a sentence out."""
    for programme in catalogue.programmes.values():
        for quote in (programme.quote, *programme.further):
            yield f"{programme.number} {programme.zh}", programme.cites, quote
    for signal in catalogue.signals.values():
        yield f"rule `{signal.code}` {signal.zh}", signal.cites, signal.quote
    for procedure in catalogue.procedures.by_code.values():
        yield f"procedure `{procedure.code}` {procedure.zh}", procedure.cites, procedure.quote
    for group in catalogue.priorities.groups.values():
        yield f"list `{group.code}` {group.zh}", group.cites, group.quote


def _reading(catalogue: Catalogue) -> Iterator[Quoted]:
    for need in catalogue.priorities.needs:
        yield f"need `{need.code}` {need.zh}", need.cites, need.quote
    for fact in catalogue.facts.values():
        yield f"fact `{fact}` {fact.zh}", fact.cites, fact.quote
