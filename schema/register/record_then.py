"""The record of a link as it stood then: in a chain read `asOf` a day or as `knownAt` a moment, by its links up to it.

Whoever asks for neither reads the record itself, and pays nothing for this.
"""

from collections.abc import Callable

from planner.shape import Ask, Source
from registry.aid.record_changes import first_day, in_order
from schema.fields.references import day, moment


def then(ask: Ask) -> Ask | None:
    """The chain that holds the field, where it is asked as of a day or as known at a moment."""
    chain = ask.above("chain")
    return chain if chain and (chain.given("asOf") or chain.given("knownAt")) else None


def record_of_link(ask: Ask) -> Source:
    """The record that a link speaks of; beside it, where a day or moment is asked, how it stood: `{row}_then`."""
    chain = then(ask)
    beside = f" CROSS JOIN LATERAL {_stood(chain)} {{row}}_then" if chain else ""
    return Source(f"assistance_records {{row}}{beside}", ("{row}.id = {parent}.record_id",))


def standing(column: str) -> Callable[[Ask], str]:
    """A column of the record that its links change."""
    return lambda ask: f"{{row}}_then.{column}" if then(ask) else f"{{row}}.{column}"


def voided(column: str) -> Callable[[Ask], str]:
    """What is said of the record's having been entered in error, once that was known."""
    return lambda ask: f"CASE WHEN {{row}}_then.status = 'VOIDED' THEN {{row}}.{column} END" if then(ask) else (
        f"{{row}}.{column}"
    )  # fmt: skip # then, or today


def payment_stands(ask: Ask, payment: str) -> tuple[str, ...]:
    """A payment line that stands, or stood then."""
    chain = then(ask)
    if chain is None:
        return (f"{payment}.superseded_at IS NULL",)
    if not chain.given("knownAt"):
        return (f"{payment}.superseded_at IS NULL", _by(chain, payment, "paid_on"))
    superseded = f"({payment}.superseded_at IS NULL OR {moment(chain, 'knownAt')} < {payment}.superseded_at)"
    return (superseded, _by(chain, payment, "paid_on"))


def confirmed(ask: Ask) -> str:
    """The day on which finance said that it was paid out; null where that was later, or told later."""
    chain = then(ask)
    if chain is None:
        return "{row}.confirmed_on"
    return f"CASE WHEN {_by(chain, '{row}', 'confirmed_on', 'confirmed_at')} THEN {{row}}.confirmed_on END"


def clash_stands(ask: Ask) -> tuple[str, ...]:
    """Neither record of a clash was entered in error; then: as was known, and both had been given."""
    chain = then(ask)
    if chain is None:
        return (
            "{parent}.status <> 'VOIDED'",
            "NOT EXISTS (SELECT FROM assistance_records v WHERE v.id = {row}.clashing_id AND v.status = 'VOIDED')",
        )
    return (
        "{parent}_then.status <> 'VOIDED'",
        f"""NOT EXISTS (SELECT FROM assistance_records v CROSS JOIN LATERAL {_stood(chain).format(row="v")} v_then
      WHERE v.id = {{row}}.clashing_id AND (v_then.status = 'VOIDED' OR NOT ({_by(chain, "v", "happened_on")})))""",
    )


def _by(chain: Ask, row: str, happened: str, recorded: str = "recorded_at") -> str:
    """What a row tells had happened by the day that is asked, and was known at the moment."""
    conditions = []
    if chain.given("asOf"):
        conditions.append(f"{row}.{happened} <= {day(chain, 'asOf')}")
    if chain.given("knownAt"):
        conditions.append(f"{row}.{recorded} <= {moment(chain, 'knownAt')}")
    return " AND ".join(conditions)


def _stood(chain: Ask) -> str:
    """How a record stood: by its last link then, as `record_changes` has it; links of before `spine_0012` say nothing.

    The links of its grant and its voiding are of its household and its day, those that changed it have an index.
    """
    by = _by(chain, "l", "happened_on")
    return f"""(
    SELECT CASE WHEN bool_or(l.kind = 'VOIDED' AND l.told) THEN 'VOIDED' WHEN bool_or(l.kind = 'REFUSED') THEN 'REFUSED'
        WHEN bool_or(l.kind = 'ASSISTED') THEN 'GRANTED' ELSE {{row}}.status END AS status,
      {_last("amount")} AS amount, {_last("period_to")} AS period_to,
      {first_day(_last("period_from", "l.made"))} AS period_from,
      min(l.happened_on) FILTER (WHERE l.told AND l.kind = 'TERMINATED') AS ended_on,
      (array_agg(l.note ORDER BY l.made, l.happened_on DESC, l.id DESC)
        FILTER (WHERE l.told AND l.kind <> 'VOIDED'))[1] AS reason
    FROM {in_order(LINKS.format(by=by))} l)"""


TOLD = "l.id, l.record_id, l.kind, l.happened_on, l.status, l.amount, l.period_from, l.period_to, l.note"

# What was told of days after the end has changed nothing.
LINKS = f"""(
      SELECT * FROM (
        SELECT l.*, l.told AND l.kind = 'ADJUSTED' AND l.period_from IS NOT NULL AS moves,
          min(l.happened_on) FILTER (WHERE l.told AND l.kind = 'TERMINATED') OVER () AS ended,
          coalesce(max(l.period_from) FILTER (WHERE l.made) OVER (), {{{{row}}}}.happened_on) AS starts
        FROM (
          SELECT {TOLD}, l.kind <> 'VOIDED' AS made, {{by}} AS told
          FROM chain_links l WHERE l.household_id = {{{{row}}}}.household_id
            AND l.happened_on = {{{{row}}}}.happened_on
            AND l.record_id = {{{{row}}}}.id AND l.kind IN ('ASSISTED', 'REFUSED', 'VOIDED')
          UNION ALL
          SELECT {TOLD}, false, {{by}}
          FROM chain_links l WHERE l.record_id = {{{{row}}}}.id AND l.kind IN ('ADJUSTED', 'TERMINATED')) l) l
      WHERE l.kind <> 'ADJUSTED' OR l.ended IS NULL OR NOT l.told OR l.happened_on <= l.ended)"""


def _last(column: str, which: str = "true") -> str:
    """What was last told of a column by then; today's of a record whose links do not say it."""
    told = f"l.told AND l.{column} IS NOT NULL AND l.kind NOT IN ('VOIDED', 'TERMINATED') AND {which}"
    return f"""CASE WHEN bool_or({told})
        THEN (array_agg(l.{column} ORDER BY l.made, l.happened_on DESC, l.id DESC) FILTER (WHERE {told}))[1]
        WHEN bool_or(l.made AND l.status IS NOT NULL) OR bool_or(NOT l.told AND l.kind <> 'VOIDED') THEN NULL
        ELSE {{row}}.{column} END"""
