"""Offers (可申请的救助) of a household: help that may be asked for and that nobody has, read as one line."""

import strawberry

from planner.shape import Column, Many, Source
from schema.fields.enums import WarningKind
from schema.fields.mapping import mapped
from schema.fields.scalars import Date
from schema.monitoring.warnings import PROGRAMMES, EarlyWarning, of_rule
from schema.requests.catalogue import Programme


def offered(warning: str) -> str:
    """Whether nothing that a warning speaks of is a duty, but an offer or a service (`entitlement`), as SQL."""
    duties = "SELECT array_agg(g.code) FROM programmes g WHERE g.entitlement = 'duty'"
    return (
        f"({warning}.rule = 'uncovered' AND cardinality({warning}.programmes) > 0"
        f" AND NOT {warning}.programmes && ({duties}))"
    )


def line_of(warning: str) -> str:
    """What tells the line of a warning from others: the warning itself, or of offers the household, as SQL."""
    return f"CASE WHEN {offered(warning)} THEN {warning}.household_id ELSE {warning}.id END"


@strawberry.type(description="What an officer reads as one: a warning, or all offers of a household (预警条目).")
class WarningLine:
    offers: bool = mapped(
        Column("{row}.offers"), "It is help that may be asked for and that nobody has asked for (是否为可申请的救助)."
    )
    kind: WarningKind = mapped(Column("{row}.kind"), "What it may mean (预警类型).")
    meaning: str = mapped(Column(of_rule("zh", "{row}.rule")), "What was found, in Chinese (预警内容).")
    meaning_en: str = mapped(Column(of_rule("en", "{row}.rule")), "The same in English (英文).")
    rank: int = mapped(Column("{row}.rank"), "The highest of its warnings (紧急程度).")
    raised_on: Date = mapped(Column("{row}.raised_on"), "When the first of them was raised (预警日期).")
    programmes: list[Programme] = mapped(PROGRAMMES, "The programmes of all of them (涉及项目).")
    warnings: list[EarlyWarning] = mapped(
        Many(
            "EarlyWarning",
            Source("early_warnings {row}", ("{row}.id = ANY({parent}.ids)",), "{row}.rank DESC, {row}.id"),
            usually=1,
        ),
        "Its warnings, to be triaged or closed together (预警).",
    )


def lines_of(where: str) -> Source:
    """The lines of some warnings `w`, the worst first."""
    return Source(
        f"""(SELECT min(w.rule) AS rule, min(w.kind) AS kind, bool_and({offered("w")}) AS offers, max(w.rank) AS rank,
      min(w.raised_on) AS raised_on, array_agg(w.id ORDER BY w.id) AS ids, min(w.id::text) AS first,
      ARRAY(SELECT DISTINCT p FROM unnest(string_to_array(string_agg(array_to_string(w.programmes, ','), ','), ',')) p)
        AS programmes
      FROM early_warnings w WHERE {where} GROUP BY {line_of("w")}) {{row}}""",
        order="{row}.rank DESC, {row}.first",
    )
