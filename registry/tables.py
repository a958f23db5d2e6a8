"""All tables: the spine's, and those that the departments' folders declare."""

from sqlalchemy import MetaData

from policy.catalogue import Catalogue
from registry import (  # noqa: F401 # importing a noun puts its tables into the metadata
    access_log,
    batches,
    chain,
    counts,
    data_sets,
    departures,
    determinations,
    divisions,
    households,
    identities,
    keys,
    lookups,
    matters,
    outbox,
    parameters,
    reach,
    snapshots,
    targets,
    vault,
    warnings,
)
from registry import catalogue as recorded_catalogue  # noqa: F401 # the same
from registry.database import metadata
from registry.facts import fact_tables
from registry.records import detail_table


def declared(catalogue: Catalogue) -> MetaData:
    """The metadata with every department's tables in it."""
    for department in catalogue.departments.values():
        fact_tables(metadata, department)
        detail_table(metadata, department)
    return metadata
