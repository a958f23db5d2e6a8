"""Sharing agreements (数据共享约定): on what each department's first one rests, and by when a request is answered."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from policy.declarations import only
from policy.spine import read
from policy.working_days import deadline

SOURCE = Path(__file__).parent / "sharing.toml"
GRAPH, FILE, TABLE, WEBHOOK = WAYS = ("GRAPH", "FILE", "TABLE", "WEBHOOK")
"""How what is shared goes out: 服务接口、文件下载、批量交换、事件推送 (政务数据共享条例 22)."""


@dataclass(frozen=True)
class Founding:
    """What the agreement says with which a department begins."""

    since: date
    document: str
    cites: str
    quote: str
    scenario: str


@dataclass(frozen=True)
class Rules:
    """What `sharing.toml` declares."""

    founding: Founding
    working_days: int

    def due(self, requested: date) -> date:
        """The last day on which a request is answered in time."""
        return deadline(requested, self.working_days)


@cache
def rules() -> Rules:
    """What the file says."""
    data = read(SOURCE)
    only(SOURCE.name, data, ("founding", "answer"))
    founding = {name: data["founding"][name] for name in Founding.__annotations__}
    return Rules(Founding(**founding), data["answer"]["working_days"])
