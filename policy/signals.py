"""Signals (比对信号): what a cross-check finds, and what it may mean, as `signals.toml` declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from policy.checks import Facts, check_condition
from policy.clauses import Condition
from policy.declarations import Table, condition, each, fact_name, word
from policy.errors import WrongValue
from policy.spine import read
from policy.vocabulary import words

FILE = Path(__file__).parent / "signals.toml"
KINDS = words("warning_kind")
Kind = Literal["UNFULFILLED", "UNCOVERED", "LAPSING", "DUPLICATE"]
BUILT_IN = (
    "unfulfilled",
    "uncovered",
    "not_matching",
    "phase_out_over",
    "duplicate",
    "overpaid",
    "after_death",
    "unpaid",
    "stopped",
)


@dataclass(frozen=True)
class Signal:
    """One rule of the cross-check: what it looks for, whom it is about, what founds it."""

    code: str
    kind: Kind
    en: str
    zh: str
    about: Literal["person", "household"]
    condition: Condition
    evidence: tuple[tuple[str, str], ...]
    leads_to: str
    """The category that who meets the clauses may be determined in."""
    unless_running: str
    """A procedure that explains what is found: nothing is raised while one runs about the household."""
    cites: str
    quote: str
    enabled: bool
    built_in: bool


@cache
def declared() -> Mapping[str, Signal]:
    """The signals of the file, by code."""
    return {signal.code: signal for signal in each("signals.toml", read(FILE), "signal", _signal)}


def signals(facts: Facts) -> Mapping[str, Signal]:
    """The same, checked: every clause can be read, and every fact shown is supplied by somebody."""
    found = declared()
    leads = [signal.leads_to for signal in found.values() if signal.leads_to]
    if len(leads) != len(set(leads)):
        raise WrongValue("signals.toml", "two rules lead to one category")
    for signal in found.values():
        if signal.leads_to and signal.kind != "UNCOVERED":
            raise WrongValue(f"signal {signal.code}", "a lead is UNCOVERED")
        check_condition(f"signal {signal.code}", signal.condition, facts)
        for shown in signal.evidence:
            if shown not in facts:
                raise WrongValue(f"signal {signal.code}", f"evidence {'.'.join(shown)} is no fact")
    return found


def _signal(where: str, table: Table) -> Signal:
    built_in = table.get("built_in", False)
    if built_in != (table["code"] in BUILT_IN) or built_in == bool(table.get("all")):
        raise WrongValue(where, "either built in, or with clauses")
    return Signal(
        code=table["code"],
        kind=word(where, table["kind"], KINDS),
        en=table["en"],
        zh=table["zh"],
        about=word(where, table.get("about", "person"), ("person", "household")),
        condition=condition(where, table),
        evidence=tuple(fact_name(text) for text in table.get("evidence", ())),
        leads_to=table.get("leads_to", ""),
        unless_running=table.get("unless_running", ""),
        cites=table["cites"],
        quote=table["quote"],
        enabled=table.get("enabled", True),
        built_in=built_in,
    )
