"""Confirmations (录入与审核确认分离): which acts wait for a second person, as `procedures.toml` declares them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from policy.clauses import Code
from policy.declarations import Table, each, only, word
from policy.errors import UnknownWord

Waits = Literal["entering", "officers", "everyone"]
Beside = Literal["person", "determination", ""]
WAITS = ("entering", "officers", "everyone")
NAMES = ("household", "person", "determination", "household_number", "id_number", "division")
"""By what an act says whom it is about."""


@dataclass(frozen=True)
class ConfirmedAct:
    """An act that waits for a second person: for whom it does, whom it is about, what it puts other values for."""

    act: str
    en: str
    zh: str
    waits: Waits
    names: Mapping[str, str]
    """By what it says whom it is about, and in which of its arguments; of a batch in which field of an item."""
    beside: Beside
    reviewed: bool
    """Whether a third person looks at it between who enters and who confirms."""
    why: str


@dataclass(frozen=True)
class Opening:
    """How many are shown with a purpose in a day, as a parameter, and by which act more is asked for."""

    act: str
    most: str


@dataclass(frozen=True)
class Confirmation:
    """All of them, with the scopes of each person and the parameter of their deadline."""

    enter: str
    review: str
    decide: str
    due: str
    cites: str
    quote: str
    law: str
    opening: Opening
    acts: Mapping[str, ConfirmedAct]

    @property
    def codes(self) -> tuple[Code, ...]:
        """The acts with their names."""
        return tuple(Code(one.act, one.en, one.zh) for one in self.acts.values())


def confirmation(table: Table, parameters: Collection[str]) -> Confirmation:
    """What the file declares; the parameter that it names must be there."""
    only(
        "procedures.toml [confirmation]",
        table,
        ("enter", "review", "decide", "due", "cites", "quote", "law", "opening", "act"),
    )
    only("procedures.toml [confirmation.opening]", table["opening"], ("act", "most"))
    opening = Opening(**table["opening"])
    for name in (table["due"], opening.most):
        if name not in parameters:
            raise UnknownWord("procedures.toml [confirmation]", f"{name!r} is no parameter")
    acts = each("procedures.toml [confirmation]", table, "act", _act)
    words = {name: table[name] for name in ("enter", "review", "decide", "due", "cites", "quote", "law")}
    word("procedures.toml [confirmation.opening]", opening.act, tuple(one.act for one in acts))
    return Confirmation(**words, opening=opening, acts={one.act: one for one in acts})


def _act(where: str, table: Table) -> ConfirmedAct:
    return ConfirmedAct(
        act=table["act"],
        en=table["en"],
        zh=table["zh"],
        waits=word(where, table["waits"], WAITS),
        names={word(where, kind, NAMES): path for kind, path in table["names"].items()},
        beside=word(where, table.get("beside", ""), ("person", "determination", "")),
        reviewed=table.get("reviewed", False),
        why=table["why"],
    )
