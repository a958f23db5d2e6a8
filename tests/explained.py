"""Plans as PostgreSQL shows them once they were run: their steps, and the rows that each read."""

from collections.abc import Iterator
from typing import Any


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from steps(inner)


def rows_read(step: dict[str, Any]) -> float:
    gone = sum(step.get(f"Rows Removed by {how}", 0) for how in ("Filter", "Index Recheck", "Join Filter"))
    return float((step["Actual Rows"] + gone) * step["Actual Loops"])
