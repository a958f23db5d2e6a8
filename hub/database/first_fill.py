"""The first fill: what every hub holds before it serves: keys, divisions, catalogue, parameters."""

import psycopg

from hub.database.keys import make_keys
from hub.population.divisions import load_divisions
from hub.settings import Settings
from policy.catalogue import Catalogue
from registry.reference.agreement_founding import found
from registry.reference.catalogue_sync import mirror, start_parameters
from registry.reference.policy_words_sync import mirror_words
from registry.store.database import Addresses
from registry.store.row_security import lifted
from registry.tables import declared
from registry.targets.renumbering import renumber, rules

PROVINCE = "620000000000"


def fill(settings: Settings, addresses: Addresses, catalogue: Catalogue) -> bool:
    """Make it all be there and as the program says; whether the catalogue changed, so that targets must follow."""
    make_keys(settings, addresses)
    with psycopg.connect(settings.database_url or "") as owner, lifted(owner, declared(catalogue).sorted_tables):
        load_divisions(owner)
        before = rules(owner)
        changed = mirror(owner, catalogue)
        if changed:
            renumber(owner, before)
        mirror_words(owner, catalogue)
        start_parameters(owner, catalogue, PROVINCE)
        found(owner, catalogue)
    return changed
