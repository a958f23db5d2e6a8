"""Declared values: what a department hands in of facts and details, by the type and bounds that its folder declares."""

import datetime
from collections.abc import Callable, Mapping, Sequence

from policy.catalogue import Detail
from policy.clauses import Fact
from schema.fields import item_checks

Declared = Fact | Detail


def declared_values(
    declared: Sequence[Declared],
    given: Mapping[str, object],
    path: Callable[[str], str],
    today: datetime.date,
    born: datetime.date | None,
) -> dict[str, object]:
    """The values given, by name, each checked as it is declared; `path` says where a name stands in the item.

    Days are those of somebody born on `born`: raises BEFORE_BIRTH and, where one comes before the day that it follows,
    REVERSED_DATES, beside what the checks of each type raise.
    """
    values = {one.name: _value(one, given[one.name], path(one.name), today) for one in declared if one.name in given}
    days = {one.name: one.bounds.after for one in declared if one.type == "date" and one.name in given}
    for name, earlier in days.items():
        item_checks.after_birth(born, values[name], path(name))  # type: ignore[arg-type] # a day by its type
        item_checks.ordered(values.get(earlier), values[name], path(name))  # type: ignore[arg-type] # two days
    return values


def _value(declared: Declared, value: object, path: str, today: datetime.date) -> object:
    bounds = declared.bounds
    match declared.type:
        case "boolean":
            return item_checks.boolean(value, path)
        case "integer" if bounds.least is not None and bounds.most is not None:
            return item_checks.whole(value, path, bounds.least, bounds.most)
        case "fen":
            return item_checks.fen(value, path)
        case "code":
            return item_checks.code(value, path, [code.code for code in declared.codes])
        case "date":
            read = item_checks.ahead if bounds.ahead else item_checks.past_if_told
            return read(value, path, today)
        case _:
            return item_checks.text(value, path)
