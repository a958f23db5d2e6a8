"""The text of a cell: what a value of the graph is in a table whose cells are text."""

import json
from typing import Any


def cell(value: Any) -> str:  # what JSON holds
    """A value as text: a list's texts side by side, of objects with one value that; others as JSON."""
    if isinstance(value, list):
        return "、".join(cell(part) for part in value if part is not None)
    if isinstance(value, dict):
        return cell(*value.values()) if len(value) == 1 else json.dumps(value, ensure_ascii=False)
    return "" if value is None else json.dumps(value) if isinstance(value, bool) else str(value)
