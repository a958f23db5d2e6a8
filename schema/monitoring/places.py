"""Places of supervision (监督地区): a slice in divisions of one level, in which every household lies once."""

from planner.shape import Ask
from policy.vocabulary import words
from schema.fields.references import division

LEVELS = ", ".join(f"'{level}'" for level in words("division_level"))
"""From the province downwards."""

DEPTH = f"array_position(ARRAY[{LEVELS}]::text[], {{}})"


def places(ask: Ask, level: str) -> str:
    """The divisions of a level in the caller's, as far as they lie in the one asked for: code, lo, hi and whole.

    A division without any of that level below stands for itself: 嘉峪关 has no counties, 兰州新区 and 甘肃矿区 report
    to the province like cities. Of any other above the level there is what is known no nearer, which is not `whole`:
    a household of a city whose county nobody has said lies where the city begins.
    """
    own = ask.caller("ranges", "int8multirange")
    where = f"int8range(v.lo, v.hi) <@ {own}"
    if ask.given("division"):
        code = division(ask, "division")
        where += f" AND int8range(v.lo, v.hi) <@ (SELECT int8range(d.lo, d.hi) FROM divisions d WHERE d.code = {code})"
    return f"""SELECT v.code, v.lo, v.hi, v.whole FROM (
        SELECT p.code, p.lo, w.whole, CASE WHEN w.whole THEN p.hi ELSE p.lo + 1 END AS hi
        FROM divisions p CROSS JOIN LATERAL (SELECT p.level = {level} OR NOT EXISTS (SELECT FROM divisions b
          WHERE b.parent = p.code AND b.valid_to IS NULL AND {DEPTH.format("b.level")} <= {DEPTH.format(level)})
          AS whole) w
        WHERE p.valid_to IS NULL AND {DEPTH.format("p.level")} <= {DEPTH.format(level)}) v
      WHERE {where}"""
