"""The acts that are performed so that their statements can be looked at: stories of every room, and the ways they leave."""

from collections.abc import Callable
from typing import Any

from tests.connectors import test_every_department as departments
from tests.hub.webhooks import registered as webhooks
from tests.hub_running import Running
from tests.schema.acts import feed, feedback, household, member, register
from tests.schema.intake import test_acts as intake_acts
from tests.schema.intake import test_feedback as intake_feedback
from tests.schema.intake import test_payments as intake_payments
from tests.schema.intake import test_refusals as intake_refusals
from tests.schema.intake import test_voiding as intake_voiding
from tests.schema.jobs import test_acts as job_acts
from tests.schema.jobs import test_totals as job_totals
from tests.schema.matters import test_applications as applications
from tests.schema.matters import test_conferences as conferences
from tests.schema.matters import test_emergencies as emergencies
from tests.schema.matters import test_ending_lines as ending_lines
from tests.schema.matters import test_hearings as hearings
from tests.schema.matters import test_matters as matters
from tests.schema.matters import test_phase_outs as phase_outs
from tests.schema.matters import test_reduced_determinations as reduced_determinations
from tests.schema.matters import test_referrals as referrals
from tests.schema.matters import test_triage as triage
from tests.schema.matters.test_matters import family, on_allowance, referred, step
from tests.schema.monitoring import test_cross_checks as cross_checks
from tests.schema.monitoring import test_day_lists as day_lists
from tests.schema.monitoring import test_lookups as lookups
from tests.schema.monitoring import test_supervision as supervision
from tests.schema.monitoring import test_warning_closing as warning_closing
from tests.schema.officers import test_acts as officers
from tests.schema.register import test_acts as register_acts
from tests.schema.register import test_contacts as contacts
from tests.schema.register import test_corrections as corrections
from tests.schema.register import test_determination_batches as determination_batches
from tests.schema.register import test_determinations as determinations
from tests.schema.register import test_household_merges as household_merges
from tests.schema.register import test_identity_candidates as identity_candidates
from tests.schema.register import test_leaving as leaving
from tests.schema.register import test_member_inputs as member_inputs
from tests.schema.register import test_memberships as memberships
from tests.schema.register import test_merges as merges
from tests.schema.register import test_mismatches as mismatches
from tests.schema.register import test_proposals as proposals
from tests.schema.register import test_registration as registration
from tests.schema.register import test_unregistered_persons as unregistered_persons
from tests.schema.sharing import agreed as sharing
from tests.schema.views import test_acts as views

Story = Callable[[Running], None]


def each_procedure_takes_its_other_ways(hub: Running) -> None:
    """The steps that none of the stories below takes, opened and gone through from a household on the allowance."""
    home = family(hub, hub.number())
    (determination,) = on_allowance(hub, home)["determinations"]
    ((person,),) = hub.rows("SELECT person_id::text FROM memberships WHERE household_id = %s", home)

    def take(name: str, type_: str, who: str = "civil_affairs here", **given: Any) -> str:
        matter = step(hub, name, who, f"... on {type_} {{ id }}", **given)
        assert matter["__typename"] == type_, matter
        id: str = matter["id"]
        return id

    for name in ("confirmCorrection", "upholdFact"):
        asked = {"household": home, "to": "housing", "fact": "housing.danger_grade", "doubt": "a new house"}
        take(name, "Correction", "housing", id=take("requestCorrection", "Correction", **asked), finding="looked at")
    notice = {"household": home, "person": person, "words": "you may apply", "programmes": ["MZ-08"]}
    delivered = {"notifiedOn": "2024-03-15", "delivery": "IN_PERSON", "proof": "signed"}
    take("proveDelivery", "Notice", id=take("sendNotice", "Notice", **notice), **delivered)
    take("giveUpDelivery", "Notice", id=take("sendNotice", "Notice", **notice), failedBecause="moved away")
    visit = take("planVisit", "Visit", household=home, plannedFor="2024-03-20")
    take("cancelVisit", "Visit", id=visit, cancelledBecause="moved away")
    given = {"giver": "a charity", "givenOn": "2024-03-14", "form": "GOODS", "given": "coal"}
    take("recordCharity", "Charity", household=home, **given)
    conference = take("convene", "Conference", household=home, plannedFor="2024-03-20", topic="a house")
    take("callOffConference", "Conference", id=conference, cancelledBecause="settled")
    take("receiveReferral", "Referral", "education_aid here", id=referred(hub, home)["id"])
    phase_out = {"startsOn": "2024-03-01", "endsOn": "2024-08-31", "employmentCost": 20000, "income": 120000}
    running = take("startPhaseOut", "PhaseOut", household=home, **phase_out)
    take("concludePhaseOut", "PhaseOut", id=running, follows="KEEP", concludedBecause="work ended")
    proposed = {"determination": determination, "ground": "OTHER", "factsFound": "a new job"}
    ending = take("proposeEnding", "Ending", household=home, **proposed)
    died = {"noHearingBecause": "DEATH", "noHearingSince": "2024-03-01", "noHearingPaper": "2024-3"}
    take("waiveHearing", "Ending", id=ending, **died)
    take("keepHelp", "Ending", id=ending, keptBecause="the job ended")


