"""Indexes of blocks: where in a table rows of a time may lie, for what reads it as it grows."""

from sqlalchemy import Index


def by_block(table: str, column: str = "recorded_at") -> Index:
    """The index of a table whose rows are appended.

    It costs next to nothing to keep, and no page of the newest rows is tempted to walk it, as it would an index in the
    order of time.
    """
    return Index(
        f"{table}_{column}_idx",
        column,
        postgresql_using="brin",
        postgresql_with={"pages_per_range": 32, "autosummarize": "on"},
    )
