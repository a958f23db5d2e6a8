"""The spine: categories, parameters, code lists and the facts that the register itself supplies."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from policy.clauses import Code, Fact, Value
from policy.declarations import TYPES, CodeLists, Table, code_list, codes, each, fact, word

FOLDER = Path(__file__).parent
REGISTRY = "registry"
"""The supplier of what no department supplies."""


@dataclass(frozen=True)
class Category:
    """A kind of low-income person (一): who determines it, and by which rule."""

    code: str
    en: str
    zh: str
    agency: str
    rule: str
    cites: str
    quote: str
    local_rule: bool = False
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParameterValue:
    """The value with which a parameter starts in the province."""

    name: str
    value: Value
    valid_from: date
    source: str


@dataclass(frozen=True)
class Entity:
    """What facts are about; of one that repeats, a household or person may have several."""

    name: str
    en: str
    zh: str
    repeats: bool = False


def read(path: Path) -> Table:
    return tomllib.loads(path.read_text("utf-8"))


@cache
def registrar() -> str:
    """The code of the department that keeps the register, and so reaches everyone in it (四)."""
    code: str = _file("register")["department"]
    return code


def categories() -> tuple[Category, ...]:
    return each("categories.toml", _file("categories"), "category", _category)


def _category(_where: str, table: Table) -> Category:
    return Category(**{**table, "excludes": tuple(table.get("excludes", ()))})


def entities(file: str, data: Table) -> tuple[Entity, ...]:
    return each(file, data, "entity", lambda _where, table: Entity(**table))


def spine_entities() -> tuple[Entity, ...]:
    return entities("facts.toml", _file("facts"))


def code_lists() -> CodeLists:
    """The shared code lists by name; the list `category` is made of the categories."""
    shared = {name: code_list(table) for name, table in _file("codes").items()}
    return {**shared, "category": tuple(Code(known.code, known.en, known.zh) for known in categories())}


def columns() -> dict[str, Code]:
    """The words allowed in `sees`, besides `facts.<department>`."""
    return {
        f"{entity}.{column.code}": Code(f"{entity}.{column.code}", column.en, column.zh)
        for entity, table in _file("columns").items()
        for column in code_list(table)
    }


def facts(lists: CodeLists, repeating: frozenset[str]) -> tuple[Fact, ...]:
    reader = partial(fact, lists=lists, supplier=REGISTRY, repeating=repeating)
    return each("facts.toml", _file("facts"), "fact", reader)


def parameters(lists: CodeLists) -> tuple[Fact, ...]:
    """Parameters as facts of the entity `parameter`; one that nobody has set is unknown."""

    def parameter(where: str, table: Table) -> Fact:
        return Fact(
            entity="parameter",
            name=table["name"],
            type=word(where, table["type"], TYPES),
            en=table["en"],
            zh=table["zh"],
            codes=codes(where, table, lists),
            suppliers=(REGISTRY,),
        )

    return each("parameters.toml", _file("parameters"), "parameter", parameter)


def standings() -> tuple[ParameterValue, ...]:
    return each("parameters.toml", _file("parameters"), "parameter", _standing)


def _standing(_where: str, table: Table) -> ParameterValue:
    value = frozenset(table["value"]) if table["type"] == "set" else table["value"]
    return ParameterValue(table["name"], value, table["valid_from"], table["source"])


def _file(name: str) -> Table:
    return read(FOLDER / f"{name}.toml")
