"""Types made from what a department's folder declares: of a value, and of an object."""

from typing import Any

import strawberry

from policy.catalogue import Detail
from policy.clauses import Fact, FactType
from schema.fields.descriptions import described
from schema.fields.enums import code_type
from schema.fields.scalars import Date, Fen

PYTHON_TYPES: dict[FactType, Any] = {
    "boolean": bool,
    "integer": int,
    "fen": Fen,
    "date": Date,
    "text": str,
}


def value_type(declared: Fact | Detail, name: str) -> tuple[Any, str]:
    """The type of a declared value, an enum of that name for a code list; and what is said of its field."""
    text = described(declared.en, declared.zh, bounds=declared.bounds)
    if declared.type != "code":
        return PYTHON_TYPES[declared.type], text
    kind = code_type(name, text, declared.codes)
    return kind, described(declared.en, declared.zh, declared.codes) if kind is str else text


def declared_type(
    name: str, description: str, fields: dict[str, tuple[Any, Any]], bases: tuple[type, ...] = (), **options: Any
) -> type:
    """A strawberry type made from what a department's folder declares."""
    namespace: dict[str, Any] = {
        "__annotations__": {field: kind for field, (kind, _) in fields.items()},
        **{field: value for field, (_, value) in fields.items()},
    }
    made: type = strawberry.federation.type(type(name, bases, namespace), name=name, description=description, **options)
    return made
