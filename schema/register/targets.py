"""Targets in the graph (可能符合的对象): read from where they are maintained, never computed on the fly."""

import strawberry

from planner.shape import PLAIN, Ask, Column, Key, Many, One, Source, Values
from schema.fields.enums import Certainty, TargetChangeKind, TargetLeaving
from schema.fields.mapping import mapped
from schema.fields.references import programme
from schema.fields.scalars import Date
from schema.fields.slices import agreed, below, exactly, within
from schema.register.households import Household
from schema.register.persons import PERSON, Person, determined
from schema.register.target_leaving import known
from schema.requests.catalogue import PROGRAMME, Clause, Programme


def _clauses(mask: str) -> Many:
    bit = f"({{parent}}.{mask} & (1 << {{row}}.n)) <> 0"
    return Many(
        "Clause", Source("programme_clauses {row}", ("{row}.programme = {parent}.programme", bit), "{row}.n"), usually=4
    )


# What is a target of the caller's programme is reached: the slice need not be asked again.
HOUSEHOLD = One("Household", Source("households {row}", ("{row}.id = {parent}.household_id",)))


@strawberry.type(description="Someone a programme may have to help (可能符合的对象). A lead: the department decides.")
class Target:
    id: strawberry.ID = mapped(Column("{row}.programme || ':' || {row}.subject_id"), "The id (标识).")
    programme: Programme = mapped(PROGRAMME, "The programme (项目).")
    household: Household = mapped(HOUSEHOLD, "The household (家庭).")
    person: Person | None = mapped(PERSON, "The person; null where the programme helps the household (人员).")
    certainty: Certainty = mapped(Column("{row}.certainty"), "How sure it is (确定程度).")
    since: Date = mapped(Column("{row}.since"), "A target since this day (起始日期).")
    met: list[Clause] = mapped(_clauses("met"), "The clauses met (已符合的条件).")
    unknown: list[Clause] = mapped(_clauses("unknown"), "The clauses for which a fact is missing (待核实的条件).")
    left_to_department: list[str] = mapped(
        Values(
            Source(
                "programmes {row}_g CROSS JOIN unnest({row}_g.department_decides) WITH ORDINALITY {row}(text, n)",
                ("{row}_g.code = {parent}.programme",),
                "{row}.n",
            ),
            "{row}.text",
        ),
        "What the hub cannot know and your department decides (由部门认定的条件).",
    )
    cites: str = mapped(
        Column("(SELECT g.cites FROM programmes g WHERE g.code = {row}.programme)"),
        "The paragraph that founds it (条款依据).",
    )


@strawberry.type(description="That a target came, went or changed (对象变动).")
class TargetChange:
    kind: TargetChangeKind = mapped(
        Column("CASE WHEN {row}.until IS NOT NULL THEN 'ENDED' ELSE {row}.certainty END"),
        "What became of it (变动类型).",
    )
    on: Date = mapped(Column("coalesce({row}.until, {row}.since)"), "Since or until this day (变动日期).")
    household_id: strawberry.ID = mapped(Column("{row}.household_id", PLAIN), "The household's id (家庭标识).")
    person_id: strawberry.ID | None = mapped(Column("{row}.person_id", PLAIN), "The person's id (人员标识).")
    household: Household | None = mapped(
        One(
            "Household",
            Source("households {row}", ("{row}.id = {parent}.household_id", "{parent}.until IS NULL")),
        ),
        "The household, while it is a target (家庭).",
    )
    left_because: TargetLeaving | None = mapped(
        None,  # the departments' facts tell of deaths: filled in when the graph is composed
        "Why it is a target no more, as far as that is shared with you (不再符合的原因).",
    )
    lost_clauses: list[Clause] = mapped(
        Many(
            "Clause",
            Source(
                "programme_clauses {row}",
                ("{row}.programme = {parent}.programme", "{row}.text = ANY({parent}.lost)"),
                "{row}.n",
            ),
            usually=1,
        ),
        "Those of `lostTexts` that the rule still has, with their meaning; a clause that the rule has given up or"
        " reworded since is in `lostTexts` alone (不再满足的现行条件).",
    )
    lost_texts: list[str] = mapped(
        Values(Source("unnest({parent}.lost) WITH ORDINALITY {row}(text, n)", (), "{row}.n"), "{row}.text"),
        "The clauses that held and hold no more, where that is why it is a target no more, in the words that the rule"
        " had on that day; empty of who died, left or was merged, where a clause new to the rule ended it, and of"
        " changes that were told before clauses were kept (不再满足的条件原文).",
    )
    household_number: str | None = mapped(
        known("number", "households", "household_id"),
        "The household's number, also of one that is a target no more; null once it has left your divisions (户编号).",
        column="household.number",
    )
    name_masked: str | None = mapped(
        known("name_masked", "persons", "person_id"),
        "The person's name, masked, likewise; null where the programme helps the household (脱敏姓名).",
    )
    name: str | None = mapped(
        known("name", "persons", "person_id"),
        "The person's name, likewise (姓名).",
        scopes="identity/name:read",
        column="person.name",
        purpose=True,
    )


