"""Departments: what a `department.toml` declares of one department."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from policy.clauses import NONE, UNBOUNDED, Clause, Code, Condition, Fact, FactType, NotAClause, ValueBounds, parse
from policy.declarations import (
    TYPES,
    CodeLists,
    Table,
    chinese_note,
    codes,
    condition,
    each,
    fact,
    follows,
    only,
    value_bounds,
    word,
)
from policy.declared_sources import Mappings, declared_sources
from policy.deliveries import Delivery, deliveries
from policy.errors import Duplicate, WrongValue
from policy.periods import periods
from policy.programmes import ABSENCES, Exclusion, Programme, leading_clauses
from policy.sources import Source
from policy.spine import Entity
from policy.standard_forms import Declaring, standard_sources
from policy.statistics import statistics
from policy.vocabulary import words

DECLARED = ("en", "zh", "place", "sees", "cycles", "entity", "fact", "detail", "programme", "source", "delivery")
KIND_OF_PARAGRAPH = {
    "三（一）": "basic_living",
    "三（二）": "special",
    "三（三）": "emergency",
    "三（四）": "service",
    "三（五）": "other",
}
FORMS = words("aid_form")
PERIODS = tuple(periods())
FIRST = ("RECIPIENT", "CAUSE", "AMOUNT", "EXPLANATION")
"""登记救助对象、救助事由、救助金额，事后补充说明情况."""


@dataclass(frozen=True)
class Detail:
    """One typed column of a department's assistance records."""

    name: str
    type: FactType
    en: str
    zh: str
    codes: tuple[Code, ...] = ()
    bounds: ValueBounds = UNBOUNDED


@dataclass(frozen=True)
class Department:
    """One department: which columns it sees, what it knows, what its records hold, whom it helps."""

    code: str
    en: str
    zh: str
    place: int
    sees: tuple[str, ...]
    facts: tuple[Fact, ...]
    details: tuple[Detail, ...]
    programmes: tuple[Programme, ...]
    cycles: Mapping[str, int]
    """In how many days each of its data sets is to be renewed (政务数据共享条例 13: 更新频率)."""
    sources: Mapping[str, Source]
    """From what files and tables its items come, by name; its standard forms among them."""
    deliveries: Mapping[str, Delivery]
    """What goes out to its own systems, by name."""


@dataclass(frozen=True)
class Others:
    """What a folder's declarations are read beside: shared code lists, the entities of all, the departments."""

    lists: CodeLists
    entities: Mapping[str, Entity]
    departments: tuple[Code, ...]


def department(code: str, data: Table, mappings: Mappings, others: Others) -> Department:
    """What a folder declares; the folder's name is the code."""
    lists, entities = others.lists, others.entities
    file = f"{code}/department.toml"
    only(file, data, DECLARED)
    repeating = frozenset(name for name, entity in entities.items() if entity.repeats)
    facts = each(file, data, "fact", partial(fact, lists=lists, supplier=code, repeating=repeating))
    details = each(file, data, "detail", partial(_detail, lists=lists))
    follows(file, ((one.name, one.type, one.bounds) for one in details))
    programmes = each(file, data, "programme", partial(_programme, department=code, lists=lists))
    for entity in dict.fromkeys(one.entity for one in facts):
        follows(file, ((one.name, one.type, one.bounds) for one in facts if one.entity == entity))
    return Department(
        code=code,
        en=data["en"],
        zh=data["zh"],
        place=data["place"],
        sees=tuple(data["sees"]),
        facts=facts,
        details=details,
        programmes=programmes,
        cycles=_cycles(file, data.get("cycles", {}), [one.entity for one in facts]),
        sources=_sources(file, data, Declaring(facts, details, programmes, entities, others.departments), mappings),
        deliveries=deliveries(file, data, {one.code.partition(".")[2]: one.code for one in programmes}),
    )


def _sources(file: str, data: Table, by: Declaring, mappings: Mappings) -> Mapping[str, Source]:
    """The standard forms and the declared sources, by name; raises Duplicate."""
    listed = (*standard_sources(by), *declared_sources(file, data, by, mappings))
    found = {one.name: one for one in listed}
    if len(found) < len(listed):
        raise Duplicate(f"{file} [[source]]", "two of one name, or one that is called as a standard form is")
    return found


