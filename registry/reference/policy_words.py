"""The policy in words, as recorded: the document's sentences with what carries them out, facts and codes by name."""

from sqlalchemy import ARRAY, Column, SmallInteger, Table, Text

from registry.store.database import metadata

document_sentences = Table(
    "document_sentences",
    metadata,
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("section", Text, nullable=False),
    Column("cites", Text, nullable=False),
    Column("text", Text, nullable=False),
    info={"rls": "open"},
)

document_duties = Table(
    "document_duties",
    metadata,
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("sentence", SmallInteger, nullable=False),
    Column("quote", Text, nullable=False),
    Column("fields", ARRAY(Text), nullable=False),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    Column("office_en", Text, nullable=False),
    Column("office_zh", Text, nullable=False),
    info={"rls": "open"},
)

document_carriers = Table(
    "document_carriers",
    metadata,
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    # One of these: what carries the whole sentence out, and what a part of it.
    Column("sentence", SmallInteger),
    Column("duty", SmallInteger),
    Column("kind", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    Column("quotes", ARRAY(Text), nullable=False),
    info={"rls": "open"},
)

declared_facts = Table(
    "declared_facts",
    metadata,
    # As `person.age`; a parameter as `parameter.heating`.
    Column("fact", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    info={"rls": "open"},
)

declared_codes = Table(
    "declared_codes",
    metadata,
    Column("fact", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("en", Text, nullable=False),
    Column("zh", Text, nullable=False),
    info={"rls": "open"},
)

programme_parameters = Table(
    "programme_parameters",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("parameter", Text, primary_key=True),
    info={"rls": "open"},
)
