"""Deadlines (办理期限) in the graph: what each department has to do next in a box, and by when."""

from typing import Any

import strawberry

from planner.shape import Ask, Column, Many, Source
from policy.procedures import Procedures
from schema.fields.arguments import DivisionCode
from schema.fields.enums import Box, ProcedureCode
from schema.fields.mapping import mapped, mapped_method, planned
from schema.fields.scalars import Date
from schema.fields.slices import below
from schema.matters.boxes import PLACE, READS_MATTERS, BoxName, in_box
from schema.matters.matters import turn
from schema.requests.catalogue import DEPARTMENT, Department


@strawberry.type(description="What waits for a department in one procedure (部门待办期限).")
class DepartmentDeadline:
    department: Department = mapped(DEPARTMENT, "Whose turn it is (当前办理部门).")
    procedure: ProcedureCode = mapped(Column("{row}.procedure"), "In what (办理事项).")
    open: int = mapped(Column("{row}.open"), "How many matters wait for it (待办数).")
    overdue: int = mapped(Column("{row}.overdue"), "Of these overdue (超期数).")
    escalated: int = mapped(Column("{row}.escalated"), "Of these told to the level above (督办数).")
    next_due_on: Date | None = mapped(
        Column("{row}.next_due_on"), "The first of these is due by this day; null where none has a deadline (最近期限)."
    )


def deadlines(procedures: Procedures) -> dict[str, Any]:
    """The question after the deadlines of a box."""

    def deadlines(self: object, box: BoxName = HOME, division: DivisionCode = None) -> list[DepartmentDeadline]:
        planned()

    part = Many("DepartmentDeadline", _rows(procedures), usually=30)
    text = (
        "What waits for each department, procedure by procedure: first whose next deadline comes first. The matters"
        " themselves are in the box of the procedure, by `turn` (各部门待办期限)."
    )
    return {"deadlines": mapped_method(part, text, scopes=READS_MATTERS)(deadlines)}


HOME = Box("HOME")


def _rows(procedures: Procedures) -> Any:  # a planner source
    turns = " ".join(f"WHEN '{one.code}' THEN {turn(one, 'm')}" for one in procedures.by_code.values())

    def rows(ask: Ask) -> Source:
        # The position opens the index of boxes: closed matters are not read.
        where = ["m.closed_on IS NULL", "m.position >= 0", in_box(ask, "m", invites=False)]
        if ask.given("division"):
            where += below(ask, "division", PLACE.format(row="m"))
        late = f"t.due_on < {ask.caller('today', 'date')}"
        return Source(
            f"""(SELECT t.department, t.procedure, count(*)::int AS open,
      count(*) FILTER (WHERE {late})::int AS overdue,
      count(*) FILTER (WHERE t.escalated_on IS NOT NULL)::int AS escalated, min(t.due_on) AS next_due_on,
      min(min(t.due_on)) OVER (PARTITION BY t.department) AS first
      FROM (SELECT m.procedure, m.due_on, m.escalated_on, CASE m.procedure {turns} END AS department FROM matters m
        WHERE {" AND ".join(where)}) t
      WHERE t.department IS NOT NULL GROUP BY t.department, t.procedure) {{row}}""",
            order="{row}.first NULLS LAST, {row}.department, {row}.next_due_on NULLS LAST, {row}.procedure",
        )

    return rows
