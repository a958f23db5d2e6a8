"""Sharing agreements: what the first one rests on stands in the document, and a request has its working days."""

from datetime import date

from policy.citations import compact, paragraph
from policy.sharing import WAYS, rules
from policy.vocabulary import words


def test_the_first_agreement_quotes_the_document() -> None:
    founding = rules().founding
    assert compact(founding.quote) in paragraph(founding.cites)


def test_a_request_is_due_after_ten_working_days_and_not_on_a_holiday() -> None:
    # 2026-02-15 to 23 are off for the Spring Festival; 02-14 and 02-28 are worked.
    assert rules().due(date(2026, 2, 10)) == date(2026, 3, 2)
    assert rules().due(date(2024, 3, 15)) == date(2024, 3, 29)


def test_every_way_is_a_word_of_the_vocabulary() -> None:
    assert words("sharing_way") == WAYS
