"""Agreements: what stands beside an ID number and the number tells too."""

from datetime import date
from typing import NamedTuple

from connectors.ingest.cells import day, word
from policy.sources import Told
from registry.errors import Refusal
from registry.identity.identity_numbers import birth_date, normalise, sex

SEXES = {"1": "1", "男": "1", "男性": "1", "2": "2", "女": "2", "女性": "2"}
"""By GB/T 2261.1; others, as 0 unknown, say nothing."""


class TellingNumber(NamedTuple):
    """What an ID number tells of its bearer."""

    born: date
    sex: str | None


def telling(number: str) -> TellingNumber | None:
    """What it tells; None where that is nothing. A number that is none is refused by the act."""
    whole = normalise(number)
    try:
        born = birth_date(whole)
    except Refusal:
        return None
    return TellingNumber(born, sex(whole)) if born else None


def agrees(told: Told, text: str, number: TellingNumber) -> bool:
    """Whether a cell says what the number does; raises CELL_DATE."""
    if told == "birth_date":
        return day(text) == number.born.isoformat()
    return SEXES.get(word(text), number.sex) == number.sex
