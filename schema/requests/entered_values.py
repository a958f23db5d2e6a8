"""What was entered (录入内容): as JSON, to be done as it was entered, and as an officer reads it, masked."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from strawberry import UNSET

from registry.identity.identity_numbers import MASK
from registry.identity.names import masked_name
from registry.matters.proposals import Value
from registry.redaction import hidden
from schema.fields.naming import camel

DEFINITION = "__strawberry_definition__"
MASKS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("name", "guardian", "holder"), masked_name),
    "idNumber": lambda _: MASK,
}
"""By the last part of a value's place: what is never shown as it was entered."""
CLOSED = ("phone", "account", "accountNumber", "bankAccount")
"""What is not shown at all."""


def plain(value: Any) -> Any:
    """Arguments as JSON has them, whether GraphQL has made inputs of them already or not."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    definition = getattr(value, DEFINITION, None)
    if definition is None or isinstance(value, str):
        return value
    given = ((one.graphql_name or camel(one.python_name), getattr(value, one.python_name)) for one in definition.fields)
    return {name: plain(one) for name, one in given if one is not UNSET}


def text(value: Any) -> str:
    """JSON in one spelling: the same arguments are the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def shown(arguments: Mapping[str, Any], standing: Mapping[str, str | None]) -> list[Value]:
    """Value by value in the order of the arguments; beside those at the top what stood in their place."""
    return [
        Value(place, _masked(place, value), standing.get(_last(place)) if place.count(".") < 2 else None)
        for place, value in _leaves("", arguments)
    ]


def _leaves(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _leaves(f"{place}.{name}" if place else name, one)
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _leaves(f"{place}[{n}]", one)
    elif value is not None:
        yield place, value


def _masked(place: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    name, written = _last(place), str(value)
    if name in CLOSED:
        return "…"
    return MASKS[name](written) if name in MASKS and written else hidden(written)


def _last(place: str) -> str:
    return place.rpartition(".")[2].partition("[")[0]
