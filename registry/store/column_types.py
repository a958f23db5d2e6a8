"""Column types that PostgreSQL has and SQLAlchemy does not."""

from sqlalchemy.types import UserDefinedType


class Xid8(UserDefinedType[int]):
    """A transaction id that never wraps: what change cursors are read by, below the horizon of open writers."""

    cache_ok = True

    def get_col_spec(self, **_kw: object) -> str:
        return "xid8"
