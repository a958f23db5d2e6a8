"""Lies that PostgreSQL may be told by its statistics: tables that grew since they were looked at, or never were."""

from collections.abc import Mapping, Sequence

OURS = "relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')"
LIES: Mapping[str, Sequence[str]] = {
    "never analysed": (
        f"DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE {OURS})",
        f"UPDATE pg_class SET reltuples = -1, relpages = 0 WHERE {OURS}",
    ),
    "a row on each page": (f"UPDATE pg_class SET reltuples = relpages WHERE {OURS}",),
    "a thousand times as many rows": (f"UPDATE pg_class SET reltuples = reltuples * 1000 WHERE {OURS}",),
    "every row is another's": (
        f"""UPDATE pg_statistic SET stadistinct = -1, stakind1 = 0, stakind2 = 0
          WHERE starelid IN (SELECT oid FROM pg_class WHERE {OURS})""",
    ),
    "all rows alike": (
        f"""UPDATE pg_statistic SET stadistinct = 1, stakind1 = 0, stakind2 = 0, stakind3 = 0
          WHERE starelid IN (SELECT oid FROM pg_class WHERE {OURS})""",
    ),
}
