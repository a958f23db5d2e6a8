"""Leads: who may be determined in a category, and is in none or in another (二（三）: 是否符合相关救助条件)."""

from dataclasses import dataclass
from datetime import date

from policy.catalogue import Catalogue
from policy.eligibility import who_meets
from policy.households import Household


@dataclass(frozen=True)
class Lead:
    """All that speaks for a category of one household: one line, the most supportive first."""

    rule: str
    """The first that is met, of the rules in their order."""
    categories: tuple[str, ...]
    person: str | None
    """The one member whom the rules name; None where it is the household, or several."""


def lead(catalogue: Catalogue, household: Household, day: date) -> Lead | None:
    """What the household may be determined in on that day; None where no rule is met."""
    rules = [signal for signal in catalogue.signals.values() if signal.leads_to]
    met = {signal: who_meets(catalogue, signal.condition, household, day) for signal in rules}
    found = [signal for signal, members in met.items() if members]
    if not found:
        return None
    named = [met[signal] for signal in found if signal.about == "person"]
    alone = max(members[0] for members in named) if named and all(len(members) == 1 for members in named) else None
    return Lead(found[0].code, tuple(signal.leads_to for signal in found), alone)
