"""Published figures in the graph (公布数据): what is answered instead of a count to who does not read the register."""

import datetime

from planner.shape import Ask
from policy.statistics import statistics
from registry.errors import Refusal
from registry.monitoring.published_figures import last_day, quarters
from schema.fields import item_checks
from schema.fields.references import References, division

PUBLISHED = (
    "Who does not read the register is answered the figures published for a county or above, null where they are too"
    f" few to be shown or could be worked out (未获登记册权限的账户只能查询公布数据，少于 {statistics().smallest_cell}"
    " 或可推算的单元格不显示)."
)
LATEST = "(SELECT max(p.since) FROM published_figures p WHERE p.kind = 'COVERAGE')"


def reads_register(ask: Ask) -> str:
    """Whether the caller reads the register, and so may count in it."""
    return ask.caller("reads_register", "boolean")


def figures(ask: Ask, kind: str, since: str, *names: str) -> str:
    """The figures of each programme for what the caller asks of its divisions.

    Of several divisions together, where all have them: that tells no more than each.
    """
    whole = "CASE WHEN bool_and(f.{0} IS NOT NULL) THEN sum(f.{0})::bigint END AS {0}"
    cells = ", ".join(whole.format(name) for name in names)
    return f"""SELECT g.code AS programme, {cells} FROM ({_places(ask)}) v CROSS JOIN programmes g
    LEFT JOIN published_figures f ON f.kind = '{kind}' AND f.since = {since} AND f.division = v.code
      AND f.programme = g.code GROUP BY g.code"""


def _places(ask: Ask) -> str:
    """The division asked for where it is the caller's, else the caller's own that lie in it."""
    own, ranges = ask.caller("divisions", "text[]"), ask.caller("ranges", "int8multirange")
    mine = f"""SELECT DISTINCT ON (v.lo, v.hi) v.code, v.lo, v.hi FROM divisions v WHERE v.code = ANY({own})
      AND NOT EXISTS (SELECT FROM divisions o WHERE o.code = ANY({own}) AND o.lo <= v.lo AND v.hi <= o.hi
        AND (o.lo, o.hi) <> (v.lo, v.hi))"""
    if not ask.given("division"):
        return mine
    code = division(ask, "division")
    return f"""SELECT d.code FROM divisions d WHERE d.code = {code} AND int8range(d.lo, d.hi) <@ {ranges}
      UNION ALL SELECT m.code FROM ({mine}) m JOIN divisions d ON d.code = {code} AND d.lo <= m.lo AND m.hi <= d.hi
        AND NOT int8range(d.lo, d.hi) <@ {ranges}"""


def period(ask: Ask) -> str:
    """The first day of the quarter that is asked for; of who reads the register nothing is wanted.

    Raises PUBLISHED_ONLY when it is bound, where it is no quarter that was published.
    """
    return ask.arg("from", _period, "date", caller="references", beside="to")


def _period(value: object, references: References, last: object) -> datetime.date | None:
    if not references.published_only:
        return None
    published = {(first, last_day(first)) for first in quarters(references.today)}
    first, end = item_checks.ahead(value, "from", references.today), item_checks.ahead(last, "to", references.today)
    if first is None or end is None or (first, end) not in published:
        raise published_only(references.today)
    return first


def level(ask: Ask) -> str:
    """The level that is asked for; raises PUBLISHED_ONLY when it is bound, where no figures are published of it."""
    return ask.arg("by", _level, caller="references")


def _level(value: object, references: References) -> str:
    if references.published_only and str(value) not in statistics().published_levels:
        raise published_only(references.today)
    return str(value)


def counties(ask: Ask) -> str:
    """The same for a backlog that is counted now: of one level there is no sum that tells what is left out."""
    return ask.arg("by", _counties, caller="references")


def _counties(value: object, references: References) -> str:
    if references.published_only and str(value) != "COUNTY":
        raise published_only(references.today)
    return str(value)


def enough(ask: Ask, count: str) -> str:
    """Whether a count may be told: it is not few, or the caller reads the register."""
    return f"({reads_register(ask)} OR {count} >= {statistics().smallest_cell})"


def published_only(today: datetime.date) -> Refusal:
    """PUBLISHED_ONLY, with the latest quarter."""
    first = next(quarters(today))
    return Refusal("PUBLISHED_ONLY", first=first, last=last_day(first))
