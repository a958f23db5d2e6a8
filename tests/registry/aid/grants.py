"""Grants: help of a programme as officials know it, by its number, and what became of it."""

from collections.abc import Sequence
from typing import Any

from registry.aid.feedback import Accepted, Outcome
from registry.errors import Refusal
from registry.people.registration import Member
from tests.registry.province import Province


def code(province: Province, number: str) -> str:
    """The code of a programme by its number."""
    return province.catalogue.numbered[number].code


def codes(outcomes: Sequence[Outcome]) -> list[str]:
    """Each outcome as one word."""
    return [o.code if isinstance(o, Refusal) else "REPLAYED" if o.replayed else "ACCEPTED" for o in outcomes]


def accepted(outcome: Outcome) -> Accepted:
    """The outcome, which must be an acceptance."""
    assert isinstance(outcome, Accepted), outcome
    return outcome


async def grant(province: Province, number: str, member: Member, external_id: str, **stated: Any) -> Outcome:
    """One entry about the help of a programme, fed back by the department that gives it."""
    programme = province.catalogue.numbered[number]
    entry = province.entry(programme.code, member, external_id, **stated)
    (outcome,) = await province.feed_back(programme.department, entry)
    return outcome
