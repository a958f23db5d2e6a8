"""Citations: every quotation stands in the paragraph that is cited for it."""

import tomllib

import pytest

from policy.catalogue import Catalogue
from policy.citations import UnknownParagraph, compact, paragraph
from policy.spine import FOLDER, registrar


def test_every_quotation_stands_in_the_paragraph_it_cites(catalogue: Catalogue) -> None:
    quoted = [programme for programme in catalogue.programmes.values() if programme.quote]
    assert len(quoted) == 51
    for programme in quoted:
        assert compact(programme.quote) in paragraph(programme.cites), programme.number


def test_the_standard_of_every_category_is_quoted(catalogue: Catalogue) -> None:
    for category in catalogue.categories.values():
        assert compact(category.quote) in paragraph(category.cites), category.code


def test_the_department_that_keeps_the_register_is_one_of_them_and_named_by_the_document(catalogue: Catalogue) -> None:
    declared = tomllib.loads((FOLDER / "register.toml").read_text("utf-8"))
    assert compact(declared["quote"]) in paragraph(declared["cites"])
    assert registrar() in catalogue.departments


def test_derived_facts_signals_and_priorities_are_quoted(catalogue: Catalogue) -> None:
    derived = [fact for fact in catalogue.facts.values() if fact.condition]
    priorities = catalogue.priorities
    assert len(derived) == 10
    for quoted in (*derived, *catalogue.signals.values(), *priorities.groups.values(), *priorities.needs):
        assert quoted.quote
        assert compact(quoted.quote) in paragraph(quoted.cites), quoted


def test_what_the_departments_decide_are_words_of_the_document(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes.values():
        for words in programme.department_decides:
            assert words in paragraph(programme.cites) or words in LEFT_BY_SENSE, programme.number


# The document says that these stay open, in other words.
LEFT_BY_SENSE = {"服务对象条件"}


def test_a_paragraph_ends_where_the_next_begins() -> None:
    assert "住房救助方面" not in paragraph("三（二）教育救助")
    assert paragraph("三（四）服务类社会救助").endswith("社会融入等服务。")


@pytest.mark.parametrize("cites", ["五", "三（六）", "三（二）交通救助", "三（三）教育救助"])
def test_a_paragraph_that_is_not_there_is_refused(cites: str) -> None:
    with pytest.raises(UnknownParagraph):
        paragraph(cites)