def a_category_of_a_household_becomes_that_of_one_person(hub: Running) -> None:
    home, _, determination, _ = hearings.allowed(hub)
    id = reduced_determinations.heard(hub, home, determination)
    reduced_determinations.decide(hub, id, reducedBasis="SINGLE_PERSON")
    assert reduced_determinations.carried_out(hub, id)["state"] == "DONE"


def a_conference_asks_nothing_of_anybody(hub: Running) -> None:
    conferences.test_what_a_conference_asks_of_nobody_it_has_decided(hub, [])


def a_grant_is_paid_adjusted_ended_and_voided(hub: Running) -> None:
    pupil = hub.number()
    family(hub, pupil)
    feed(hub, feedback(hub, pupil, "grant"))
    for status, stated in (
        ("PAID", {"payments": [{"paidOn": "2024-03-12", "amount": 62500}]}),
        ("RETURNED", {"payments": [{"paidOn": "2024-03-12", "amount": 62500}], "reason": "no such account"}),
        ("ADJUSTED", {"amount": 50000, "reason": "another stage"}),
        ("ENDED", {"reason": "left school"}),
        ("VOIDED", {"reason": "another pupil"}),
    ):
        changed = {"externalId": f"grant {status}", "status": status, "record": "grant", "happenedOn": "2024-03-13"}
        (outcome,) = feed(hub, {**feedback(hub, pupil, ""), **changed, **stated})
        assert outcome["__typename"] == "FeedbackAccepted", outcome
    feed(hub, feedback(hub, pupil, "right"))
    (outcome,) = feed(hub, feedback(hub, pupil, "anew", amount=1, replaces="right", reason="another amount"))
    assert outcome["__typename"] == "FeedbackAccepted", outcome


def some_households_are_registered_and_helped_at_once(hub: Running) -> None:
    pupils = [hub.number(f"2012{1 + n // 28 % 12:02}{1 + n % 28:02}") for n in range(5)]
    register(hub, *(household(hub, member(pupil)) for pupil in pupils))
    outcomes = feed(hub, *(feedback(hub, pupil, f"one of some {n}") for n, pupil in enumerate(pupils)))
    assert {outcome["__typename"] for outcome in outcomes} == {"FeedbackAccepted"}


def somebody_is_looked_up(hub: Running) -> None:
    number = hub.number()
    family(hub, number)
    assert lookups.look(hub, "civil_affairs elsewhere", number)["registered"]


def some_names_are_opened(hub: Running) -> None:
    id = proposals.entered(hub, "openNames")
    assert proposals.decided(hub, "reviewer", id) == ["CONFIRMED"]


def totals_are_asked_for(hub: Running) -> None:
    assert hub["civil_affairs"].ask(job_totals.START)["startTotals"]["kind"] == "TOTALS"


