"""The audit log (审计存证): an RFC 9162 tree whose leaves commit to what the journal and the records of help say.

A leaf is a salted commitment, so that it tells nothing: what is erased after its term takes its salt along, and every
proof goes on to hold. Rows are brought in by one program at a time; the application's role may only read here.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)

from registry.store.column_types import Xid8
from registry.store.database import metadata

READ = {"app": "SELECT", "auth": "SELECT, INSERT"}

audit_leaves = Table(
    "audit_leaves",
    metadata,
    Column("index", BigInteger, primary_key=True),
    # Which row of which table (registry.journal.audited_rows); a number stands as the id that ends in it.
    Column("source", Text, nullable=False),
    Column("row_id", Uuid, nullable=False),
    # Empty once what the leaf commits to was erased.
    Column("salt", LargeBinary),
    Column("commitment", LargeBinary, nullable=False),
    UniqueConstraint("source", "row_id"),
    info={"rls": "open", "grants": READ},
)

audit_subtrees = Table(
    "audit_subtrees",
    metadata,
    Column("level", SmallInteger, primary_key=True),
    Column("index", BigInteger, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
    info={"rls": "open", "grants": READ},
)

audit_checkpoints = Table(
    "audit_checkpoints",
    metadata,
    Column("at", DateTime(timezone=True), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("kid", Text, nullable=False),
    # As it is given away: what was signed and the signature.
    Column("note", Text, nullable=False),
    info={"rls": "open", "grants": READ},
)

audit_keys = Table(
    "audit_keys",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    # The public half as a JWK: checkpoints are verified for years.
    Column("public", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("retired_at", DateTime(timezone=True)),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE"}},
)

audit_state = Table(
    "audit_state",
    metadata,
    Column("one", Boolean, primary_key=True, server_default=text("true")),
    # The log's own name, which its checkpoints carry.
    Column("origin", Uuid, nullable=False, server_default=text("gen_random_uuid()")),
    # All rows from before it have their leaf.
    Column("floor", DateTime(timezone=True), nullable=False, server_default=text("'-infinity'")),
    # Once every transaction below this one is through, all rows from a while before that moment have been seen.
    Column("marked_at", DateTime(timezone=True)),
    Column("marked_xid", Xid8),
    info={"rls": "open", "grants": {"app": "SELECT", "auth": "SELECT, INSERT, UPDATE"}},
)
