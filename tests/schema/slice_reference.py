"""Whom a department sees, worked out from the tables row by row: none of the hub's SQL, reach or positions is used."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from policy.spine import registrar
from tests.hub_running import Running


class Slice(NamedTuple):
    """Ids of the households and persons that are shown."""

    households: frozenset[str]
    persons: frozenset[str]


class Register(NamedTuple):
    """What the slice follows from, as it stands."""

    parents: dict[str, str | None]
    """Of each division the one above."""
    places: dict[str, str]
    """Of each household its division."""
    homes: dict[str, str]
    """Of each person the household they live in, or lived in last."""
    reasons: dict[str, list[tuple[str, str | None, str]]]
    """Of each household: for which department, about which person, by which programme or procedure."""


def read(hub: Running) -> Register:
    """The register of a hub."""
    reasons = defaultdict[str, list[tuple[str, str | None, str]]](list)
    for household, *reason in (*_targets(hub), *_matters(hub)):
        reasons[household].append(tuple(reason))
    return Register(
        dict(hub.rows("SELECT code, parent FROM divisions")),
        dict(hub.rows("SELECT id::text, division FROM households")),
        _homes(hub),
        reasons,
    )


def _homes(hub: Running) -> dict[str, str]:
    stays = hub.rows("""SELECT person_id::text, household_id::text FROM memberships
      WHERE superseded_at IS NULL ORDER BY valid_from, recorded_at""")
    return dict(stays)  # the last one stands


def _targets(hub: Running) -> list[Any]:
    return hub.rows(
        "SELECT household_id::text, department, person_id::text, programme FROM targets WHERE until IS NULL"
    )


def _matters(hub: Running) -> Iterable[Any]:
    """What is referred to another department, and a conference to which it is invited."""
    open_matters = hub.rows("""SELECT household_id::text, person_id::text, procedure, from_department, to_department,
      content->'invited' FROM matters WHERE closed_on IS NULL AND household_id IS NOT NULL""")
    for household, person, procedure, sender, receiver, invited in open_matters:
        for department in {receiver, *(invited or ())} - {sender}:
            yield household, department, person, procedure


def slice_of(register: Register, department: str, divisions: Collection[str], all_members: bool) -> Slice:
    """What a client of the department in these divisions sees; `all_members`: it is shown household.members."""
    here = {home for home, place in register.places.items() if _below(register, place, divisions)}
    if department == registrar():
        return Slice(frozenset(here), frozenset(one for one, home in register.homes.items() if home in here))
    mine = {home: [r for r in register.reasons[home] if r[0] == department] for home in here}
    households = {home for home, reasons in mine.items() if reasons}
    whole = {home for home in households if all_members and any(person is None for _, person, _ in mine[home])}
    persons = {one for one, home in register.homes.items() if home in whole}
    persons |= {person for home in households for _, person, _ in mine[home] if person}
    return Slice(frozenset(households), frozenset(persons))


def _below(register: Register, place: str | None, divisions: Collection[str]) -> bool:
    while place is not None and place not in divisions:
        place = register.parents[place]
    return place is not None
