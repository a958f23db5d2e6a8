"""Decisions on identity candidates (甄别结论): what was decided of two upon which findings, one row each, for good.

The pair's own row shows the last one, and goes where it waits and is found no more; these stay, so that nobody is asked
again upon findings on which the pair was told apart.
"""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid

from registry.store.acting import actor
from registry.store.database import metadata

identity_decisions = Table(
    "identity_decisions",
    metadata,
    Column("id", Uuid, primary_key=True),
    # The pair as in identity_candidates, and where it was then.
    Column("person_id", Uuid, ForeignKey("persons.id"), nullable=False),
    Column("other_id", Uuid, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("findings", Text, nullable=False),
    # Of policy/vocabulary.toml, candidate_state.
    Column("decision", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True), nullable=False),
    actor(),
    Index(None, "person_id", "other_id"),
    info={
        "rls": "position",
        "writer": "department",
        "stays": True,
        "grants": {"app": "SELECT, INSERT"},
    },
)

KEPT = "person_id, other_id, position, findings, department, client, reason, decided_at"

# A decision taken back is in doubt whatever was found before.
STANDING = """SELECT d.decision, d.department, d.client, d.reason, d.decided_at FROM identity_decisions d
  WHERE d.person_id = {pair}.person_id AND d.other_id = {pair}.other_id
    AND (d.decision = 'OPEN' OR d.decision = 'NOT_THE_SAME' AND d.findings = {pair}.findings)
  ORDER BY d.decided_at DESC LIMIT 1"""
"""What stands of a pair with these findings."""

DECIDE = f"""WITH decided AS (
  UPDATE identity_candidates SET state = $1, department = $2, client = $3, reason = $4,
    decided_at = clock_timestamp(), changed_at = clock_timestamp()
  WHERE {{}} RETURNING state, {KEPT})
INSERT INTO identity_decisions (id, decision, {KEPT}) SELECT gen_random_uuid(), d.* FROM decided d"""
"""Decide upon the pairs of a condition, of which the parameters begin with $5."""
