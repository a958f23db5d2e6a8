"""Local policy: a parameter is set or ended for a division, and what depends on it there is computed anew."""

import datetime
from collections.abc import Sequence

from hub.progress import shown
from hub.upkeep.province import Province, province
from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.reference import local_values
from registry.reference.divisions import Division
from registry.reference.local_values import Setting, Standing
from registry.store.database import Addresses
from registry.targets import counts
from registry.targets.maintenance import Maintenance
from registry.targets.sweep import recompute_all


async def listed(addresses: Addresses, today: datetime.date) -> Sequence[Standing]:
    """All that stands or will stand."""
    async with province(addresses) as whole, whole.connect() as connection:
        return await local_values.standing(connection, today)


async def put(addresses: Addresses, catalogue: Catalogue, setting: Setting, today: datetime.date) -> tuple[bool, int]:
    """Set a value; whether it is new, and how many households were computed anew.

    These are computed also where it is not: a run that was broken off is made good by another one.
    """
    async with province(addresses) as whole:
        place = _place(whole, setting.division, setting.since)
        async with whole.connect() as connection:
            new = await local_values.put(connection, setting, place)
        return new, await _follow(whole, catalogue, setting.name, place, today)


async def end(
    addresses: Addresses, catalogue: Catalogue, name: str, division: str, on: datetime.date, today: datetime.date
) -> tuple[int, int]:
    """End what a division has set; how many values, and how many households were computed anew."""
    async with province(addresses) as whole:
        place = _place(whole, division, on)
        async with whole.connect() as connection:
            ended = await local_values.end(connection, name, division, on)
        return ended, await _follow(whole, catalogue, name, place, today)


def _place(whole: Province, code: str, on: datetime.date) -> Division:
    if place := whole.divisions.in_force(code, on):
        return place
    raise Refusal("UNKNOWN_DIVISION", "division", value=code)


async def _follow(whole: Province, catalogue: Catalogue, name: str, place: Division, today: datetime.date) -> int:
    if not local_values.decides_targets(catalogue, name):
        return 0
    within = range(place.lo, place.hi)
    with shown(await whole.households(within), "households") as tell:
        households = await recompute_all(whole.connect, Maintenance.of(catalogue), today, tell, within=within)
    async with whole.connect() as connection:
        await counts.fold(connection)
    return households
