"""Reach: which households and persons a department may see, derived from what it may have to do for them."""

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, ForeignKey, Index, Table, Text, Uuid, text

from registry.store.database import metadata

reach = Table(
    "reach",
    metadata,
    Column("department", Text, nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    # Empty on the household's own row, which every reached household has;
    # `whole` there says whether all members are seen.
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("whole", Boolean, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("reasons", ARRAY(Text), nullable=False),
    Index("uq_reach", "household_id", "department", "person_id", unique=True, postgresql_nulls_not_distinct=True),
    Index("ix_reach_page", "department", "position", "household_id", postgresql_where=text("person_id IS NULL")),
    info={"rls": "position", "grants": {"app": "SELECT, INSERT, UPDATE, DELETE"}},
)

REGISTRAR = "civil_affairs"
"""The department that keeps the register and so reaches everyone in it."""
