"""Arrivals (人员变动): members of a household as reported, with where the register has them as yet."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from registry.people.contacts import Contact
from registry.people.person_locks import LockedPerson
from registry.people.provisional_identities import Provisional

RETURN = "RETURN"
"""The change of household of who had left without coming into another."""


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
    told_sex: str | None = None
    """As it was told beside the number, which may tell it too; and so the birth date."""
    told_birth_date: datetime.date | None = None
    contacts: tuple[Contact, ...] = ()
    """Telephone and account, as far as they are told."""


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
        return self.held.lives_in == self.household

    @property
    def comes_from(self) -> UUID | None:
        """The other household that the person belonged to, as a member or after having left it."""
        return None if self.held.household == self.household else self.held.household

    @property
    def left_on(self) -> datetime.date:
        """The day from which the person was no longer there."""
        return self.held.left_on or self.member.since

    @property
    def change(self) -> str | None:
        """How the person came; None for who is new or was a member already."""
        return self.member.change or (RETURN if self.held.left_on else None)
