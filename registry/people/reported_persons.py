"""Reported persons (报送对象): whom a report names by number and name, locked, registered or not.

A number under another name than the registered one is nobody's until a person decides; nor is one that nobody has
registered: both wait under an identity of number and name, and the reporter is answered alike.
"""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from registry.identity.identities import ID_CARD, NUMBER_AND_NAME
from registry.identity.identity_numbers import birth_date, sex
from registry.identity.names import plain_name, same_name
from registry.identity.vault import Vault
from registry.people.mismatches import Mismatch, note
from registry.people.person_locks import IDENTITIES, LockedPerson, lock_people, look_at_people
from registry.people.person_locks import NewIdentity as NumberIdentity
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id
from registry.store.pieces import in_turns


class Named(NamedTuple):
    """A person as a report names them: the number in its one spelling, and the name as written."""

    number: str
    name: str


def reported_index(vault: Vault, named: Named) -> bytes:
    """The blind index of a number together with a name, in the form in which names are compared."""
    return vault.blind_index(NUMBER_AND_NAME, f"{named.number}|{plain_name(named.name)}")


async def lock_reported(
    connection: Connection, vault: Vault, department: str, reported: Mapping[int, Named]
) -> dict[int, LockedPerson]:
    """Whom each item of a department names, locked; what waits for somebody's decision is noted (`mismatches`)."""
    numbers = {n: vault.blind_index(ID_CARD, named.number) async for n, named in in_turns(reported.items())}
    with_names = {n: reported_index(vault, named) async for n, named in in_turns(reported.items())}
    both = [*numbers.values(), *with_names.values()]
    known = await lock_people(
        connection, list(numbers.values()), following=vault.following(both), beside=list(with_names.values())
    )
    people = {n: known[index] for n, index in numbers.items()}
    apart = {
        n: person
        async for n, person in in_turns(people.items())
        if person.name is None or not _same(person, reported[n])
    }
    new = {
        index: _new(index, vault.next_index(index), reported[n], apart[n].named_by)
        for n, index in with_names.items()
        if n in apart and index not in known
    }
    if new:
        # Nobody else can be writing these: whoever does has locked the number before.
        await connection.execute(INSERT, NEW.arrays(list(new.values())), prepare=True)
    waiting = []
    async for n, held in in_turns(apart.items()):
        index = with_names[n]
        people[n] = known[index] if index in known else LockedPerson(new[index].id, None, None, None, None)
        if held.person and held.position is not None and people[n].person is None:
            waiting.append(
                Mismatch(people[n].identity, held.identity, held.person, held.position, reported[n].name, department)
            )
    await note(connection, waiting)
    return people


async def ask_reported(connection: Connection, vault: Vault, reported: Mapping[int, Named]) -> dict[int, LockedPerson]:
    """Whom each item would name if it were reported; what is written for it is to be taken back.

    Whose number is registered under another name and whose is not are the same work: both are looked for once, and both
    get a number of their own for as long as the question lasts. Else the time of the answer would tell the one from the
    other.
    """
    numbers = {n: vault.blind_index(ID_CARD, named.number) async for n, named in in_turns(reported.items())}
    with_names = {n: reported_index(vault, named) async for n, named in in_turns(reported.items())}
    both = [*numbers.values(), *with_names.values()]
    known = await look_at_people(connection, both, vault.following(both))
    people = {
        n: person async for n, index in in_turns(numbers.items()) if (person := _named(known.get(index), reported[n]))
    }
    apart = {n: index for n, index in with_names.items() if n not in people}
    people |= {n: known[index] for n, index in apart.items() if index in known}
    strangers = {index: n for n, index in apart.items() if index not in known}
    passing = [_passing() for _ in strangers]
    new = [
        _new(index, None, reported[n], number.id) for (index, n), number in zip(strangers.items(), passing, strict=True)
    ]
    await connection.execute(PASSING, IDENTITIES.arrays(passing), prepare=True)
    await connection.execute(INSERT, NEW.arrays(new), prepare=True)
    ids = {one.blind_index: one.id for one in new}
    return people | {n: LockedPerson(ids[index], None, None, None, None) for n, index in apart.items() if index in ids}


def _named(person: LockedPerson | None, named: Named) -> LockedPerson | None:
    """The person, where the name is theirs; a name is compared also where there is nobody."""
    return person if _same(person or NOBODY, named) else None


def _passing() -> NumberIdentity:
    return NumberIdentity(new_id(), secrets.token_bytes(BYTES), None)


NOBODY = LockedPerson(UUID(int=0), None, None, None, "\u3007\u3007")
"""Whose name nobody is reported under."""


def _same(person: LockedPerson, named: Named) -> bool:
    """Whether it is the registered name, or one that was registered until it was corrected."""
    names = [] if person.name is None else [person.name, *person.former]
    return any(same_name(name, named.name) for name in names)


class NewIdentity(NamedTuple):
    """A number with a name that was never reported before, and what the number tells, by which its bearer is sought."""

    id: UUID
    blind_index: bytes
    next_index: bytes | None
    name: str
    number: UUID
    birth_date: date | None
    sex: str | None


def _new(index: bytes, following: bytes | None, named: Named, number: UUID) -> NewIdentity:
    return NewIdentity(new_id(), index, following, named.name, number, birth_date(named.number), sex(named.number))


NEW = Rows[NewIdentity](
    id=("uuid", lambda new: new.id),
    index=("bytea", lambda new: new.blind_index),
    next_index=("bytea", lambda new: new.next_index),
    name=("text", lambda new: new.name),
    number_id=("uuid", lambda new: new.number),
    birth_date=("date", lambda new: new.birth_date),
    sex=("text", lambda new: new.sex),
)

INSERT = f"""INSERT INTO identities ({NEW.names}, kind)
SELECT *, '{NUMBER_AND_NAME}' FROM {NEW.unnest("named")}"""

BYTES = 16
PASSING = f"INSERT INTO identities ({IDENTITIES.names}) SELECT * FROM {IDENTITIES.unnest('n')}"
