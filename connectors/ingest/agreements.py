"""Agreements: what stands beside an ID number and the number tells too."""

from connectors.ingest.cells import day, word
from policy.sources import Told
from registry.errors import Refusal
from registry.identity.identity_numbers import birth_date, normalise, sex

SEXES = {"1": "1", "男": "1", "男性": "1", "2": "2", "女": "2", "女性": "2"}
"""By GB/T 2261.1; others, as 0 unknown, say nothing."""


def agrees(told: Told, text: str, number: str) -> bool:
    """Whether a cell says what the number does, or the number tells nothing of it; raises CELL_DATE.

    A number that is none is refused by the act.
    """
    whole = normalise(number)
    try:
        born = birth_date(whole)
    except Refusal:
        return True
    if born is None:
        return True
    if told == "birth_date":
        return day(text) == born.isoformat()
    return SEXES.get(word(text), sex(whole)) == sex(whole)
