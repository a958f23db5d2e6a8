"""Runs through the whole province that a command asks for: targets, counts, cross-checks."""

import datetime
from collections import Counter

from hub.progress import shown
from hub.upkeep.province import province
from policy.catalogue import Catalogue
from policy.signals import Signal
from registry.monitoring import cross_check_passes
from registry.monitoring.cross_check import CrossCheck, Tally
from registry.monitoring.rule_trials import RuleTrial, tried
from registry.store.database import Addresses
from registry.targets import counts
from registry.targets.maintenance import Maintenance
from registry.targets.sweep import EVERYWHERE, recompute_all, sweep


async def recompute(addresses: Addresses, catalogue: Catalogue, today: datetime.date) -> int:
    """Derive all targets anew after the catalogue has changed; how many households."""
    async with province(addresses) as whole:
        with shown(await whole.households(), "households") as tell:
            households = await recompute_all(whole.connect, Maintenance.of(catalogue), today, tell)
        async with whole.connect() as connection:
            await counts.fold(connection)
        return households


async def catch_up(addresses: Addresses, catalogue: Catalogue, today: datetime.date) -> int:
    """Bring up to date whom the days since the last time have changed; how many households."""
    async with province(addresses) as whole:
        return await sweep(whole.connect, Maintenance.of(catalogue), today, lambda _: None)


async def recount(addresses: Addresses) -> int:
    """Count the targets anew; in how many places of a programme the count was wrong."""
    async with province(addresses) as whole, whole.connect() as connection:
        return await counts.recount(connection)


async def check_all(addresses: Addresses, catalogue: Catalogue, today: datetime.date) -> Tally:
    """Cross-check every household of the province; what it raised and what has gone."""
    async with province(addresses) as whole:
        with shown(await whole.households(), "households cross-checked") as tell:
            return await cross_check_passes.check_all(whole.connect, CrossCheck.of(catalogue), today, tell)


async def simulate(
    addresses: Addresses, catalogue: Catalogue, signal: Signal, today: datetime.date
) -> tuple[dict[str, int], int]:
    """Whom a rule would warn of: households by county, most first, and of how many; nothing is written."""
    async with province(addresses) as whole:
        trial = RuleTrial(catalogue, whole.divisions, signal, [(EVERYWHERE.start, EVERYWHERE.stop)], today)
        with shown(await whole.households(), "households tried") as tell:
            stand = await tried(whole.connect, trial, tell)
    return dict(Counter(stand.found).most_common()), stand.done
