"""Procedures and the calendar: what is declared leads somewhere, and a deadline falls on a working day."""

from policy.catalogue import Catalogue
from policy.citations import compact, paragraph
from policy.hearings import NEEDS, Waived
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


def test_what_is_held_by_hearings_is_basic_living_and_every_exception_has_its_sentence(catalogue: Catalogue) -> None:
    """三（一）基本生活救助; 社会救助法第四十七条、第四十八条."""
    hearing = catalogue.procedures.hearing
    held = {catalogue.programmes[code].number for code in hearing.held(catalogue.programmes)}
    assert {"MZ-01", "MZ-02", "MZ-03", "MZ-04", "MZ-05", "MZ-06"} <= held
    assert "MZ-07" not in held
    assert {waiver.code for waiver in hearing.waivers} == {"DEATH", "MOVED_AWAY", "OWN_REQUEST"}
    assert all(waiver.quote for waiver in hearing.waivers)
    for cites, quote in ((hearing.cites, hearing.quote), (hearing.error_cites, hearing.error_quote)):
        assert compact(quote) in paragraph(cites)
    within = [waiver for waiver in hearing.waivers if not waiver.source.startswith("《")]
    assert all(compact(waiver.quote) in paragraph(waiver.source) for waiver in within)


def test_every_reason_for_not_hearing_somebody_has_something_that_shows_it(catalogue: Catalogue) -> None:
    hearing = catalogue.procedures.hearing
    step = catalogue.procedures.by_code["ending"].steps["waive_hearing"]
    fields = {field.name: field for field in step.fields}
    of_step = {code.code for code in fields["no_hearing_because"].codes}
    assert set(hearing.evidence) == of_step | {waiver.code for waiver in hearing.waivers}
    assert all(evidence.needs for evidence in hearing.evidence.values())
    assert {f"no_hearing_{need}" for need in NEEDS} == set(fields) - {"no_hearing_because"}


def test_the_way_to_an_ending_is_told_as_the_graph_spells_its_steps(catalogue: Catalogue) -> None:
    ending = catalogue.procedures.by_code["ending"]
    whole = ["proposeEnding", "hear", "decideEnding", "notifyDecision", "carryOut"]
    assert [step.act for step in ending.way(OPENS, "DONE")] == whole
    assert [step.act for step in ending.way("HEARD", "DONE")] == whole[2:]
    assert ending.way("KEPT", "DONE") == ()


def test_a_reason_without_a_hearing_is_told_with_what_shows_it(catalogue: Catalogue) -> None:
    waivers = catalogue.procedures.hearing.waivers
    assert Waived("OWN_REQUEST", paper="2024-3").told(waivers, "随子女生活") == "本人申请（2024-3）：随子女生活"
    assert Waived("DEATH").told(waivers, "销户") == "死亡：销户"


def test_support_is_less_only_downwards(catalogue: Catalogue) -> None:
    hearing = catalogue.procedures.hearing
    assert hearing.lowers("institutional", "dispersed")
    assert hearing.lowers("dispersed", None)
    assert not hearing.lowers("dispersed", "institutional")
    assert not hearing.lowers(None, None)


def test_it_is_the_turn_of_who_takes_the_step_that_is_waited_for(catalogue: Catalogue) -> None:
    referral = catalogue.procedures.by_code["referral"]
    turns = {state.code: referral.turn(state.code) for state in referral.states}
    assert turns == {
        "PUSHED": "receiver", "RECEIVED": "receiver", "ACCEPTED": "receiver", "RETURNED": "sender",
        "ANSWERED": "sender", "CLOSED": None, "WITHDRAWN": None,
    }  # fmt: skip # state by state
    for procedure in catalogue.procedures.by_code.values():
        assert all(procedure.turn(state.code) for state in procedure.states if state.code not in procedure.closed)


def test_what_waits_for_a_second_person_quotes_its_sentence(catalogue: Catalogue) -> None:
    confirmation = catalogue.procedures.confirmation
    assert compact(confirmation.quote) in paragraph(confirmation.cites)
    assert all(one.why and one.names for one in confirmation.acts.values())
