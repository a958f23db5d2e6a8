"""Sentences of section 三, each beside the programmes and rules that quote it, so that none is left over."""

from collections.abc import Iterator

from policy.catalogue import Catalogue
from policy.citations import compact, sentences

HEAD = """\
## Sentence by sentence 逐句对照

Every sentence of section 三 in its order, and what quotes it: programmes, rules of the cross-check, procedures, lists,
derived facts.
"""


def render(catalogue: Catalogue) -> Iterator[str]:
    """The lines of the page: each sentence, then who quotes it."""
    yield HEAD
    for sentence in sentences("三"):
        yield f"> {sentence}\n"
        yield f"{'；'.join(quoting(catalogue, sentence))}\n"


def quoting(catalogue: Catalogue, sentence: str) -> tuple[str, ...]:
    """What quotes the sentence or a part of it, in English and Chinese; nothing where it is left over."""
    return tuple(name for name, quote in _quoted(catalogue) if quote and compact(quote) in sentence)


def _quoted(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for programme in catalogue.programmes.values():
        for quote in (programme.quote, *programme.further):
            yield f"{programme.number} {programme.zh}", quote
    for signal in catalogue.signals.values():
        yield f"rule `{signal.code}` {signal.zh}", signal.quote
    for procedure in catalogue.procedures.by_code.values():
        yield f"procedure `{procedure.code}` {procedure.zh}", procedure.quote
    for group in catalogue.priorities.groups.values():
        yield f"list `{group.code}` {group.zh}", group.quote
    for need in catalogue.priorities.needs:
        yield f"need `{need.code}` {need.zh}", need.quote
    for fact in catalogue.facts.values():
        yield f"fact `{fact}` {fact.zh}", fact.quote
