"""Parameters: the numbers and choices of local policy, as dated values by division, the nearest ancestor's standing."""

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Date, ForeignKey, Table, Text, Uuid

from registry.store.acting import actor
from registry.store.database import metadata

parameters = Table(
    "parameters",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("division", Text, ForeignKey("divisions.code"), nullable=False),
    Column("lo", BigInteger, nullable=False),
    Column("hi", BigInteger, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("boolean", Boolean),
    Column("number", BigInteger),
    Column("codes", ARRAY(Text)),
    Column("source", Text, nullable=False),
    actor(),
    info={
        "rls": "open",
        "grants": {"app": "SELECT, INSERT, UPDATE (valid_to)"},
    },
)


def number_at(name: str, position: str, day: str) -> str:
    """A number of local policy as SQL: what holds at a position on a day, the nearest ancestor's; each given as SQL."""
    return f"""(SELECT x.number FROM parameters x WHERE x.name = {name} AND x.lo <= {position} AND {position} < x.hi
    AND x.valid_from <= {day} AND (x.valid_to IS NULL OR {day} < x.valid_to)
  ORDER BY x.hi - x.lo, x.valid_from DESC LIMIT 1)"""
