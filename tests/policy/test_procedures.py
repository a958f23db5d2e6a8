"""Procedures and the calendar: what is declared leads somewhere, and a deadline falls on a working day."""

from policy.catalogue import Catalogue
from policy.citations import compact, paragraph
from policy.procedures import OPENS
from policy.vocabulary import words
from registry.matters.step_effects import EFFECTS


def test_every_procedure_quotes_the_paragraph_it_cites(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures.by_code.values():
        assert compact(procedure.quote) in paragraph(procedure.cites), procedure.code


def test_every_state_is_reached_and_every_open_state_can_be_left(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures.by_code.values():
        reached = {step.to for step in procedure.steps.values()}
        correcting = [step for step in procedure.steps.values() if step.lines == "corrected"]
        left = {state for step in procedure.steps.values() if step not in correcting for state in step.from_}
        assert reached == {state.code for state in procedure.states}, procedure.code
        assert left - {OPENS} == reached - procedure.closed, procedure.code


def test_every_effect_and_every_kind_of_link_is_known(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures.by_code.values():
        for step in procedure.steps.values():
            assert set(step.effects) <= set(EFFECTS), step.code
            assert step.link is None or step.link in words("link_kind"), step.code
