"""Arrivals (人员变动): members of a household as reported, with where the register has them as yet."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from registry.people.person_locks import LockedPerson
from registry.people.provisional_identities import Provisional


@dataclass(frozen=True)
class Member:
    """A member as reported; `change` says how someone registered elsewhere comes to be here."""

    index: bytes
    id_number: str
    name: str
    sex: str
    birth_date: datetime.date
    relation: str
    since: datetime.date
    change: str | None
    provisional: Provisional | None = None
    """What is known of a member whose number is the hub's own."""


@dataclass(frozen=True)
class Arrival:
    """A member of a household that was just registered, and where they are as yet."""

    household: UUID
    position: int
    member: Member
    held: LockedPerson
    person: UUID
    """The person as registered, or as about to be."""

    @property
    def stays(self) -> bool:
        """Whether the person is a member of this household already."""
        return self.held.household == self.household
