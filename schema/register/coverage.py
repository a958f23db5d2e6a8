"""Coverage and totals (覆盖情况、汇总): counts and amounts, small cells suppressed for who sees no households."""

import strawberry

from planner.shape import Ask, Column, One, Source
from policy.statistics import statistics
from registry.aid.records import NET
from registry.aid.totals import MOST_COUNTED
from registry.targets import counts
from schema.fields.mapping import mapped
from schema.fields.references import day, division, last_day, programme
from schema.fields.scalars import Fen
from schema.fields.slices import asked, within
from schema.requests.catalogue import Programme

PROGRAMME = One("Programme", Source("programmes {row}", ("{row}.code = {parent}.code",)))
SUPPRESSED = f"Null when the cell is too small to be shown (少于 {statistics().smallest_cell} 的单元格不显示)."


# Two cells that are parts of a third are shown together or not at all: the one would tell the other.
COUNTED = {
    "targets": ("c.targets",),
    "unknown": ("c.unknown",),
    "helped": ("c.helped", "c.unhelped"),
    "unhelped": ("c.helped", "c.unhelped"),
}


def at_least(value: str, least: str, *counted: str) -> str:
    """The value, unless it speaks of too few."""
    enough = " AND ".join(f"({count} = 0 OR {count} >= {least})" for count in counted)
    return f"CASE WHEN {enough} THEN {value} END"


@strawberry.type(description="How far a programme reaches its targets (覆盖情况).")
class Coverage:
    programme: Programme = mapped(PROGRAMME, "The programme (项目).")
    targets: int | None = mapped(Column("{row}.targets"), f"How many are targets (对象数). {SUPPRESSED}")
    unknown: int | None = mapped(
        Column("{row}.unknown"), f"How many a missing fact alone keeps out (待核实数). {SUPPRESSED}"
    )
    helped: int | None = mapped(
        Column("{row}.helped"),
        f"How many targets have help, in force or given once not long ago (已救助数). {SUPPRESSED}",
    )
    unhelped: int | None = mapped(Column("{row}.unhelped"), f"How many have none (未救助数). {SUPPRESSED}")


@strawberry.type(description="What a programme gave (汇总).")
class Total:
    programme: Programme = mapped(PROGRAMME, "The programme (项目).")
    records: int | None = mapped(Column("{row}.records"), f"Records of help given (救助记录数). {SUPPRESSED}")
    subjects: int | None = mapped(
        Column("{row}.subjects"), f"Persons or households helped (救助人数或户数). {SUPPRESSED}"
    )
    granted: Fen | None = mapped(Column("{row}.granted"), f"Amounts granted in fen (救助金额，分). {SUPPRESSED}")
    paid: Fen | None = mapped(
        Column("{row}.paid"),
        f"Amounts paid in fen, without what came back (发放金额，分，已扣除退回、追回和撤销). {SUPPRESSED}",
    )


def _place(ask: Ask, position: str) -> str:
    parts = [*within(ask, position)]
    if ask.given("division"):
        code = division(ask, "division")
        parts.append(f"{position} >= (SELECT v.lo FROM divisions v WHERE v.code = {code})")
        parts.append(f"{position} < (SELECT v.hi FROM divisions v WHERE v.code = {code})")
    return " AND ".join(parts)


def helping(ask: Ask) -> str:
    """Of the programmes `g` those that help: screening has no coverage; or those of the entitlement asked for."""
    wanted = f" AND g.entitlement = {ask.arg('entitlement')}" if ask.given("entitlement") else ""
    return f"g.entitlement <> 'screening'{wanted}"


def coverage_rows(ask: Ask) -> Source:
    own = f"{ask.caller('targets', 'boolean')} AND g.department = {ask.caller('department')}"
    least = f"CASE WHEN {own} THEN 1 ELSE {ask.caller('least', 'integer')} END"
    cells = ", ".join(f"{at_least(f'c.{name}', least, *counted)} AS {name}" for name, counted in COUNTED.items())
    where = ""
    if ask.given("programme"):
        where = f"WHERE n.programme = {programme(ask, 'programme')}"
    return Source(
        f"""LATERAL (SELECT g.code, g.number, {cells} FROM programmes g JOIN (
    SELECT n.programme, n.met AS targets, n.unknown, n.helped, n.met - n.helped AS unhelped
    FROM ({counts.counted(asked(ask))}) n {where}) c ON c.programme = g.code WHERE {helping(ask)}) {{row}}""",
        order="{row}.number, {row}.code",
    )


def total_rows(ask: Ask) -> Source:
    place, where, cells = _place(ask, "r.paying_position"), "", _cells(ask)
    if ask.given("programme"):
        where += f" AND r.programme = {programme(ask, 'programme')}"
    if ask.given("from"):
        where += f" AND r.happened_on >= {day(ask, 'from')}"
    if ask.given("to"):
        where += f" AND r.happened_on <= {last_day(ask, 'to', 'from')}"
    # What is paid in a place is found by its index, of one department after the other; no more of it than is counted.
    return Source(
        f"""LATERAL (WITH placed AS MATERIALIZED (
    SELECT r.id, r.programme, r.subject_id, r.amount, r.status, r.happened_on
    FROM departments d JOIN assistance_records r ON r.department = d.code AND {place} LIMIT {MOST_COUNTED + 1})
    SELECT g.code, g.number, {cells} FROM programmes g JOIN (
    SELECT r.programme, count(*) AS records, count(DISTINCT r.subject_id) AS subjects,
      coalesce(sum(r.amount), 0)::bigint AS granted, coalesce(sum(p.paid), 0)::bigint AS paid
    FROM placed r
    LEFT JOIN LATERAL (SELECT sum({NET}) AS paid FROM payments p
      WHERE p.record_id = r.id AND p.superseded_at IS NULL) p ON true
    WHERE (SELECT within_bound(count(*), {MOST_COUNTED}) FROM placed) AND r.status = 'GRANTED'{where}
    GROUP BY r.programme) c ON c.programme = g.code) {{row}}""",
        order="{row}.number, {row}.code",
    )


def counted_rows(ask: Ask) -> Source:
    """The same as a job has counted it, whose row is `{parent}`."""
    return Source(
        f"""LATERAL (SELECT g.code, g.number, {_cells(ask)}
    FROM jsonb_to_recordset({{parent}}.result -> 'programmes')
      c(code text, records bigint, subjects bigint, granted bigint, paid bigint)
    JOIN programmes g ON g.code = c.code) {{row}}""",
        order="{row}.number, {row}.code",
    )


def _cells(ask: Ask) -> str:
    least = ask.caller("least", "integer")
    shown = ("records", "subjects", "granted", "paid")
    return ", ".join(f"{at_least(f'c.{name}', least, 'c.subjects')} AS {name}" for name in shown)