def _cycles(file: str, given: Table, entities: Iterable[str]) -> Mapping[str, int]:
    """As `statistics.toml` says, unless the folder does."""
    known = dict.fromkeys(entities, statistics().renewed_within_days)
    only(f"{file} cycles", given, known)
    return {entity: given.get(entity, days) for entity, days in known.items()}


def _detail(where: str, table: Table, lists: CodeLists) -> Detail:
    kind = word(where, table["type"], TYPES)
    return Detail(table["name"], kind, table["en"], table["zh"], codes(where, table, lists), value_bounds(where, table))


def _programme(where: str, table: Table, department: str, lists: CodeLists) -> Programme:
    every = tuple(category.code for category in lists["category"])
    categories = _categories(where, table["categories"], every)
    residence = word(where, table.get("residence", "any"), words("programme_residence"))
    residence_of = word(where, table.get("residence_of", "dwelling"), ("dwelling", "subsistence_type"))
    kind = table.get("kind") or KIND_OF_PARAGRAPH.get(table.get("cites", "")[:4], "")
    entitlement = word(where, table["entitlement"], words("entitlement"))
    rule = condition(where, table, leading_clauses(categories, every, residence, residence_of))
    return Programme(
        code=f"{department}.{table['code']}",
        number=table["number"],
        department=department,
        en=table["en"],
        zh=table["zh"],
        categories=categories,
        residence=residence,
        residence_of=residence_of,
        condition=rule,
        department_decides=tuple(table.get("department_decides", ())),
        form="/".join(word(where, form, FORMS) for form in table["form"].split("/")),
        kind=word(where, kind, words("assistance_kind")),
        period=word(where, table["period"], PERIODS),
        payments_fed_back=table.get("payments_fed_back", False),
        unit=word(where, table["unit"], words("aid_unit")),
        excludes=tuple(
            Exclusion(_within(department, other["programme"]), word(where, other["same"], words("clash_scope")))
            for other in table.get("excludes", ())
        ),
        alternatives=tuple(_within(department, other) for other in table.get("alternatives", ())),
        entitlement=entitlement,
        absence_means=_absence(where, table["absence"], entitlement),
        missed_when=_missed_when(where, table, rule),
        carried_by=table.get("carried_by", ""),
        general_knowledge=_general_knowledge(where, table, rule),
        basis="document" if table.get("quote") else "general knowledge",
        cites=table.get("cites", ""),
        quote=table.get("quote", ""),
        further=tuple(table.get("further", ())),
        system=table.get("system", ""),
        note=table.get("note", ""),
        note_zh=chinese_note(where, table),
        aid_first=table.get("aid_first", False),
        papers=tuple(
            word(where, paper, tuple(code.code for code in lists["papers"])) for paper in table.get("papers", FIRST)
        ),
    )


def _categories(where: str, given: str | list[str], every: tuple[str, ...]) -> tuple[str, ...]:
    groups = {"low_income": every, "anyone": (*every, NONE)}
    if isinstance(given, str):
        return groups[word(where, given, tuple(groups))]
    return tuple(word(where, category, groups["anyone"]) for category in given)


def _within(department: str, name: str) -> str:
    return name if "." in name else f"{department}.{name}"


def _missed_when(where: str, table: Table, rule: Condition) -> Clause | None:
    return _own_clause(where, "missed_when", table["missed_when"], rule) if "missed_when" in table else None


def _general_knowledge(where: str, table: Table, rule: Condition) -> tuple[Clause, ...]:
    """The clauses said to be so; all of a programme that no sentence founds."""
    if not table.get("quote"):
        return rule.clauses
    given = table.get("general_knowledge", ())
    return tuple(_own_clause(where, "general_knowledge", text, rule) for text in given)


def _own_clause(where: str, key: str, text: str, rule: Condition) -> Clause:
    """One of the programme's own clauses. Raises WrongValue."""
    try:
        clause = parse(text)
    except NotAClause as error:
        raise WrongValue(where, f"{key} {error}") from None
    if clause not in rule.clauses:
        raise WrongValue(where, f"{key} {clause} is none of its own clauses")
    return clause


def _absence(where: str, given: Any, entitlement: str) -> Any:
    meanings = ABSENCES if entitlement == "duty" else tuple(one for one in ABSENCES if one != "missed")
    if isinstance(given, str):
        return word(where, given, meanings)
    return {category: word(where, meaning, meanings) for category, meaning in given.items()}
