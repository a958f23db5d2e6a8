"""The document: every sentence once, in its order, at its paragraph, with what carries it out."""

from datetime import date

from policy import document
from policy.catalogue import Catalogue
from policy.citations import paragraph, sentences


def test_every_sentence_stands_once_where_it_is_cited(catalogue: Catalogue) -> None:
    told = list(document.document(catalogue))
    assert [one.text for one in told] == [text for section in document.sections() for text in sentences(section)]
    assert all(one.text in paragraph(one.cites) for one in told)
    assert {one.cites for one in told if one.section == "三"} > {"三（一）", "三（二）医疗救助", "三（三）"}


def test_a_sentence_carries_what_quotes_it_and_what_its_duties_name(catalogue: Catalogue) -> None:
    told = {one.text[:11]: one for one in document.document(catalogue)}
    renovation = told["通过农村危房改造等方式，"[:11]]
    assert [one.code for one in renovation.carriers] == ["housing.rural_house_renovation"]
    handled = next(one for text, one in told.items() if text.startswith("对于情况复杂的"))
    assert ("PROCEDURE", "conference") in {(one.kind, one.code) for one in handled.carriers}
    assert "".join(part.duty.quote for part in handled.parts)[:7] == "对于情况复杂的"


def test_no_sentence_but_those_left_to_offices_is_without_a_carrier(catalogue: Catalogue) -> None:
    for one in document.document(catalogue):
        assert one.carriers or any(part.duty.graph or part.duty.office_zh for part in one.parts), one.text


def test_the_document_says_its_number_and_day() -> None:
    assert document.number() == "甘政办发〔2023〕92号"
    assert document.issued_on() == date(2023, 11, 24)
    assert document.sections()["二"] == "加强低收入人口动态监测"
