"""Programmes (救助项目): whom each is for, in numbered clauses, and the sentence that founds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from policy.clauses import NONE, Clause, Condition, Fact, FactName

Same = Literal["person", "household", "event", "house", "term"]
AssistanceKind = Literal["basic_living", "special", "emergency", "service", "other"]
Entitlement = Literal["duty", "offer", "service", "screening"]
"""What the sentence makes of help to whoever meets the rule: only duties are covered or missed."""
Absence = Literal["missed", "maybe", "nothing"]

ABSENCES: tuple[Absence, ...] = ("nothing", "maybe", "missed")
OTHERWISE = "otherwise"


@dataclass(frozen=True)
class Exclusion:
    """Two programmes that must not help the same person, household, event, house or term twice (二（一）)."""

    programme: str
    same: Same


@dataclass(frozen=True)
class Programme:
    """One kind of help: its rule, what stays with the department, and what founds it."""

    code: str
    number: str
    department: str
    en: str
    zh: str
    categories: tuple[str, ...]
    residence: Literal["urban", "rural", "any"]
    residence_of: Literal["dwelling", "subsistence_type"]
    condition: Condition
    department_decides: tuple[str, ...]
    form: str
    kind: AssistanceKind
    period: str
    payments_fed_back: bool
    """Each of its payments is fed back, so that one that does not come is missed (四: 真正落到困难群众身上)."""
    unit: Literal["household", "person"]
    excludes: tuple[Exclusion, ...]
    alternatives: tuple[str, ...]
    entitlement: Entitlement
    absence_means: Absence | Mapping[str, Absence]
    missed_when: Clause | None
    """One of the condition's clauses: where it is met, the entitlement is proven, and absence means missed."""
    carried_by: str
    """A procedure that carries it: while one runs about the household, help given is in order, whatever the clauses
    say, since the reason stands in the procedure."""
    general_knowledge: tuple[Clause, ...]
    """Those of the condition's clauses that stand in no sentence of the document."""
    basis: Literal["document", "general knowledge"]
    cites: str
    quote: str
    further: tuple[str, ...]
    """Further sentences of the same paragraph that say how it is to be done, or whom else it reaches."""
    system: str
    note: str
    note_zh: str
    """The same in Chinese."""
    aid_first: bool
    """Given before the papers by its very nature: they are owed whatever the feedback says (三（三）先行救助)."""
    papers: tuple[str, ...]
    """What must be completed where it was given before the papers were (三（三）)."""

    @property
    def tests_deceased(self) -> bool:
        """Only such a programme has dead persons among its targets."""
        return any((clause.entity, clause.fact) == ("person", "deceased") for clause in self.condition.clauses)

    def by_event(self, facts: Mapping[FactName, Fact]) -> bool:
        """Whether it is given because something happened, so that what happens later calls for it anew."""
        return any(facts[clause.entity, clause.fact].repeats for clause in self.condition.clauses)

    def absence_for(self, categories: frozenset[str], met: Iterable[Clause] = ()) -> Absence:
        """What it means that an eligible person in these categories, of whom these clauses are met, has no record."""
        if self.missed_when is not None and self.missed_when in met:
            return "missed"
        if isinstance(self.absence_means, str):
            return self.absence_means
        otherwise = self.absence_means[OTHERWISE]
        meanings = [self.absence_means.get(category, otherwise) for category in categories]
        return max(meanings, key=ABSENCES.index, default=otherwise)


def leading_clauses(
    categories: tuple[str, ...], every_category: tuple[str, ...], residence: str, residence_of: str
) -> tuple[Clause, ...]:
    """The category rule and the residence rule as clauses, so that one numbered list is the whole rule."""
    clauses = []
    if set(categories) != {*every_category, NONE}:
        clauses.append(Clause("person", "categories", "intersects", categories))
    if residence != "any":
        fact = "residence" if residence_of == "dwelling" else residence_of
        clauses.append(Clause("household", fact, "=", residence))
    return tuple(clauses)
