"""The catalogue as recorded: departments, categories and programmes, so that SQL can join them."""

import psycopg
from sqlalchemy import ARRAY, Column, Integer, SmallInteger, Table, Text, text

from registry.store.database import metadata

departments = Table(
    "departments",
    metadata,
    Column("code", Text, primary_key=True),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    info={"rls": "open"},
)

categories = Table(
    "categories",
    metadata,
    Column("code", Text, primary_key=True),
    Column("place", SmallInteger, nullable=False),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("cites", Text, nullable=False),
    Column("quote", Text, nullable=False),
    info={"rls": "open"},
)

programmes = Table(
    "programmes",
    metadata,
    Column("code", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("department", Text, nullable=False, index=True),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    Column("categories", ARRAY(Text), nullable=False),
    Column("residence", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("department_decides", ARRAY(Text), nullable=False),
    Column("alternatives", ARRAY(Text), nullable=False),
    Column("entitlement", Text, nullable=False),
    Column("absence", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("cites", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("note", Text, nullable=False),
    info={"rls": "open"},
)

programme_clauses = Table(
    "programme_clauses",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("n", SmallInteger, primary_key=True),
    # 0 for a clause every target meets, else the number of the alternative group it belongs to.
    Column("branch", SmallInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    # document or general knowledge, as of the programme.
    Column("basis", Text, nullable=False),
    info={"rls": "open"},
)

programme_exclusions = Table(
    "programme_exclusions",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("same", Text, nullable=False),
    info={"rls": "open"},
)

state = Table(
    "catalogue_state",
    metadata,
    # One row: which catalogue the targets were last computed from, and the epoch that a restore raises.
    Column("id", Integer, primary_key=True),
    Column("content_hash", Text, nullable=False),
    # Of what `policy_words` holds.
    Column("words_hash", Text, nullable=False, server_default=""),
    Column("epoch", Integer, nullable=False, server_default=text("1")),
    info={"rls": "open"},
)


def epoch(connection: psycopg.Connection) -> int:
    """Which epoch the data are of: rows that change are given it, and a restore begins another."""
    row = connection.execute("SELECT epoch FROM catalogue_state").fetchone()
    return int(row[0]) if row else 1
