"""Two readers of the rules that are clauses: whom memory finds, and in which category, the cross-check finds too."""

import datetime
from typing import Any

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors import discover
from policy.catalogue import load
from policy.eligibility import who_meets
from policy.leads import lead
from registry.monitoring.signal_sql import signal_expressions
from tests.registry.generated import DAY, PROVINCE, Home, Row, Town, read, towns, write

CATALOGUE = load(discover())
LEADS = [signal for signal in CATALOGUE.signals.values() if signal.leads_to]
# Of the dead only what they still hold is found, which `test_after_death_sql.py` tries.
RULES = [signal for signal in CATALOGUE.signals.values() if not signal.built_in and signal.code != "death"]
FOUND = signal_expressions(CATALOGUE, RULES)
LOCAL = {
    "subsistence_standard_urban": 76000,
    "subsistence_standard_rural": 47400,
    "disposable_income_urban": 330000,
    "disposable_income_rural": 109000,
    "near_subsistence_percent": 150,
    "rigid_expenditure_percent": 60,
    "phase_out_months": 6,
    "working_age_from": 16,
}
# On, just under and just over what the rules ask for.
INCOMES = (None, 0, 47399, 47400, 47401, 71099, 71100, 75999, 76000, 76001, 108999, 109000, 114000)
SPENT = (None, 0, 1, 120000, 240000)
Findings = set[tuple[Any, ...]]


@st.composite
def counted(draw: st.DrawFn) -> Town:
    """A town of which civil affairs knows what most families live on, and often who has nobody to support them."""
    town = draw(towns(CATALOGUE))
    code, lo, hi = PROVINCE
    always: Row = {"division": code, "lo": lo, "hi": hi, "valid_from": datetime.date(2020, 1, 1), "valid_to": None}
    local = [{"name": name, **always, "number": number} for name, number in LOCAL.items()]
    return Town(tuple(draw(means(home)) for home in town.homes), (*town.parameters, *local))


@st.composite
def means(draw: st.DrawFn, home: Home) -> Home:
    if not draw(st.sampled_from([True, True, True, False])):
        return home
    year = draw(st.sampled_from([None, 0, 400000]))
    row: Row = {"as_of": DAY, "per_capita_income_after_cost": draw(st.sampled_from(INCOMES)), "income_year": year}
    row |= {name: draw(st.sampled_from(SPENT)) for name in ("school_expenditure_year", "disaster_expenditure_year")}
    others = tuple(report for report in home.reports if report[:2] != ("civil_affairs", "household"))
    for person in home.persons:
        if "civil_affairs" in person.facts:
            person.facts["civil_affairs"]["without_support"] = draw(st.sampled_from([None, False, True, True]))
    residence = draw(st.sampled_from([home.residence, "urban", "rural"]))
    reports = (*others, ("civil_affairs", "household", 0, row))
    return Home(home.id, home.place, residence, home.subsistence_type, home.persons, reports)


def test_whom_the_rules_find_in_memory_the_cross_check_finds_too(register: psycopg.Connection) -> None:
    told: set[str] = set()

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(town=counted())
    def agree(town: Town) -> None:
        with register.transaction(force_rollback=True):
            write(register, CATALOGUE, town)
            found = in_sql(register, town)
        assert found == in_memory(town)
        told.update(rule for rule, *_ in found)

    agree()
    assert {rule.code for rule in LEADS} <= told


def in_sql(connection: psycopg.Connection, town: Town) -> Findings:
    homes = [home.id for home in town.homes]
    leads = {(key, tuple(categories)) for key, categories in connection.execute(CATEGORIES, [homes, DAY])}
    categories = dict(leads)
    return {
        (rule, home, person, categories.get(key, ()))
        for rule, home, person, key in connection.execute(RAISED, [homes, DAY])
    }


RAISED = f"WITH {FOUND} SELECT rule, household_id::text, person_id::text, key FROM raised"
CATEGORIES = f"WITH {FOUND} SELECT key, categories FROM leads"


def in_memory(town: Town) -> Findings:
    found: Findings = set()
    for home in town.homes:
        household = read(CATALOGUE, town, home)
        for rule in RULES:
            members = () if rule.leads_to else who_meets(CATALOGUE, rule.condition, household, DAY)
            whom = members if rule.about == "person" else (None,) * bool(members)
            found |= {(rule.code, household.key, person, ()) for person in whom}
        said = lead(CATALOGUE, household, DAY)
        found |= {(said.rule, household.key, said.person, said.categories)} if said else set()
    return found
