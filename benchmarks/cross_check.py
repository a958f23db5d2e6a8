"""Cross-check: one pass over the province, the first that raises everything and one that finds nothing new."""

import asyncio
import time
from typing import Any

import psycopg

from benchmarks.place import Place
from hub.upkeep.runs import check_all
from registry.people.facts import fact_table_name
from registry.reference.calendar import today


def cross_check(place: Place) -> dict[str, Any]:
    """Seconds of a pass, and what it laid beside each other."""
    found = _sizes(place)
    for name in ("first", "again"):
        started = time.perf_counter()
        tally = asyncio.run(check_all(place.addresses, place.catalogue, today()))
        found[name] = {"seconds": time.perf_counter() - started, "raised": tally.raised, "gone": tally.gone}
    return found


def _sizes(place: Place) -> dict[str, Any]:
    tables = [
        fact_table_name(department.code, entity)
        for department in place.catalogue.departments.values()
        for entity in department.cycles
    ]
    counted = " UNION ALL ".join(f"SELECT count(*) AS n FROM {table} WHERE superseded_at IS NULL" for table in tables)
    with psycopg.connect(place.owner) as owner:
        ((facts,),) = owner.execute(f"SELECT sum(n)::bigint FROM ({counted}) c").fetchall()
        ((households, persons),) = owner.execute(
            "SELECT (SELECT count(*) FROM households), (SELECT count(*) FROM persons)"
        ).fetchall()
    return {"facts": facts, "households": households, "persons": persons}