def a_cross_check_is_asked_for(hub: Running) -> None:
    assert hub["civil_affairs"].ask(cross_checks.START)["startCrossCheck"]["kind"] == "CROSS_CHECK"


def every_department_reports(hub: Running) -> None:
    for department in hub.catalogue.departments.values():
        if department.facts:
            departments.test_what_it_knows_is_taken_in(hub, department.code)
        if department.programmes:
            departments.test_what_it_did_is_taken_in_under_the_number_of_its_own_programme(hub, department.code)


def a_webhook_is_looked_after(hub: Running) -> None:
    who, url = "housing here", "http://receiver.example/looked-after"
    id = webhooks.added(hub, url, who)["id"]
    assert hub[who].ask(webhooks.RENEW, {"id": id})["renewWebhookSecret"]["id"] == id
    for name in ("pauseWebhook", "resumeWebhook", "replayWebhook", "removeWebhook"):
        assert webhooks.acted(hub, name, id, who)["id"] == id


def sharing_is_asked_for_refused_and_taken_back(hub: Running) -> None:
    refusal = {"id": sharing.asked(hub, "health"), "grant": False, "replace": False}
    assert sharing.registrar(hub).ask(sharing.DECIDE, refusal)["decideSharing"]["state"] == "REFUSED"
    back = {"id": sharing.asked(hub, "health")}
    assert sharing.client(hub, "health").ask(sharing.END, back)["endSharing"]["state"] == "ENDED"


