"""What rests on a fact is derived anew when it changes, and nothing else: a full recomputation gives the same."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from policy.catalogue import Department
from policy.clauses import Fact
from registry.targets.fact_uses import fact_uses
from registry.targets.sweep import recompute_all
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

DERIVED = (
    "SELECT programme, subject_id, household_id, department, certainty, met, unknown, helped FROM targets"
    " WHERE until IS NULL ORDER BY 1, 2",
    "SELECT household_id, department, person_id, whole, reasons FROM reach ORDER BY 1, 2, 3",
    "SELECT household_id, code, groups, covered, rank, able, certain FROM household_groups ORDER BY 1, 2",
    "SELECT id, recompute_on, closed_on, closed_reason FROM households ORDER BY 1",
)


async def derived(province: Province) -> list[list[Any]]:
    return [await province.ask(statement) for statement in DERIVED]


async def test_facts_of_all_departments_in_any_order_leave_what_a_recomputation_gives(province: Province) -> None:
    chance = random.Random(7)
    people = [province.person(f"人{n}", f"{1945 + 9 * n}-02-28") for n in range(6)]
    for home in [await province.settle(*people[n : n + 3]) for n in (0, 3)]:
        await province.determine(home, chance.choice(["subsistence_allowance", "near_subsistence"]))
    for _ in range(60):
        department = chance.choice([one for one in province.catalogue.departments.values() if one.facts])
        entity = chance.choice(sorted({fact.entity for fact in department.facts}))
        day = province.today - timedelta(days=chance.randrange(40))
        values = {fact.name: value(fact, chance, province.today) for fact in told(department, entity, chance)}
        source = chance.choice("12")
        await province.report(
            department.code, chance.choice(people), entity, as_of=day.isoformat(), source=source, **values
        )
    kept = await derived(province)
    assert kept[0]
    assert kept[2]
    await recompute_all(province.act, province.maintenance, province.today, lambda _: None)
    assert await derived(province) == kept


def told(department: Department, entity: str, chance: random.Random) -> list[Fact]:
    facts = [fact for fact in department.facts if fact.entity == entity]
    return [fact for fact in facts if chance.random() < (0.02 if fact.name == "deceased_on" else 0.6)]


def value(fact: Fact, chance: random.Random, today: date) -> object:
    if chance.random() < 0.1:
        return None
    match fact.type:
        case "boolean":
            return chance.random() < 0.5
        case "code":
            return chance.choice([code.code for code in fact.codes])
        case "date":
            return today - timedelta(days=chance.randrange(60))
        case "text":
            return "620102000000"
        case _:
            return chance.choice([0, 1, 3, 500, 1_000_000])


async def test_what_no_rule_reads_is_of_no_use(province: Province) -> None:
    uses = fact_uses(province.catalogue)
    insured = uses["medical_insurance", "person"]
    assert "insured_type" in insured.facts
    assert "insured_place" not in insured.facts
    assert "medical_insurance.full_premium_subsidy" in insured.programmes
    assert len(insured.programmes) < len(province.catalogue.programmes) / 2
