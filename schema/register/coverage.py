"""Coverage and totals (覆盖情况、汇总): counts and amounts, published figures for who does not read the register."""

import strawberry

from planner.shape import Ask, Column, One, Source
from registry.aid.records import NET
from registry.aid.totals import MOST_COUNTED
from registry.targets import counts
from schema.fields.mapping import mapped
from schema.fields.references import day, division, last_day, programme
from schema.fields.scalars import Date, Fen
from schema.fields.slices import asked, within
from schema.register.published_figures import LATEST, PUBLISHED, figures, period, reads_register
from schema.requests.catalogue import Programme

TOTALS = ("records", "subjects", "granted", "paid")
PROGRAMME = One("Programme", Source("programmes {row}", ("{row}.code = {parent}.code",)))


@strawberry.type(description=f"How far a programme reaches its targets (覆盖情况). {PUBLISHED}")
class Coverage:
    programme: Programme = mapped(PROGRAMME, "The programme (项目).")
    targets: int | None = mapped(Column("{row}.targets"), "How many are targets (对象数).")
    unknown: int | None = mapped(Column("{row}.unknown"), "How many a missing fact alone keeps out (待核实数).")
    helped: int | None = mapped(
        Column("{row}.helped"),
        "How many targets have help, in force or given once not long ago (已救助数).",
    )
    unhelped: int | None = mapped(Column("{row}.unhelped"), "How many have none (未救助数).")
    published_for: Date | None = mapped(
        Column("{row}.published_for"), "The day for which it was published; null of what is counted now (公布数据时点)."
    )


@strawberry.type(description=f"What a programme gave (汇总). {PUBLISHED}")
class Total:
    programme: Programme = mapped(PROGRAMME, "The programme (项目).")
    records: int | None = mapped(Column("{row}.records"), "Records of help given (救助记录数).")
    subjects: int | None = mapped(Column("{row}.subjects"), "Persons or households helped (救助人数或户数).")
    granted: Fen | None = mapped(Column("{row}.granted"), "Amounts granted in fen (救助金额，分).")
    paid: Fen | None = mapped(
        Column("{row}.paid"),
        "Amounts paid in fen, without what came back (发放金额，分，已扣除退回、追回和撤销).",
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
    lists = ask.caller("targets", "boolean")
    own = f"{lists} AND g.department = {ask.caller('department')}"
    counted = f"({reads_register(ask)} OR {own})"
    where = f"{helping(ask)} AND g.code = {programme(ask, 'programme')}" if ask.given("programme") else helping(ask)
    ranges = f"CASE WHEN {reads_register(ask)} OR {lists} THEN {asked(ask)} ELSE int8multirange() END"
    shown = figures(ask, "COVERAGE", LATEST, "targets", "unknown", "helped")
    return Source(
        f"""LATERAL (SELECT g.code, g.number, n.met AS targets, n.unknown, n.helped, n.met - n.helped AS unhelped,
      NULL::date AS published_for
    FROM programmes g JOIN ({counts.counted(ranges)}) n ON n.programme = g.code WHERE {where} AND {counted}
    UNION ALL SELECT g.code, g.number, f.targets, f.unknown, f.helped, f.targets - f.helped, {LATEST}
    FROM programmes g JOIN ({shown}) f ON f.programme = g.code WHERE {where} AND NOT {counted}) {{row}}""",
        order="{row}.number, {row}.code",
    )


def total_rows(ask: Ask) -> Source:
    place, where, counted, only = _place(ask, "r.paying_position"), "", reads_register(ask), ""
    if ask.given("programme"):
        where += f" AND r.programme = {programme(ask, 'programme')}"
        only = f" AND g.code = {programme(ask, 'programme')}"
    if ask.given("from"):
        where += f" AND r.happened_on >= {day(ask, 'from')}"
    if ask.given("to"):
        where += f" AND r.happened_on <= {last_day(ask, 'to', 'from')}"
    shown = figures(ask, "TOTALS", period(ask), *TOTALS)
    cells = ", ".join(f"c.{name}" for name in TOTALS)
    # What is paid in a place is found by its index, of one department after the other; no more of it than is counted.
    return Source(
        f"""LATERAL (WITH placed AS MATERIALIZED (
    SELECT r.id, r.programme, r.subject_id, r.amount, r.status, r.happened_on
    FROM departments d JOIN assistance_records r ON r.department = d.code AND {place}
    WHERE {counted} LIMIT {MOST_COUNTED + 1})
    SELECT g.code, g.number, {cells} FROM programmes g JOIN (
    SELECT r.programme, count(*) AS records, count(DISTINCT r.subject_id) AS subjects,
      coalesce(sum(r.amount), 0)::bigint AS granted, coalesce(sum(p.paid), 0)::bigint AS paid
    FROM placed r
    LEFT JOIN LATERAL (SELECT sum({NET}) AS paid FROM payments p
      WHERE p.record_id = r.id AND p.superseded_at IS NULL) p ON true
    WHERE (SELECT within_bound(count(*), {MOST_COUNTED}) FROM placed) AND r.status = 'GRANTED'{where}
    GROUP BY r.programme) c ON c.programme = g.code
    UNION ALL SELECT g.code, g.number, {cells} FROM programmes g JOIN ({shown}) c ON c.programme = g.code
    WHERE NOT {counted} AND g.entitlement <> 'screening'{only}) {{row}}""",
        order="{row}.number, {row}.code",
    )


def counted_rows(ask: Ask) -> Source:
    """The same as a job has counted it, whose row is `{parent}`, for who reads the register still."""
    return Source(
        f"""LATERAL (SELECT g.code, g.number, {", ".join(f"c.{name}" for name in TOTALS)}
    FROM jsonb_to_recordset({{parent}}.result -> 'programmes')
      c(code text, records bigint, subjects bigint, granted bigint, paid bigint)
    JOIN programmes g ON g.code = c.code WHERE {reads_register(ask)}) {{row}}""",
        order="{row}.number, {row}.code",
    )
