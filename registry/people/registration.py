"""Registration (录入): households and their members enter the register, or are brought up to date in it."""

from collections.abc import Sequence
from uuid import UUID

from policy.catalogue import Catalogue
from registry.identity.vault import Vault
from registry.people import contacts, moves, provisional_identities
from registry.people.arrivals import Arrival, Member
from registry.people.earlier_stays import is_earlier_stay, keep_earlier_stays
from registry.people.household_versions import is_late, keep_late
from registry.people.newly_registered import take_over
from registry.people.provisional_identities import NewProvisional
from registry.people.registration_checks import Entry, LockedRegister, Outcome, decide, lock_register
from registry.people.relocation import settle
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id
from registry.store.widened_ranges import everywhere

__all__ = ["Entry", "Member", "Outcome", "register"]


async def register(
    connection: Connection, catalogue: Catalogue, vault: Vault, department: str, entries: Sequence[Entry]
) -> tuple[list[Outcome], list[UUID], frozenset[UUID]]:
    """Take in households with their members (二（二）); one outcome each, whose targets must be recomputed, and of whom
    newer is known: that goes into the history, and members who stay stay as they are.

    A household known by its number is brought up to date; a member not named stays a member, since nobody is ended
    by silence. A member of another household comes over only with `change`, and the chain follows by `lineage`.
    """
    async with everywhere(connection) as own:
        locked = await lock_register(connection, catalogue, vault, own, entries)
        outcomes = decide(entries, locked)
        accepted = [(e, id) for e, id in zip(entries, outcomes, strict=True) if isinstance(id, UUID)]
        late = frozenset(id for entry, id in accepted if is_late(entry, locked.as_of.get(id)))
        named, earlier = _sorted_out(locked, accepted)
        arrivals = [arrival for arrival in named if arrival.household not in late or not arrival.stays]
        await _write(connection, locked, [row for row in accepted if row[1] not in late])
        await keep_late(connection, [row for row in accepted if row[1] in late])
        await moves.arrive(connection, vault, department, arrivals)
        await keep_earlier_stays(connection, department, earlier)
        await contacts.keep(connection, vault, _contacts(accepted, arrivals))
        new = [arrival.person for arrival in arrivals if not arrival.held.person]
        await provisional_identities.write(connection, _provisional(arrivals))
        await take_over(connection, catalogue, department, new)
        left = [arrival.comes_from for arrival in arrivals if arrival.comes_from]
        touched = list(dict.fromkeys([*(household for _, household in accepted), *left]))
        await settle(connection, touched)
    return outcomes, touched, late | {stay.household for stay in earlier}


def _sorted_out(locked: LockedRegister, accepted: Sequence[tuple[Entry, UUID]]) -> tuple[list[Arrival], list[Arrival]]:
    """Everyone who is named: who is a member by that, and of whom it only tells where they were before."""
    members: list[Arrival] = []
    earlier: list[Arrival] = []
    for entry, household in accepted:
        for member in entry.members:
            held = locked.persons[member.index]
            late = is_earlier_stay(entry.as_of, household, member, held)
            arrival = Arrival(household, entry.position, member, held, held.person or new_id())
            (earlier if late else members).append(arrival)
    return members, earlier


def _contacts(accepted: Sequence[tuple[Entry, UUID]], arrivals: Sequence[Arrival]) -> list[contacts.Told]:
    """Whose telephones and accounts are told, from the day for which their household's data stand."""
    days = {household: entry.as_of for entry, household in accepted}
    return [
        contacts.Told(arrival.person, arrival.position, contact, days[arrival.household])
        for arrival in arrivals
        for contact in arrival.member.contacts
    ]


def _provisional(arrivals: Sequence[Arrival]) -> list[NewProvisional]:
    return [
        NewProvisional(arrival.held.identity, arrival.person, arrival.position, known)
        for arrival in arrivals
        if (known := arrival.member.provisional) and not arrival.held.person
    ]


async def _write(connection: Connection, locked: LockedRegister, accepted: Sequence[tuple[Entry, UUID]]) -> None:
    present = set(locked.households.values())
    for statement, rows in (
        (UPDATE, [row for row in accepted if row[1] in present]),
        (INSERT, [row for row in accepted if row[1] not in present]),
    ):
        if rows:
            await connection.execute(statement, HOUSEHOLDS.arrays(rows), prepare=True)


HOUSEHOLDS = Rows[tuple[Entry, UUID]](
    id=("uuid", lambda row: row[1]),
    number=("text", lambda row: row[0].number),
    division=("text", lambda row: row[0].division),
    position=("bigint", lambda row: row[0].position),
    residence=("text", lambda row: row[0].residence),
    subsistence_type=("text", lambda row: row[0].subsistence_type),
    hukou_type=("text", lambda row: row[0].hukou_type),
    address=("text", lambda row: row[0].address),
    per_capita_income=("bigint", lambda row: row[0].per_capita_income),
    dwelling=("text", lambda row: row[0].dwelling),
    as_of=("date", lambda row: row[0].as_of),
    source=("text", lambda row: row[0].source),
    channel=("text", lambda row: row[0].channel),
)

INSERT = f"INSERT INTO households ({HOUSEHOLDS.names}) SELECT * FROM {HOUSEHOLDS.unnest('n')}"

# What is not told this time stays as it is known.
UPDATE = f"""UPDATE households h SET division = n.division, position = n.position,
  residence = coalesce(n.residence, h.residence), subsistence_type = coalesce(n.subsistence_type, h.subsistence_type),
  hukou_type = coalesce(n.hukou_type, h.hukou_type), address = coalesce(n.address, h.address),
  per_capita_income = coalesce(n.per_capita_income, h.per_capita_income), dwelling = coalesce(n.dwelling, h.dwelling),
  as_of = n.as_of, source = coalesce(n.source, h.source), channel = n.channel
FROM {HOUSEHOLDS.unnest("n")} WHERE h.id = n.id"""
