"""Audited rows: which columns of which table a leaf of the audit log binds, and how they are written.

A row is written as JSON by PostgreSQL, without what is empty: a column that is added later and empty in the rows before
it changes none of them. One that is renamed, or filled in older rows, needs a form of its own here first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A table whose rows are bound: when a row was written, its id as uuid, the columns that may change."""

    name: str
    table: str
    at: str
    changing: Sequence[str]
    """What moves with people, follows from other rows, or is confirmed later."""
    id: str = "t.id"
    key: str = "t.id"
    """What an index finds a row by, and below what of ids its values are."""
    keys: str = "%s::uuid[]"
    joined: str = ""
    added: str = ""
    """JSON that is put beside the columns."""

    @property
    def body(self) -> str:
        """The row `t` as it is bound, as SQL."""
        columns = f"to_jsonb(t) - '{{{','.join(self.changing)}}}'::text[]"
        return f"jsonb_strip_nulls({columns}{self.added and f' || {self.added}'})::text"


FIRST_MOVE = """LEFT JOIN LATERAL (SELECT m.id, m.from_household, m.from_person FROM link_moves m
  WHERE m.link_id = t.id ORDER BY m.moved_at, m.id LIMIT 1) m ON true"""

FIRST_HOME = """jsonb_build_object(
  'household_id', CASE WHEN m.id IS NULL THEN t.household_id ELSE m.from_household END,
  'person_id', CASE WHEN m.id IS NULL THEN t.person_id ELSE m.from_person END)"""

# The log is found by time, not by id: its rows are read in the order of leaves, which is nearly theirs.
NUMBERS = "ARRAY(SELECT ('x' || right(replace(i::text, '-', ''), 16))::bit(64)::bigint FROM unnest(%s::uuid[]) i)"

PLACES = ("position", "paying_position", "xid")

SOURCES = (
    # What it told then, and in whose home it was told; where that lies now follows from its moves and that household.
    Source("LINK", "chain_links", "t.recorded_at", (*PLACES, "household_id", "person_id"),
           joined=FIRST_MOVE, added=FIRST_HOME),
    Source("MOVE", "link_moves", "t.moved_at", ()),
    Source("LOOK", "access_log", "t.at", ("xid",), id="lpad(to_hex(t.id), 32, '0')::uuid", keys=NUMBERS),
    Source("DOCUMENT", "documents", "t.first_at", ()),
    # How a record stands follows from its links (registry.aid.told_amounts); these it keeps for ever.
    Source("RECORD", "assistance_records", "t.recorded_at", (
        *PLACES, "paying_block", "identity_id", "household_id", "person_id", "subject_id", "status", "starts", "ends",
        "label", "amount", "period_from", "period_to", "reason", "provisional", "papers_due", "ended_on", "voided_on",
        "voided_because", "voided_in", "period_key", "superseded_at")),
    Source("PAYMENT", "payments", "t.recorded_at", (*PLACES, "confirmed_on", "confirmed_at", "superseded_at")),
    Source("DETERMINATION", "determinations", "t.recorded_at", (
        *PLACES, "household_id", "person_id", "superseded_at")),
)  # fmt: skip # a source, and its changing columns


def rows(source: Source, where: str) -> str:
    """The statement of a source's rows: their name, id, moment and body, where a condition on `t` holds."""
    return f"""SELECT '{source.name}' AS source, {source.id} AS row_id, {source.at} AS at, {source.body} AS body
FROM {source.table} t {source.joined} WHERE {where}"""


def all_rows(where: str) -> str:
    """The same of all sources; in the condition `{at}` is the moment and `{id}` the id and `{source}` the name."""
    return "\nUNION ALL ".join(_every(where))


def _every(where: str) -> Iterator[str]:
    for source in SOURCES:
        yield rows(source, where.format(at=source.at, id=source.id, source=source.name))


WRITTEN = """SELECT set_config('TimeZone', 'UTC', true), set_config('bytea_output', 'hex', true),
  set_config('DateStyle', 'ISO', true), set_config('IntervalStyle', 'postgres', true)"""
"""The settings under which rows are written, whatever the server's are."""
