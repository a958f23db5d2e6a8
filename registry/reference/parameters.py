"""Parameters: the numbers and choices of local policy, as dated values by division, the nearest ancestor's standing."""

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Date, ForeignKey, Table, Text, Uuid

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
    info={"rls": "open", "grants": {"app": "SELECT, INSERT, UPDATE"}},
)
