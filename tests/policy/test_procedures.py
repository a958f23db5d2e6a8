"""Procedures and the calendar: what is declared leads somewhere, and a deadline falls on a working day."""

from datetime import date

import pytest

from policy.calendar import deadline, works
from policy.catalogue import Catalogue
from policy.citations import compact, paragraph
from policy.procedures import OPENS
from registry.matters.step_effects import EFFECTS
from schema.register.chain import KINDS


def test_every_procedure_quotes_the_paragraph_it_cites(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures.by_code.values():
        assert compact(procedure.quote) in paragraph(procedure.cites), procedure.code


def test_every_state_is_reached_and_every_open_state_can_be_left(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures.by_code.values():
        reached = {step.to for step in procedure.steps.values()}
        left = {state for step in procedure.steps.values() for state in step.from_}
        assert reached == {state.code for state in procedure.states}, procedure.code
        assert left - {OPENS} == reached - procedure.closed, procedure.code


def test_every_effect_and_every_kind_of_link_is_known(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures.by_code.values():
        for step in procedure.steps.values():
            assert set(step.effects) <= set(EFFECTS), step.code
            assert step.link is None or step.link in KINDS, step.code


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2024-03-15", 1, "2024-03-18"),  # over a weekend
        ("2024-04-03", 1, "2024-04-07"),  # over Qingming to the Sunday worked in exchange
        ("2024-09-30", 3, "2024-10-10"),  # over the National Day week
        ("2024-02-09", 1, "2024-02-18"),  # over the Spring Festival
        ("2031-03-14", 1, "2031-03-17"),  # in a year that is not announced
        ("2024-03-15", 0, "2024-03-15"),
    ],
)
def test_a_deadline_counts_working_days(start: str, days: int, due: str) -> None:
    assert deadline(date.fromisoformat(start), days) == date.fromisoformat(due)


def test_a_worked_saturday_is_worked_and_a_holiday_is_not() -> None:
    assert works(date(2026, 2, 14))
    assert not works(date(2026, 2, 16))