STORIES: tuple[Story, ...] = (
    officers.test_what_the_account_administrator_changes_rests_until_the_roles_are_given_anew,
    officers.test_an_officer_is_disabled_and_let_in_again,
    officers.test_a_deputy_is_named_and_ended,
    sharing_is_asked_for_refused_and_taken_back,
    a_webhook_is_looked_after,
    views.test_a_view_is_ones_own_until_it_is_shared_with_the_department_and_nobody_elses_ever,
    some_names_are_opened,
    proposals.test_nothing_is_done_until_it_is_confirmed_and_the_household_tells_its_story,
    proposals.test_what_is_returned_is_mended_and_sent_again,
    proposals.test_it_is_withdrawn_by_who_entered_it_and_while_it_waits,
    merges.test_one_human_goes_on_as_one_person_and_is_two_again,
    contacts.test_what_changes_holds_from_its_day_and_what_stood_before_is_kept,
    corrections.test_help_under_the_right_name_stands_in_the_chain_once_the_name_is_corrected,
    corrections.test_a_line_that_stays_is_the_persons_no_more_and_is_its_bearers_once_registered,
    member_inputs.test_who_has_no_number_is_the_same_person_when_sent_again_as_corrected,
    registration.test_a_determination_ends_once_after_it_began_and_within_ones_divisions,
    determination_batches.test_households_and_members_are_determined_by_their_numbers,
    determination_batches.test_what_stands_there_is_replayed_and_what_is_like_it_is_refused,
    determinations.test_a_correction_is_read_back_as_of_a_day_and_as_it_was_known,
    determinations.test_one_entered_in_error_is_taken_back,
    determinations.test_a_determination_is_looked_at_again_and_kept,
    registration.test_facts_are_checked_one_by_one_and_older_ones_do_not_overwrite,
    every_department_reports,
    a_cross_check_is_asked_for,
    a_grant_is_paid_adjusted_ended_and_voided,
    some_households_are_registered_and_helped_at_once,
    intake_feedback.test_the_question_before_the_grant_shows_the_clash_and_writes_nothing,
    intake_payments.test_finance_confirms_payments_and_tells_which_came_back_and_sees_nobody,
    intake_refusals.test_a_refusal_closes_the_warning_about_that_help_and_no_other_and_it_is_not_raised_again,
    intake_voiding.test_papers_owed_for_a_voided_record_fall_away,
    intake_voiding.test_an_ending_of_a_voided_record_falls_away,
    intake_acts.test_help_given_twice_is_recorded_and_seen_from_both_sides,
    intake_acts.test_the_reply_does_not_tell_whether_someone_is_registered_and_the_record_waits,
    mismatches.test_what_came_before_registration_under_another_name_is_listed_and_not_the_persons,
    mismatches.test_the_same_person_takes_it_into_the_chain_until_somebody_finds_otherwise,
    mismatches.test_another_person_goes_back_to_the_reporter_with_a_deadline_and_without_the_household,
    identity_candidates.test_a_decision_can_be_taken_back,
    identity_candidates.test_who_was_reported_and_is_in_no_household_may_be_somebody_registered,
    unregistered_persons.test_who_was_helped_and_is_in_no_household_is_listed_where_the_help_was_given,
    unregistered_persons.test_who_is_set_aside_is_taken_up_again_when_something_new_is_said,
    unregistered_persons.test_a_visit_goes_along_into_the_household_in_which_they_are_registered,
    household_merges.test_a_merge_taken_apart_restores_who_has_not_moved_since,
    household_merges.test_open_matters_go_along_and_come_back,
    leaving.test_a_household_without_living_members_closes_and_opens_again,
    memberships.test_late_news_of_an_earlier_stay_is_kept_and_changes_nothing_of_today,
    leaving.test_who_comes_into_another_household_brings_the_chain,
    register_acts.test_a_split_household_keeps_its_chain_in_both_and_what_was_known_before,
    referrals.test_a_referral_is_pushed_accepted_and_answered_with_the_help_that_was_fed_back,
    referrals.test_what_is_returned_is_pushed_again_and_a_step_out_of_turn_says_what_can_be_done,
    matters.test_help_ends_only_after_a_hearing_a_decision_and_a_written_notice,
    a_category_of_a_household_becomes_that_of_one_person,
    ending_lines.test_an_answer_knows_the_open_ending_of_a_determination_that_was_looked_at_again_since,
    ending_lines.test_a_household_of_three_and_its_record_end_in_five_calls,
    hearings.test_help_ends_by_feedback_after_its_notice_or_for_a_reason_that_is_shown,
    phase_outs.test_a_phase_out_takes_six_months_at_most_and_counts_income_after_employment_costs,
    applications.test_an_application_is_received_once_and_routed_to_the_departments,
    matters.test_a_county_uploads_to_its_city_which_accepts_or_returns,
    matters.test_what_is_wrong_with_a_step_is_said_at_its_place_and_changes_nothing,
    matters.test_a_referral_follows_a_household_that_moves_to_another_county,
    matters.test_on_a_split_what_is_about_one_person_goes_along_and_the_rest_stays,
    matters.test_what_a_department_opens_for_itself_brings_it_nothing,
    emergencies.test_papers_are_handed_in_where_it_was_paid_and_the_record_is_no_longer_provisional,
    emergencies.test_somebody_nobody_has_registered_is_helped_first_too,
    somebody_is_looked_up,
    triage.test_triage_makes_one_referral_for_each_department_and_the_answer_closes_the_warning,
    a_conference_asks_nothing_of_anybody,
    conferences.test_what_is_complex_goes_to_a_conference_whose_decision_becomes_referrals,
    warning_closing.test_a_warning_closed_by_hand_counts_against_its_rule_and_is_not_raised_again,
    warning_closing.test_many_are_closed_with_one_reason_each_with_its_outcome_and_sent_again_it_changes_nothing,
    referrals.test_a_wrong_answer_is_corrected_and_both_stand_in_the_chain_and_among_the_steps,
    triage.test_what_is_withdrawn_or_called_off_is_to_be_triaged_anew,
    day_lists.test_the_days_list_stays_the_same_while_its_work_is_done_and_more_comes,
    supervision.test_a_list_is_frozen_and_an_answer_is_counted_for_its_item,
    job_acts.test_a_job_that_is_called_off_does_no_more_and_one_that_has_ended_cannot_be,
    totals_are_asked_for,
    each_procedure_takes_its_other_ways,
)
