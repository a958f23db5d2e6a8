"""All tables: the spine's, and those that the departments' folders declare."""

from sqlalchemy import MetaData

from policy.catalogue import Catalogue
from registry.aid.records import detail_table
from registry.identity import identities, keys, vault
from registry.journal import (
    access_log,
    actors,
    audit_log,
    batches,
    chain,
    delivery_marks,
    documents,
    download_links,
    import_errors,
    imports,
    jobs,
    link_moves,
    outbox,
    outbox_trims,
    pauses,
    saved_views,
    source_counts,
    source_marks,
    source_schedules,
    upkeep,
    uploads,
    webhook_dead_letters,
    webhook_stands,
    webhooks,
)
from registry.matters import matters, proposals
from registry.monitoring import cross_check, day_lists, published_figures, warnings
from registry.people import (
    contacts,
    corrections,
    data_sets,
    departures,
    determinations,
    household_merges,
    household_versions,
    households,
    identity_candidates,
    identity_decisions,
    joined_reports,
    joining,
    lookups,
    merges,
    mismatches,
    provisional_identities,
    searched_persons,
    stranger_questions,
    unregistered_persons,
)
from registry.people.facts import fact_tables
from registry.reference import agreement_uses, agreements, divisions, parameters, policy_words
from registry.reference import catalogue as recorded_catalogue
from registry.store.database import metadata
from registry.targets import counts, household_groups, reach, snapshots, targets


def declared(catalogue: Catalogue) -> MetaData:
    """The metadata with every department's tables in it."""
    for department in catalogue.departments.values():
        fact_tables(metadata, department)
        detail_table(metadata, department)
    return metadata