PAGE_KEYS = (Key("{row}.position", "bigint"), Key("{row}.subject_id", "uuid"))
CHANGE_KEYS = (Key("{row}.epoch", "integer"), Key("{row}.changed_xid", "xid8"), Key("{row}.subject_id", "uuid"))


# Two tables walked in one order: both have the index (programme, epoch, changed_xid, subject_id).
CHANGED = """(SELECT programme, department, position, epoch, changed_xid, subject_id, household_id, person_id,
      certainty, since, until, lost, false AS gone FROM targets
    UNION ALL SELECT programme, department, position, epoch, changed_xid, subject_id, household_id, person_id,
      'MET', moved_on, moved_on, NULL::text[], true FROM departures) {row}"""


def target_rows(ask: Ask) -> Source:
    certainty = ask.arg("filter.certainty") if ask.given("filter.certainty") else "'MET'"
    where = [
        f"{{row}}.programme = {programme(ask, 'programme')}",
        f"{{row}}.certainty = {certainty}",
        "{row}.until IS NULL",
        f"{{row}}.department = {ask.caller('department')}",
        f"{{row}}.since <= {ask.caller('today', 'date')}",
        *within(ask, "{row}.position"),
        agreed(ask, "ARRAY[{row}.programme]"),
    ]
    if ask.given("division"):
        where += below(ask, "division", "{row}.position")
    if ask.given("filter.category"):
        whose = "m.household_id = {row}.household_id AND (m.person_id = {row}.person_id OR {row}.person_id IS NULL)"
        where.append(determined(ask, whose))
    if ask.given("filter.notOn"):
        where += _not_on(ask.arg("filter.notOn", type="uuid"))
    return Source("targets {row}", tuple(where))


def _not_on(snapshot: str) -> tuple[str, ...]:
    """Not on this list; of an unknown one, and of another programme's, nobody is known to be missing."""
    return (
        f"""EXISTS (SELECT FROM target_snapshots s WHERE s.id = {snapshot} AND s.programme = {{row}}.programme
      AND s.department = {{row}}.department)""",
        f"""NOT EXISTS (SELECT FROM snapshot_items i
      WHERE i.snapshot_id = {snapshot} AND i.subject_id = {{row}}.subject_id)""",
    )


def change_rows(ask: Ask) -> Source:
    # Below the horizon of open writers, so that one who commits late is not passed over. Row level security shows
    # a caller the targets of its own places alone: what left one of them for another has not left.
    return Source(
        CHANGED,
        (
            f"{{row}}.programme = {programme(ask, 'programme')}",
            "{row}.epoch >= 0",
            f"{{row}}.department = {ask.caller('department')}",
            "{row}.changed_xid < pg_snapshot_xmin(pg_current_snapshot())",
            exactly(ask, "{row}.position"),
            agreed(ask, "ARRAY[{row}.programme]"),
            """(NOT {row}.gone OR NOT EXISTS (SELECT FROM targets t
      WHERE t.programme = {row}.programme AND t.subject_id = {row}.subject_id))""",
        ),
    )
