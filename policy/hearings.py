"""Hearings (听取意见): what is ended or reduced only after a hearing, and for what reasons without one."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policy.clauses import Code
from policy.declarations import Table, each, only, word
from policy.programmes import Programme

NEEDS = ("since", "paper", "attempts")
"""What a reason may have to come with: its day, the number of its paper, what was tried."""
KEYS = (
    "procedure",
    "law",
    "cites",
    "quote",
    "kinds",
    "programmes",
    "categories",
    "supports",
    "reconsideration_days",
    "lawsuit_months",
    "error",
    "evidence",
    "waiver",
)

Cut = Literal["END", "REDUCE"]
"""What an act takes from somebody: all of it, or a part."""


@dataclass(frozen=True)
class Evidence:
    """What shows a reason for which nobody is heard, or basic living ends without its procedure."""

    needs: tuple[str, ...]
    known: Literal["death"] | None
    """What the hub may know, so that nothing needs to be said."""


@dataclass(frozen=True)
class Waiver:
    """Why basic living may end without its procedure."""

    code: str
    en: str
    zh: str
    source: str
    """Where the sentence stands: a paragraph of the document, or another rule."""
    quote: str


class Waived(NamedTuple):
    """A reason as it is claimed."""

    because: str
    since: datetime.date | None = None
    paper: str | None = None
    attempts: str | None = None

    def told(self, waivers: Sequence[Waiver], reason: str | None) -> str:
        """The reason as the chain tells it: 本人申请（2024年3号）：…"""
        name = next(waiver.zh for waiver in waivers if waiver.code == self.because)
        shown = "，".join(str(one) for one in (self.since, self.paper) if one)
        return f"{name}（{shown}）：{reason or ''}" if shown else f"{name}：{reason or ''}"


@dataclass(frozen=True)
class Hearing:
    """What is held by the procedure, and for how long an entry can be taken back as one made in error."""

    procedure: str
    law: str
    cites: str
    quote: str
    kinds: tuple[str, ...]
    programmes: tuple[str, ...]
    categories: tuple[str, ...]
    supports: tuple[str, ...]
    """From less to more."""
    reconsideration_days: int
    lawsuit_months: int
    error_days: int
    error_cites: str
    error_quote: str
    evidence: Mapping[str, Evidence]
    """By reason: of the waivers, and of the step that goes on without a hearing."""
    waivers: tuple[Waiver, ...]

    def holds(self, programme: Programme) -> bool:
        """Whether help of this programme is basic living."""
        return programme.kind in self.kinds or programme.code in self.programmes

    def held(self, programmes: Mapping[str, Programme]) -> list[str]:
        """The codes of those that are."""
        return [code for code, programme in programmes.items() if self.holds(programme)]

    def lowers(self, before: str | None, after: str | None) -> bool:
        """Whether the one support is less than the other."""
        return before is not None and self._rank(after) < self._rank(before)

    def _rank(self, support: str | None) -> int:
        return self.supports.index(support) if support in self.supports else -1


def hearing(data: Table, procedures: Sequence[str]) -> Hearing:
    """Read `[hearing]`; the procedure that it names must be there."""
    only("procedures.toml [hearing]", data, KEYS)
    error = data["error"]
    only("procedures.toml [hearing.error]", error, ("days", "cites", "quote"))
    return Hearing(
        procedure=word("procedures.toml [hearing]", data["procedure"], tuple(procedures)),
        law=data["law"],
        cites=data["cites"],
        quote=data["quote"],
        kinds=tuple(data["kinds"]),
        programmes=tuple(data["programmes"]),
        categories=tuple(data["categories"]),
        supports=tuple(data["supports"]),
        reconsideration_days=data["reconsideration_days"],
        lawsuit_months=data["lawsuit_months"],
        error_days=error["days"],
        error_cites=error["cites"],
        error_quote=error["quote"],
        evidence={code: _evidence(code, table) for code, table in data["evidence"].items()},
        waivers=waivers(data),
    )


def waivers(data: Table) -> tuple[Waiver, ...]:
    """The declared reasons."""
    return each("procedures.toml", data, "waiver", _waiver)


def codes(data: Table) -> tuple[Code, ...]:
    """The same as a list of codes."""
    return tuple(Code(waiver.code, waiver.en, waiver.zh) for waiver in waivers(data))


def _waiver(_: str, table: Table) -> Waiver:
    return Waiver(table["code"], table["en"], table["zh"], table["source"], table["quote"])


def _evidence(code: str, table: Table) -> Evidence:
    where = f"procedures.toml [hearing.evidence] {code}"
    only(where, table, ("needs", "known"))
    needs = tuple(word(where, need, NEEDS) for need in table["needs"])
    return Evidence(needs, word(where, table["known"], ("death",)) if "known" in table else None)
