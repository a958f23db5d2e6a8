"""The procedures as the console shows them: their states and steps, written from their declaration alone."""

import json
from collections.abc import Iterable
from typing import Any

from connectors import discover
from policy.catalogue import Catalogue, load
from policy.clauses import Code
from policy.procedures import Field, Procedure, Step
from schema.fields.naming import camel, pascal

HEAD = "// Written by scripts/catalogue from policy/procedures.toml: every procedure, its states and its steps.\n"


def render(catalogue: Catalogue) -> str:
    """All procedures, as a module of the console."""
    departments = [Code(one.code, one.en, one.zh) for one in catalogue.departments.values()]
    table = [_procedure(one, departments) for one in catalogue.procedures.by_code.values()]
    lines = "".join(f"  {json.dumps(one, ensure_ascii=False)},\n" for one in table)
    return f"{HEAD}export const PROCEDURES = [\n{lines}] as const;\n"


def _procedure(one: Procedure, departments: list[Code]) -> dict[str, Any]:
    return {
        "code": one.code,
        "type": pascal(one.code),
        "list": camel(one.plural),
        "title": [one.zh, one.en],
        "cites": one.cites,
        "quote": one.quote,
        "about": one.about,
        "closed": sorted(one.closed),
        "states": _codes(one.states),
        "steps": [_step(step, departments) for step in one.steps.values()],
    }


def _step(step: Step, departments: list[Code]) -> dict[str, Any]:
    return {
        "code": step.code.upper(),
        "act": step.act,
        "title": [step.zh, step.en],
        "by": step.by,
        "from": list(step.from_),
        "to": step.to,
        "own": step.own,
        "fields": [_field(field, departments) for field in step.fields],
    }


def _field(field: Field, departments: list[Code]) -> dict[str, Any]:
    codes = departments if {one.code for one in field.codes} == {one.code for one in departments} else field.codes
    return {
        "name": camel(field.name),
        "type": field.type,
        "title": [field.zh, field.en],
        "codes": _codes(codes),
    }


def _codes(codes: Iterable[Code]) -> list[list[str]]:
    return [[one.code, one.zh, one.en] for one in codes]


if __name__ == "__main__":
    print(render(load(discover())), end="")
