"""Suppression (抑制): which cells of a tree of divisions are shown, so that no hidden one follows from others.

A cell is small where one of its counts is below the least, zero like four. Of a division that is shown, either all
parts are shown or so many are hidden, the smallest first, that at least two are and together reach the least: their sum
is known, and nothing more. Below a hidden division nothing is shown, so that it does not follow from its parts. What
lies in a division and in none of its parts is a part without a name, never shown.

The cells of `raw` are `node, parent, lo, named, programme` and counts; every count is a tree of its own, but two that
make up a third are shown together, and only where the third is.
"""

from collections.abc import Sequence

LEAST = "{least}"


def shown(name: str, counts: Sequence[str], where: str | None = None) -> str:
    """A recursive common table `name(node, programme)` of the cells that these counts show, and that are in `where`."""
    small = " OR ".join(f"c.{count} < {LEAST}" for count in counts)
    if where:
        small += f" OR NOT EXISTS (SELECT FROM {where} w WHERE w.node = c.node AND w.programme = c.programme)"
    least = f"least({', '.join(f'c.{count}' for count in counts)})"
    before = ", ".join(f"coalesce(sum(c.{count}) FILTER (WHERE c.named) OVER before, 0) AS {count}" for count in counts)
    wanting = " OR ".join(["x.hidden < 2", *(f"x.{count} < {LEAST}" for count in counts)])
    return f"""{name} (node, programme) AS (
  SELECT c.node, c.programme FROM raw c WHERE c.parent IS NULL AND NOT ({small})
  UNION ALL
  SELECT x.node, x.programme FROM (
    SELECT c.node, c.programme, c.small, bool_or(c.small) OVER (PARTITION BY c.parent, c.programme) AS some,
      count(*) FILTER (WHERE c.named) OVER before AS hidden, {before}
    FROM (SELECT c.*, ({small}) AS small, {least} AS size FROM {name} p
      JOIN raw c ON c.parent = p.node AND c.programme = p.programme) c
    WINDOW before AS (PARTITION BY c.parent, c.programme ORDER BY NOT c.small, c.named, c.size, c.lo
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) x
  WHERE NOT x.small AND NOT (x.some AND ({wanting})))"""
