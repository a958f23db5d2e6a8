"""Proposals in the graph (待审核确认事项): what was entered, by when it is to be decided, and what became of it."""

from typing import Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Many, One, Sealed, Source
from registry.matters.proposal_decisions import ME, REVIEWED_BY_CALLER, SAME_PERSON
from registry.matters.proposals import ATTRIBUTE, STANDS, WAITS
from schema.fields.enums import ProposalBox, ProposalState, ProposedAct
from schema.fields.mapping import argument, mapped, narrowing
from schema.fields.references import day
from schema.fields.scalars import Date, Instant
from schema.fields.slices import below, exactly, household_reached
from schema.register.households import HOUSEHOLD, Household
from schema.register.persons import Person
from schema.requests.actors import Actor, actor_of
from schema.requests.catalogue import DEPARTMENT, Department

ENTERS = ("civil/population:enter", "civil/population:write")
DECIDES = "civil/population:decide"
REVIEWS = "civil/population:review"
SEES = (*ENTERS, REVIEWS, DECIDES)
CLEAR = "identity/name:read and identity/number:read"


@strawberry.type(description="One thing that was entered (录入项).")
class EnteredValue:
    field: str = mapped(
        Column("{row}.e->>'field'"), "Where it stands in what was entered, as `members[0].name` (录入项)."
    )
    value: str = mapped(
        Column("{row}.e->>'value'"), "What was entered; names and numbers of persons are masked (录入内容，脱敏)."
    )
    before: str | None = mapped(
        Column("{row}.e->>'before'"), "What stood in its place when it was entered, where it corrects (原内容)."
    )


VALUES = Source("json_array_elements({parent}.content) WITH ORDINALITY {row}(e, n)", (), "{row}.n")


ENTERED_BY_CALLER = SAME_PERSON.format(entered_by="{row}.actor_id", me=ME)
"""Whether the caller may be who entered it."""


CHANGING = (
    "DETERMINED",
    "DETERMINATION_ENDED",
    "DETERMINATION_CORRECTED",
    "DETERMINATION_VOIDED",
    "HOUSEHOLD_CHANGED",
    "LEFT",
    "MERGED",
    "UNMERGED",
    "CORRECTED",
    "IDENTIFIED",
)
"""Links that tell of another state of the register: help and matters leave what was entered as it was."""

OVERTAKEN = f"""({{row}}.{WAITS} AND EXISTS (SELECT FROM chain_links l
  WHERE (l.household_id = {{row}}.household_id OR l.person_id = {{row}}.person_id)
    AND l.kind IN ({", ".join(f"'{one}'" for one in CHANGING)}) AND l.recorded_at > {{row}}.entered_at))"""


@strawberry.type(description="What one person has entered and another confirms or returns (待审核确认事项).")
class Proposal:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    act: ProposedAct = mapped(Column("{row}.act"), "What is done once it is confirmed (事项类型).")
    state: ProposalState = mapped(Column("{row}.state"), "What became of it (审核状态).")
    department: Department = mapped(DEPARTMENT, "Of which department it is (部门).")
    mine: bool = mapped(Column(ENTERED_BY_CALLER), "Whether you entered it: another decides (是否本人录入).")
    entered_by: Actor | None = mapped(actor_of("actor_id"), "Who entered it (录入人).")
    reviews: bool = mapped(
        Column("{row}.reviews"), "Whether one person reviews it before another confirms it (是否须先审核)."
    )
    reviewed_by: Actor | None = mapped(actor_of("reviewed_by"), "Who reviewed it (审核通过人).")
    reviewed_at: Instant | None = mapped(Column("{row}.reviewed_at", INSTANT), "When it was reviewed (审核通过时间).")
    decided_by: Actor | None = mapped(actor_of("decided_by"), "Who decided it, or withdrew it (审核人).")
    entered_at: Instant = mapped(Column("{row}.entered_at", INSTANT), "When it was entered (录入时间).")
    due_on: Date = mapped(Column("{row}.due_on"), "By when it is to be decided (审核确认期限).")
    overdue: bool = mapped(
        Column(lambda ask: f"({{row}}.{WAITS} AND {{row}}.due_on < {ask.caller('today', 'date')})"),
        "Whether it waits longer than that (是否超期).",
    )
    overtaken: bool = mapped(
        Column(OVERTAKEN),
        "While it waits: whether the household or person it is about has gone another way since it was entered, so"
        " that what it says is to be compared with what stands now (录入后情况是否已变化).",
    )
    household: Household | None = mapped(HOUSEHOLD, "Whom it is about (家庭).")
    household_number: str | None = mapped(
        Column("{row}.household_number"), "Of a household that was not registered when it was entered (户编号)."
    )
    person: Person | None = mapped(
        One(
            "Person",
            lambda ask: Source(
                "persons {row}",
                ("{row}.id = {parent}.person_id", household_reached(ask, "{parent}.household_id")),
            ),
        ),
        "The person it is about, where it is about one (人员).",
    )
    values: list[EnteredValue] = mapped(
        Many("EnteredValue", VALUES, usually=12), "What was entered, value by value (录入内容)."
    )
    in_clear: str = mapped(
        Sealed(ATTRIBUTE, "{row}.id"),
        "All that was entered, names and numbers in clear, as JSON (录入内容原文).",
        scopes=CLEAR,
        column="person.id_number",
        purpose=True,
    )
    mends: strawberry.ID | None = mapped(
        Column("{row}.mends", PLAIN), "The returned one that it mends (所更正的退回事项)."
    )
    mended: bool = mapped(
        Column(f"EXISTS (SELECT FROM proposals o WHERE o.mends = {{row}}.id AND o.{STANDS})"),
        "Whether another mends it (是否已更正重报).",
    )
    decided_at: Instant | None = mapped(Column("{row}.decided_at", INSTANT), "When it was decided (审核时间).")
    reason: str | None = mapped(Column("{row}.reason"), "Why it was returned or withdrawn (退回、撤回原因).")


