"""The tree: a module's stories are found from its name, `registry/aid/clashes.py` in `tests/registry/aid/test_clashes.py`."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS = (
    "auth",
    "connectors/deliver",
    "connectors/ingest",
    "connectors/sources",
    "hub",
    "planner",
    "policy",
    "registry",
    "schema",
)
"""What a department's folder holds is declarations, and tried for all of them at once."""

DECLARING = (
    "auth/errors auth/tables connectors/deliver/form connectors/sources/origin planner/object_writer planner/shape policy/errors"
    " policy/signals policy/sources registry/aid/entries registry/identity/identities"
    " registry/journal/audit_log registry/journal/batches registry/journal/link_moves registry/journal/work registry/matters/taken_steps registry/people/arrivals"
    " registry/people/data_sets registry/people/household_merge_statements registry/people/move_statements registry/reference/catalogue"
    " registry/store/block_index registry/store/column_types registry/tables schema/fields/connections schema/fields/descriptions"
    " schema/requests/context"
)
"""Modules that only declare tables, types, refusals or statements."""

TRIED_IN = {
    "tests/registry/journal/test_imports.py": "registry/journal/import_errors registry/journal/uploads",
    "tests/hub/jobs/test_schedule.py": (
        "connectors/ingest/fetch_work connectors/ingest/kept_files registry/journal/source_marks"
        " hub/jobs/source_standing registry/journal/source_schedules schema/monitoring/source_schedules"
    ),
    "tests/hub/exports/test_target_workbooks.py": "connectors/deliver/feedback_form connectors/deliver/target_list",
    "tests/auth/test_grants.py": "auth/ranges",
    "tests/schema/sharing/test_agreements.py": (
        "auth/sharing registry/reference/agreement_acts registry/reference/agreement_founding"
        " registry/reference/agreement_uses registry/reference/agreements schema/sharing/acts"
        " schema/sharing/questions schema/sharing/terms"
    ),
    "tests/schema/requests/test_policy_document.py": (
        "registry/reference/declared_words registry/reference/policy_words registry/reference/policy_words_sync"
        " schema/requests/parameters"
    ),
    "tests/hub/exports/test_columns.py": "connectors/deliver/cell_text connectors/deliver/csv_text hub/exports/formats",
    # the stories: the modules that have none of their own, since they are parts of what these try
    "tests/auth/test_bearer.py": "auth/client_state auth/jwt auth/readings auth/tokens",
    "tests/auth/test_named.py": "auth/actor_ids",
    "tests/auth/test_enrolments.py": "auth/stored_values",
    "tests/auth/test_officers.py": "auth/administration auth/officer_registration auth/officer_state",
    "tests/hub/signin/test_account_pages.py": "auth/browser_sessions auth/own_account auth/passkeys auth/sign_in_log",
    "tests/hub/signin/test_consent_pages.py": (
        "auth/authorization_code auth/authorization_requests auth/officer_tokens auth/pushed_requests"
        " auth/refresh_tokens auth/token_families"
    ),
    "tests/hub/signin/test_enrolment_pages.py": "auth/enrolling auth/officer_credentials auth/sealed_forms",
    "tests/hub/signin/test_pauses.py": "auth/known_devices auth/sign_in_attempts auth/sign_in_pauses",
    "tests/hub/signin/test_sign_in_pages.py": (
        "auth/sign_in hub/signin/frame hub/signin/pages hub/signin/routes hub/signin/session_endpoint"
    ),
    "tests/auth/test_external_tokens.py": "auth/officer_logins",
    "tests/auth/test_token_endpoint.py": "auth/client_credentials auth/connections auth/routes auth/server",
    "tests/registry/store/test_witnesses.py": "registry/store/moments",
    "tests/connectors/ingest/test_mapping.py": "connectors/ingest/told_columns",
    "tests/policy/test_declared_sources.py": "policy/fetching",
    "tests/connectors/sources/test_watched_folder.py": "connectors/sources/local_files",
    "tests/connectors/sources/test_declared_origins.py": "connectors/sources/entry connectors/sources/secret",
    "tests/connectors/sources/test_json_interface.py": (
        "connectors/sources/client_credentials connectors/sources/declared_interface connectors/sources/json_answers"
        " connectors/sources/json_pages connectors/sources/json_requests connectors/sources/json_rows"
        " connectors/sources/pauses"
    ),
    "tests/connectors/sources/test_csv_file.py": "connectors/sources/rejoined",
    "tests/connectors/sources/test_xlsx_file.py": "connectors/sources/bounded_process connectors/sources/workbook_process",
    "tests/hub/console/test_console_pages.py": "hub/console/built hub/console/routes",
    "tests/hub/console/test_print_pages.py": "hub/console/sheets",
    "tests/hub/console/test_building.py": "hub/console/node hub/commands/console_building hub/commands/console_commands",
    "tests/docs/test_lists.py": "hub/published/errors_page",
    "tests/hub/answering/test_graphql.py": (
        "hub/answering/answers hub/answering/endpoints hub/answering/questions hub/answering/requests hub/app"
        " hub/published/health"
    ),
    "tests/hub/answering/test_log_redaction.py": "registry/redaction",
    "tests/hub/answering/test_plain_values.py": "hub/answering/executor",
    "tests/hub/commands/test_officer_commands.py": "hub/commands/officer_rows",
    "tests/hub/commands/test_cli.py": (
        "hub/commands/command_session hub/commands/listening hub/commands/said_session hub/commands/serving_commands"
        " hub/commands/upkeep_commands hub/database/first_fill hub/database/roles"
        " hub/database/setup registry/store/roles"
    ),
    "tests/hub/commands/test_asking_commands.py": "hub/commands/client_session hub/commands/remote_hub",
    "tests/hub/commands/test_backup_commands.py": "hub/database/backup",
    "tests/hub/commands/test_doctor.py": "hub/database/checkup hub/database/failing",
    "tests/hub/commands/test_audit_commands.py": (
        "hub/upkeep/audit_keeping registry/aid/told_amounts registry/journal/checkpoint_file"
    ),
    "tests/registry/journal/test_receipt_proofs.py": "registry/journal/audit_proofs",
    "tests/hub/answering/test_kept_documents.py": "registry/journal/documents",
    "tests/schema/register/test_audit.py": "schema/register/audit_questions",
    "tests/hub/answering/test_unsigned_acts.py": "registry/journal/signing_watch",
    "tests/registry/journal/test_audit_verification.py": (
        "registry/journal/audit_rollback registry/journal/audit_subtrees registry/journal/audited_rows"
        " registry/journal/checkpoints registry/journal/sequencer"
    ),
    "tests/hub/commands/test_log_commands.py": "registry/journal/access_log_search",
    "tests/connectors/ingest/test_joint_rows.py": "connectors/ingest/scattered_keys",
    "tests/hub/files/test_links.py": "registry/journal/download_links",
    "tests/hub/files/test_uploads.py": (
        "connectors/ingest/import_work connectors/ingest/imports connectors/ingest/items_act schema/jobs/imports"
    ),
    "tests/hub/jobs/test_linkage_work.py": "hub/linkage/linkage registry/people/compared_persons",
    "tests/hub/linkage/test_scoring.py": "hub/linkage/linkage_process hub/linkage/people",
    "tests/hub/commands/test_job_commands.py": (
        "hub/commands/pause_commands hub/commands/schedules registry/journal/pauses"
    ),
    "tests/hub/jobs/test_queue.py": "hub/jobs/kinds hub/jobs/running registry/store/job_queue",
    "tests/hub/test_metrics.py": "hub/measures",
    "tests/hub/tracing/test_tracing.py": (
        "hub/tracing/collector hub/tracing/kinds hub/tracing/spans hub/tracing/traced_database"
        " hub/tracing/traced_jobs hub/tracing/traced_requests"
    ),
    "tests/hub/commands/test_usage.py": "hub/commands/setting_options",
    "tests/hub/commands/test_parameter_commands.py": "hub/upkeep/local_policy",
    "tests/hub/commands/test_rotation_commands.py": "hub/database/rewrapping hub/database/rotation registry/identity/resealing",
    "tests/registry/journal/test_log_partitions.py": "hub/database/partitions",
    "tests/hub/upkeep/test_background.py": "registry/journal/upkeep",
    "tests/hub/commands/test_workers.py": "hub/commands/demo hub/upkeep/province",
    "tests/hub/database/test_postgres.py": ("hub/database/account hub/database/data_folder hub/database/secrets"),
    "tests/hub/jobs/test_deliveries.py": (
        "connectors/deliver/delivery_work hub/answering/standing_client registry/journal/delivery_marks"
    ),
    "tests/connectors/sources/test_places.py": "connectors/sources/declared_file registry/operator_files",
    "tests/hub/exports/test_tables.py": "hub/exports/marks hub/exports/parquet_table hub/exports/workbook_table",
    "tests/connectors/deliver/test_streamed_workbook.py": "connectors/deliver/outgoing_bytes",
    "tests/hub/exports/test_exports.py": (
        "hub/answering/granted_endpoint hub/exports/export hub/exports/export_selection hub/exports/paged_operation"
    ),
    "tests/hub/live/test_subscriptions.py": "hub/live/outbox_listener schema/subscription",
    "tests/hub/live/test_websocket.py": "hub/live/sockets",
    "tests/hub/webhooks/test_deliverer.py": (
        "registry/journal/webhook_dead_letters registry/journal/webhook_deliveries registry/journal/webhook_secrets"
        " registry/journal/webhook_stands registry/journal/webhooks"
        " schema/webhooks/events schema/webhooks/questions schema/webhooks/webhooks"
    ),
    "tests/hub/webhooks/test_sender.py": "hub/webhooks/guarded_connections",
    "tests/schema/views/test_acts.py": ("registry/journal/saved_views schema/views/questions schema/views/saved_views"),
    "tests/schema/monitoring/test_day_lists.py": "registry/monitoring/day_lists",
    "tests/schema/monitoring/test_warning_closing.py": "registry/monitoring/closed_by_hand",
    "tests/schema/intake/test_refusals.py": "registry/monitoring/refused_help",
    "tests/schema/register/test_history.py": "registry/people/household_versions",
    "tests/schema/register/test_contacts.py": "registry/people/contact_changes schema/register/contact_changes",
    "tests/schema/register/test_found_persons.py": "registry/people/searched_persons",
    "tests/hub/population/test_loading.py": "hub/population/rows",
    "tests/hub/population/test_population.py": (
        "hub/population/allowances hub/population/households hub/population/names hub/population/shares"
    ),
    "tests/hub/published/test_department_pages.py": "hub/published/delivery_sections",
    "tests/hub/published/test_own_view.py": "hub/published/pruning",
    "tests/migrations/test_folders.py": "hub/database/migrations",
    "tests/planner/test_plan.py": ("planner/binding planner/planner planner/reading planner/selection"),
    "tests/planner/test_rights.py": "planner/requirements",
    "tests/planner/test_statement.py": "planner/choices planner/objects planner/query planner/row_field",
    "tests/policy/test_catalogue.py": "policy/checks policy/declarations policy/departments policy/vocabulary",
    "tests/policy/test_procedures.py": "policy/hearings",
    "tests/registry/identity/test_keys.py": "hub/database/keys",
    "tests/registry/identity/test_vault.py": "registry/identity/blind_index",
    "tests/registry/matters/test_proceedings.py": (
        "registry/matters/line_answers registry/matters/lines registry/matters/phase_out registry/matters/step_record"
    ),
    "tests/registry/matters/test_reminders.py": "registry/matters/noted_steps",
    "tests/registry/matters/test_triage.py": "registry/matters/warning_lines",
    "tests/registry/monitoring/test_cross_check.py": "registry/monitoring/evidence_sql",
    "tests/registry/monitoring/test_rule_trials.py": "registry/monitoring/household_walks",
    "tests/registry/people/test_determinations.py": "registry/people/determined_persons",
    "tests/registry/people/test_determination_corrections.py": "registry/people/continuations",
    "tests/registry/people/test_fact_reporting.py": "registry/people/current_facts registry/people/facts",
    "tests/registry/people/test_reported_persons.py": (
        "registry/people/joining registry/people/mismatches registry/people/newly_registered"
    ),
    "tests/registry/people/test_registration.py": "registry/people/households registry/people/person_locks",
    "tests/registry/store/test_standby.py": "hub/answering/standby_answers",
    "tests/registry/people/test_registration_checks.py": "registry/store/widened_ranges",
    "tests/registry/aid/test_repetition.py": "registry/aid/known_entries registry/aid/same_period",
    "tests/registry/aid/test_record_writing.py": "registry/aid/records",
    "tests/registry/targets/test_helped.py": "registry/people/inherited_help",
    "tests/registry/targets/test_next_change.py": "registry/targets/refusals",
    "tests/registry/targets/test_targets.py": "registry/targets/fact_rows registry/targets/maintenance registry/targets/priority_sql registry/targets/target_sql",
    "tests/schema/fields/test_arguments.py": "schema/executed_rights",
    "tests/schema/fields/test_item_checks.py": "schema/fields/batch_inputs schema/fields/references",
    "tests/hub/published/test_sdl.py": (
        "schema/compose schema/fields/declared_types schema/fields/root_groups schema/fields/mapping schema/mutation schema/query"
    ),
    "tests/schema/intake/test_acts.py": (
        "schema/intake/department_inputs schema/intake/fact_reports schema/intake/feedback_items"
        " schema/intake/item_persons schema/requests/problems schema/requests/transaction"
    ),
    "tests/schema/intake/test_concerns.py": "registry/aid/concerns",
    "tests/schema/intake/test_payments.py": "registry/aid/payment_results schema/intake/payment_results",
    "tests/schema/intake/test_voiding.py": "registry/matters/voided_help",
    "tests/schema/matters/test_emergencies.py": "registry/matters/papers",
    "tests/schema/matters/test_conferences.py": "registry/matters/conference_effects registry/matters/warning_outcomes",
    "tests/schema/matters/test_ending_lines.py": "registry/matters/ending_lines",
    "tests/schema/matters/test_hearings.py": (
        "registry/matters/hearings registry/matters/help_hearings schema/fields/without_hearing"
    ),
    "tests/schema/matters/test_reduced_determinations.py": "registry/people/reduced_determinations",
    "tests/schema/matters/test_waived_hearings.py": "registry/matters/waived_hearings",
    "tests/schema/matters/test_matters.py": (
        "registry/matters/ending_effects registry/matters/referral_effects registry/matters/step_effects"
        " registry/matters/visit_effects"
        " schema/matters/boxes schema/matters/proceedings schema/matters/step_inputs"
    ),
    "tests/schema/officers/test_acts.py": "schema/officers/officers schema/officers/questions",
    "tests/schema/jobs/test_acts.py": "schema/jobs/jobs schema/jobs/questions",
    "tests/schema/monitoring/test_lookups.py": "registry/people/lookups",
    "tests/schema/monitoring/test_supervision.py": (
        "registry/targets/snapshots schema/monitoring/snapshots schema/monitoring/supervision_questions"
        " schema/monitoring/visit_priorities schema/monitoring/visit_questions"
    ),
    "tests/schema/monitoring/test_warnings.py": "schema/monitoring/acts schema/monitoring/evidence schema/monitoring/questions",
    "tests/schema/monitoring/test_source_scores.py": "schema/monitoring/source_questions schema/requests/source_tally",
    "tests/schema/fields/test_enums.py": "schema/fields/code_enum schema/fields/naming",
    "tests/schema/register/test_households.py": (
        "registry/targets/household_reading schema/register/clauses_read schema/register/explanation schema/register/facts"
        " schema/register/persons schema/register/questions schema/register/targets schema/requests/catalogue schema/requests/divisions"
        " schema/requests/questions"
    ),
    "tests/schema/register/test_member_inputs.py": (
        "policy/identity_kinds registry/people/corrected_provisionals registry/people/provisional_identities"
    ),
    "tests/schema/register/test_household_merges.py": "registry/people/household_merges",
    "tests/schema/register/test_openings.py": "hub/answering/openings registry/matters/openings",
    "tests/schema/register/test_proposals.py": (
        "policy/confirmations registry/matters/proposal_decisions registry/matters/proposal_entries registry/matters/proposal_news"
        " registry/matters/proposal_subjects registry/matters/proposals"
        " schema/register/proposal_acts schema/register/proposal_confirmation schema/register/proposal_decisions"
        " schema/register/proposal_questions schema/requests/actors schema/requests/entered_values"
        " schema/monitoring/waiting_proposals schema/requests/proposed schema/requests/second_person"
    ),
    "tests/schema/register/test_leaving.py": "registry/people/deaths registry/targets/closing",
    "tests/schema/register/test_corrections.py": (
        "registry/people/correction_lines registry/people/corrections registry/people/number_corrections"
        " registry/people/registered_persons"
    ),
    "tests/schema/register/test_merges.py": (
        "registry/people/blocking_matters registry/people/joined_reports registry/people/merge_statements"
        " registry/people/merges"
    ),
    "tests/schema/register/test_mismatches.py": (
        "registry/matters/mismatch_decisions schema/monitoring/waiting_mismatches"
    ),
    "tests/schema/register/test_identity_candidates.py": (
        "registry/people/candidate_decisions registry/people/identity_candidates registry/people/identity_decisions"
    ),
    "tests/schema/register/test_coverage.py": "registry/monitoring/published_figures schema/register/published_figures",
    "tests/schema/register/test_unregistered_persons.py": "registry/people/unregistered_persons",
    "tests/schema/register/test_records.py": (
        "schema/intake/questions schema/register/own_records schema/register/payments"
    ),
    "tests/schema/register/test_target_questions.py": (
        "registry/people/departures registry/targets/lost_clauses schema/register/target_leaving"
    ),
    "tests/schema/test_federation.py": "planner/entities",
    "tests/schema/test_oracles.py": "registry/people/stranger_questions",
    "tests/schema/test_strangers.py": "hub/answering/purpose schema/fields/slices schema/requests/caller",
}


def modules() -> Iterator[str]:
    for floor in FLOORS:
        for file in sorted((ROOT / floor).rglob("*.py")):
            if file.name != "__init__.py":
                yield str(file.relative_to(ROOT).with_suffix(""))


def stories(module: str) -> Path:
    """Where the stories of a module stand."""
    path = ROOT / "tests" / f"{module}.py"
    return path.with_name(f"test_{path.name}")


def listed() -> list[str]:
    return [name for names in (DECLARING, *TRIED_IN.values()) for name in names.split()]


def test_every_module_has_stories_of_its_name_or_says_where_it_is_tried() -> None:
    """Call a test file as its module is called; only what is no more than a part of another belongs into the list."""
    without = [module for module in modules() if not stories(module).exists()]
    assert sorted(set(without) - set(listed())) == []


def test_the_list_names_modules_that_are_there_and_have_no_stories_of_their_own() -> None:
    without = {module for module in modules() if not stories(module).exists()}
    assert sorted(set(listed()) - without) == []
    assert len(set(listed())) == len(listed())


def test_the_stories_in_which_others_are_tried_are_there() -> None:
    assert [file for file in TRIED_IN if not (ROOT / file).exists()] == []
