"""Divisions (行政区划): the administrative tree of the province, in which every household has a position."""

from sqlalchemy import BigInteger, Column, Date, Index, Table, Text

from registry.database import metadata

divisions = Table(
    "divisions",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("parent", Text),
    # Who is below whom is decided by the interval, never by the code's prefix: 兰州新区 is nobody's county.
    Column("lo", BigInteger, nullable=False),
    Column("hi", BigInteger, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("successor", Text),
    Column("note", Text),
    Index(None, "lo", "hi"),
    Index(None, "parent"),
    info={"rls": "open"},
)
