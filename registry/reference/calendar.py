"""The calendar of the province: which day it is there."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def today(now: float | None = None) -> date:
    """The day in the province at `now` (seconds since 1970), or at this moment; SQL is given it, and asks no clock."""
    return datetime.fromtimestamp(time.time() if now is None else now, ZONE).date()