@strawberry.input(description="Which proposals (筛选).")
class ProposalFilter:
    state: ProposalState | None = narrowing(None, default=None, description="In this state (审核状态).")
    act: ProposedAct | None = narrowing(None, default=None, description="Of this act (事项类型).")
    due_before: Date | None = narrowing(None, default=None, description="Due before this day (期限早于).")
    household: strawberry.ID | None = narrowing(None, default=None, description="About this household (家庭标识).")
    division: str | None = narrowing(None, default=None, description="In or below this division (行政区划代码).")
    id: strawberry.ID | None = narrowing(None, default=None, description="Only this one (标识).")


PROPOSAL_KEYS = (Key("{row}.due_on", "date"), Key("{row}.id", "uuid"))
SUBJECT = "coalesce({row}.person_id, {row}.household_id, {row}.id)"
"""Whom it shows, as the access log names them."""


def proposal_rows(ask: Ask) -> Source:
    """Those of a box: what waits for the caller, what the caller has entered, or all of the department here."""
    box, mine = ask.arg("box"), ENTERED_BY_CALLER
    scopes = ask.caller("scopes", "text[]")
    decides, reviews = (f"'{one}' = ANY({scopes})" for one in (DECIDES, REVIEWS))
    ready = "({row}.state = 'REVIEWED' OR NOT {row}.reviews)"
    mine_to_do = f"({ready} AND {decides} AND NOT {REVIEWED_BY_CALLER} OR NOT {ready} AND {reviews})"
    where = [
        f"{{row}}.department = {ask.caller('department')}",
        "{row}.position >= 0",  # opens the index
        exactly(ask, "{row}.position"),
        f"CASE {box} WHEN 'FOR_ME' THEN {{row}}.{WAITS} AND NOT {mine} AND {mine_to_do}"
        f" WHEN 'MINE' THEN {mine} ELSE true END",
    ]
    for name in ("state", "act"):
        if ask.given(f"filter.{name}"):
            where.append(f"{{row}}.{name} = {ask.arg(f'filter.{name}')}")
    if ask.given("filter.dueBefore"):
        where.append(f"{{row}}.due_on < {day(ask, 'filter.dueBefore')}")
    if ask.given("filter.household"):
        where.append(f"{{row}}.household_id = {ask.arg('filter.household', type='uuid')}")
    if ask.given("filter.id"):
        where.append(f"{{row}}.id = {ask.arg('filter.id', type='uuid')}")
    if ask.given("filter.division"):
        where += below(ask, "filter.division", "{row}.position")
    return Source("proposals {row}", tuple(where))


BoxName = Annotated[ProposalBox, argument(None, description="Whose (范围).")]
FOR_ME = ProposalBox("FOR_ME")
