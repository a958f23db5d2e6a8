"""Facts in the graph: what departments know of a person, one object per department and entity (情况)."""

from typing import Any

import strawberry

from planner.rights import Rule
from planner.shape import INSTANT, Ask, Choice, Column, Key, Kind, Many, Page, Source
from policy.catalogue import Catalogue, Entity
from policy.catalogue import Department as Declared
from policy.clauses import Fact
from registry.people.facts import fact_table_name
from schema.fields.declared_types import declared_type, value_type
from schema.fields.mapping import mapped
from schema.fields.naming import pascal
from schema.fields.references import day, moment
from schema.fields.scalars import Date, Instant
from schema.requests.catalogue import DEPARTMENT, Department


@strawberry.interface(description="What one department knows of a person or household, as of a day (情况).")
class Facts:
    department: Department = mapped(DEPARTMENT, "Who knows it (提供部门).")
    entity: str = mapped(Column("{row}.entity"), "What it is about: person, household, housing, event … (对象).")
    as_of: Date = mapped(Column("{row}.as_of"), "The day it stands for (数据时点).")
    recorded_at: Instant = mapped(Column("{row}.recorded_at", INSTANT), "When the hub learnt it (录入时间).")
    superseded_at: Instant | None = mapped(
        Column("{row}.superseded_at", INSTANT),
        "When something newer took its place; at once where newer was known already (被取代时间).",
    )


def facts_of(catalogue: Catalogue) -> Many:
    """Every fact row that stands of the person, from the departments whose facts are shared with the caller's."""

    def source(ask: Ask) -> Source:
        rows = _rows(catalogue, ask, "f.superseded_at IS NULL")
        return Source(f"LATERAL ({rows}) {{row}}", order="{row}.department, {row}.entity, {row}.id")

    return Many("Facts", source, usually=4)


def facts_history(catalogue: Catalogue) -> Page:
    """Every fact row there ever was of the person, from the same departments, the latest day first."""

    def source(ask: Ask) -> Source:
        kept = ["true"]
        if ask.given("asOf"):
            kept.append(f"f.as_of <= {day(ask, 'asOf')}")
        if ask.given("knownAt"):
            kept.append(f"f.recorded_at <= {moment(ask, 'knownAt')}")
        return Source(f"LATERAL ({_rows(catalogue, ask, ' AND '.join(kept))}) {{row}}")

    return Page("Facts", source, (Key("{row}.as_of", "date", "desc"), Key("{row}.id", "uuid", "desc")))


def _rows(catalogue: Catalogue, ask: Ask, kept: str) -> str:
    shared = ask.caller("facts", "text[]")
    return " UNION ALL ".join(
        f"SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, '{d.code}' AS department, '{entity}' AS entity"
        f" FROM {fact_table_name(d.code, entity)} f WHERE '{d.code}' = ANY({shared})"
        f" AND f.identity_id = {{parent}}.identity_id AND {kept}"
        for d in catalogue.departments.values()
        for entity in entities(d)
    )


def entities(department: Declared) -> list[str]:
    return list(dict.fromkeys(fact.entity for fact in department.facts))


def facts_type(department: Declared, entity: Entity) -> type:
    """One department's facts of one entity."""
    facts = [fact for fact in department.facts if fact.entity == entity.name]
    fields: dict[str, tuple[Any, Any]] = {
        "source_record_id": (
            str,
            mapped(Column("{row}_d.source_record_id"), "The source's own id of it (来源记录编号)."),
        ),
    }
    if any(fact.repeats for fact in facts):
        fields["until"] = (Date | None, mapped(Column("{row}_d.until"), "No longer so from this day (截止日期)."))
    for fact in facts:
        name = fact.name if fact.name not in ("department", "entity", "as_of") else f"{fact.name}_known"
        kind, text = value_type(fact, code_name(department.code, fact))
        fields[name] = (kind | None, mapped(Column(f"{{row}}_d.{fact.name}"), text))
    return declared_type(
        facts_type_name(department.code, entity.name),
        f"What {department.en} knows of the {entity.en} ({department.zh}掌握的{entity.zh}情况).",
        fields,
        (Facts,),
    )


def facts_type_name(department: str, entity: str) -> str:
    """`education_aid`'s facts of persons are EducationAidFacts; of another entity, with its name in it."""
    return f"{pascal(department)}Facts" if entity == "person" else f"{pascal(department)}{pascal(entity)}Facts"


def facts_rules(catalogue: Catalogue) -> dict[str, Rule]:
    """Who is ever shown a type of facts: whom the department that knows them shares them with."""
    return {
        facts_type_name(department.code, entity): Rule(column=f"facts.{department.code}")
        for department in catalogue.departments.values()
        for entity in entities(department)
    }


def code_name(department: str, fact: Fact) -> str:
    """What the enum of a fact's codes is called: EducationAidNeedLevel, CivilAffairsEventUrgency."""
    entity = "" if fact.entity in ("person", department) else pascal(fact.entity)
    return f"{pascal(department)}{entity}{pascal(fact.name)}"


def facts_choice(catalogue: Catalogue) -> Choice:
    kinds = {
        f"{department.code}.{entity}": Kind(
            facts_type_name(department.code, entity),
            Source(f"{fact_table_name(department.code, entity)} {{row}}_d", ("{row}_d.id = {row}.id",)),
        )
        for department in catalogue.departments.values()
        for entity in entities(department)
    }
    return Choice("{row}.department || '.' || {row}.entity", kinds)
