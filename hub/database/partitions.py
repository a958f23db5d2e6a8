"""The months of the access log that are to come, made by the owner at migration and every hour."""

import logging
from datetime import UTC, datetime

import psycopg
from psycopg.conninfo import conninfo_to_dict

from registry.journal import log_partitions
from registry.store.database import Addresses
from registry.store.roles import Roles

log = logging.getLogger(__name__)


def make_ahead(owner_url: str, addresses: Addresses) -> None:
    """Make the months that are missing; of several programs that do, one does it."""
    own = (addresses.app, addresses.vault, addresses.auth)  # a standby has the same roles
    roles = Roles(*(str(conninfo_to_dict(address)["user"]) for address in own))
    with psycopg.connect(owner_url, autocommit=True) as owner:
        for name in log_partitions.make_ahead(owner, roles, datetime.now(UTC)):
            log.info("%s is made ahead", name)
