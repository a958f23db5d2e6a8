"""Sentences: none of section 三 is left over, and what is quoted further stands where it is cited."""

from policy.catalogue import Catalogue
from policy.citations import compact, paragraph, sentences
from policy.sentences import quoting, render


def test_every_sentence_of_section_three_is_quoted_by_something(catalogue: Catalogue) -> None:
    assert [sentence for sentence in sentences("三") if not quoting(catalogue, sentence)] == []


def test_the_page_holds_the_sentences_in_their_order(catalogue: Catalogue) -> None:
    page = "\n".join(render(catalogue))
    places = [page.index(sentence) for sentence in sentences("三")]
    assert places == sorted(places)
    assert len(places) == 26


def test_a_sentence_of_the_document_that_nobody_quotes_would_be_seen(catalogue: Catalogue) -> None:
    assert quoting(catalogue, "县级应当另设救助站。") == ()


def test_further_sentences_stand_in_the_paragraph_they_cite(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes.values():
        for quote in programme.further:
            assert compact(quote) in paragraph(programme.cites), programme.number
