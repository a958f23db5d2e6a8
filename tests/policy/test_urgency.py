"""Urgency: what is declared orders every rule's warnings, and need never lifts one into the next class."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from policy import urgency as module
from policy.catalogue import Catalogue
from policy.errors import UnknownFact, WrongValue
from policy.urgency import urgency


def weights(catalogue: Catalogue) -> Mapping[tuple[str, str], int]:
    """What each harm weighs for each rule whose warnings may bear it."""
    rules = catalogue.signals.values()
    return {(harm.code, rule.code): weight for rule in rules for harm, weight in catalogue.urgency.of(rule)}


def test_the_dead_who_are_paid_come_first_and_offers_nobody_asked_for_last(catalogue: Catalogue) -> None:
    weighs = weights(catalogue)
    order = [
        weighs["DEAD_PAID", "after_death"],
        weighs["VULNERABLE_WITHOUT_BASIC", "unfulfilled"],
        weighs["HOUSE_LOST", "uncovered"],
        weighs["EMERGENCY", "uncovered"],
        weighs["DUPLICATE", "duplicate"],
        weighs["DUTY_MISSED", "unfulfilled"],
        weighs["LAPSED", "not_matching"],
        weighs["OFFER", "uncovered"],
    ]
    assert order == sorted(order, reverse=True)


def test_need_orders_within_a_class_and_never_beyond_it(catalogue: Catalogue) -> None:
    needs = catalogue.priorities.ranking("warnings")
    most = sum(need.weight * (need.at_most or 1) for need in needs)
    said = sorted(set(weights(catalogue).values()))
    assert all(higher - lower > most for lower, higher in pairwise(said)), (said, most)


def test_a_harm_is_said_of_the_programmes_that_bear_its_marks(catalogue: Catalogue) -> None:
    harms, numbered = catalogue.urgency.harms, catalogue.numbered
    said = {code: {n for n, p in numbered.items() if harm.holds_of(p)} for code, harm in harms.items()}
    assert {"MZ-01", "MZ-05"} <= said["BASIC_MISSED"]
    assert "MZ-92" not in said["BASIC_MISSED"]
    assert {"YJ-02", "YJ-05", "ZJ-03"} <= said["HOUSE_LOST"]
    assert {"MZ-08", "MZ-09", "WJ-01"} <= said["EMERGENCY"]
    assert "MZ-13" in said["OFFER"]


def test_a_rule_that_nobody_has_thought_of_has_an_urgency_all_the_same(catalogue: Catalogue) -> None:
    new = replace(catalogue.signals["ill_outside"], code="new")
    assert [*catalogue.urgency.of(new)]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ('signals = ["no_such_rule"]', WrongValue),
        ('any = [["person.busy = true"]]', UnknownFact),
        ('finds = ["DUPLICATE"]', WrongValue),
    ],
    ids=["an unknown rule", "an unknown fact", "no last word"],
)
def test_what_is_declared_amiss_is_refused(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, change: str, error: type[Exception]
) -> None:
    found = module.declared()
    last = [*found.harms.values()][-1]
    told = {name: getattr(last, name) for name in ("code", "en", "zh", "weight", "reason")}
    amiss = module._harm("here", {**told, **tomllib.loads(change)})
    monkeypatch.setattr(module, "declared", lambda: replace(found, harms={**found.harms, last.code: amiss}))
    with pytest.raises(error):
        urgency(catalogue.facts, catalogue.signals)


def test_who_has_less_than_the_standard_stands_before_who_is_near_it_and_before_a_premium(catalogue: Catalogue) -> None:
    """二（三）: 一旦符合救助条件的立即启动救助程序; an allowance that no determination supports before a lead."""
    weighs = weights(catalogue)
    order = [
        weighs["BELOW_STANDARD", "may_be_subsistence_allowance"],
        weighs["DUTY_MISSED", "unfulfilled"],
        weighs["LAPSED", "not_matching"],
        weighs["VULNERABLE_OUTSIDE", "may_be_near_subsistence"],
        weighs["OUTSIDE", "may_be_rigid_expenditure"],
    ]
    assert order == sorted(order, reverse=True)
    assert catalogue.urgency.harms["BELOW_STANDARD"].reason


def test_of_who_has_less_than_the_standard_those_who_cannot_help_themselves_stand_first(catalogue: Catalogue) -> None:
    """As high as a child without an allowance that is owed and not yet claimed, and before any grown-up or payment."""
    weighs = weights(catalogue)
    for rule in ("may_be_subsistence_allowance", "may_be_extreme_hardship"):
        helpless = weighs["VULNERABLE_BELOW_STANDARD", rule]
        order = [
            helpless,
            weighs["BASIC_MISSED", "unfulfilled"],
            weighs["DUPLICATE", "duplicate"],
            weighs["BELOW_STANDARD", rule],
        ]
        assert order == sorted(set(order), reverse=True)
        assert helpless == weighs["VULNERABLE_WITHOUT_BASIC", "uncovered"]
