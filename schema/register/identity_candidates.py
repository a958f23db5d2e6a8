"""Identity candidates in the graph (疑似同一人): both sides, and what speaks for and against their being one person."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Many, One, Source
from policy.identity_evidence import declared
from registry.errors import Refusal
from registry.people.candidate_decisions import decide
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import (
    Agreement,
    CandidateDecision,
    CandidateKind,
    CandidateState,
    IdentityAttribute,
    IdentityFinding,
    Likelihood,
)
from schema.fields.mapping import mapped, narrowing
from schema.fields.scalars import Instant
from schema.fields.slices import below, exactly, within
from schema.register.corrections import officer
from schema.register.mismatches import Mismatch
from schema.register.persons import Person
from schema.register.unregistered_persons import UnregisteredPerson
from schema.requests.catalogue import DEPARTMENT, Department
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result

EVIDENCE = declared()


def _called(language: str) -> str:
    """What a finding is called; of what one side lacks, that it is missing."""
    pairs = " ".join(f"WHEN '{level.code}' THEN '{getattr(level, language)}'" for level in EVIDENCE.levels)
    missing = {"en": "one side does not say it", "zh": "一方缺失"}[language]
    return f"CASE {{row}}.e->>'finding' {pairs} ELSE '{missing}' END"


def _likelihood(row: str) -> str:
    """What a probability is called."""
    cases = " ".join(f"WHEN {row}.probability >= {one.least} THEN '{one.code}'" for one in EVIDENCE.likelihoods[::-1])
    return f"CASE {cases} ELSE '{EVIDENCE.likelihoods[0].code}' END"


def _in_words(language: str) -> str:
    cases = " ".join(
        f"WHEN {{row}}.probability >= {one.least} THEN '{getattr(one, language)}'" for one in EVIDENCE.likelihoods[::-1]
    )
    return f"CASE {cases} ELSE '{getattr(EVIDENCE.likelihoods[0], language)}' END"


@strawberry.type(description="What was found of one thing that two sides may have in common (比对依据).")
class IdentityEvidence:
    attribute: IdentityAttribute = mapped(Column("{row}.e->>'attribute'"), "What was compared (比对项).")
    agreement: Agreement = mapped(Column("{row}.e->>'agreement'"), "How far the two agree in it (一致程度).")
    finding: IdentityFinding | None = mapped(
        Column("{row}.e->>'finding'"), "What was found; null where one side does not say it (比对结果)."
    )
    meaning: str = mapped(Column(_called("zh")), "The same in Chinese (比对结果说明).")
    meaning_en: str = mapped(Column(_called("en")), "The same in English (英文).")
    weight: int = mapped(
        Column("({row}.e->>'weight')::int"),
        "How much it speaks for one person: 10 makes that ten times as likely, 20 a hundred times, -10 a tenth as"
        " likely (权重).",
    )


def _side(type_: str, table: str, kind: str) -> One:
    where = ("{row}.id = {parent}.other_id", f"{{parent}}.kind = '{kind}'")
    return One(type_, Source(f"{table} {{row}}", where))


@strawberry.type(
    description="Two who may be one person, as they were compared field by field (疑似同一人). It merges nobody; a"
    " person decides."
)
class IdentityCandidate:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    kind: CandidateKind = mapped(Column("{row}.kind"), "Who the other one is (疑似对象类型).")
    state: CandidateState = mapped(Column("{row}.state"), "What a person has made of it (甄别状态).")
    since: Instant = mapped(Column("{row}.since", INSTANT), "It waits since (起始时间).")
    changed_at: Instant = mapped(
        Column("{row}.changed_at", INSTANT),
        "When the findings or the state last became others; give it as `seen` to decide (最近变化时间).",
    )
    person: Person = mapped(
        One("Person", Source("persons {row}", ("{row}.id = {parent}.person_id",))), "A registered person (登记人员)."
    )
    other: Person | None = mapped(
        _side("Person", "persons", "PERSON"),
        "The other registered person, of PERSON; if they are one, `mergePersons` (另一登记人员).",
    )
    unregistered: UnregisteredPerson | None = mapped(
        _side("UnregisteredPerson", "unregistered_persons", "UNREGISTERED"),
        "Who was reported, of UNREGISTERED; if they are one, correct the number of whichever is wrong:"
        " `correctPerson`, or ask the reporter to (未在库人员).",
    )
    mismatch: Mismatch | None = mapped(
        _side("Mismatch", "mismatches", "MISMATCH"),
        "What was reported, of MISMATCH; if they are one, `decideMismatch` with ANOTHER_PERSON has the reporter correct"
        " the number (姓名不符).",
    )
    probability: int = mapped(
        Column("{row}.probability"), "So many in a hundred such pairs are one person (概率，百分数)."
    )
    likelihood: Likelihood = mapped(Column(_likelihood("{row}")), "What that is called (可能性).")
    meaning: str = mapped(Column(_in_words("zh")), "The same in Chinese (可能性说明).")
    meaning_en: str = mapped(Column(_in_words("en")), "The same in English (英文).")
    evidence: list[IdentityEvidence] = mapped(
        Many(
            "IdentityEvidence",
            Source("json_array_elements({parent}.evidence) WITH ORDINALITY {row}(e, n)", (), "{row}.n"),
            usually=6,
        ),
        "What speaks for it and against it, field by field; what the two sides say in each is with them (比对依据).",
    )
    department: Department | None = mapped(DEPARTMENT, "Who decided (办理部门).")
    decided_at: Instant | None = mapped(
        Column("{row}.decided_at", INSTANT), "When they were last told apart or merged (甄别时间)."
    )
    reason: str | None = mapped(
        Column("{row}.reason"), "Why, also where the evidence has become another since (甄别理由)."
    )


@strawberry.input(description="Which pairs (筛选).")
class IdentityCandidateFilter:
    state: CandidateState = narrowing(None, default=CandidateState("OPEN"), description="In this state (甄别状态).")
    kind: CandidateKind | None = narrowing(None, default=None, description="Of this kind (疑似对象类型).")
    likelihood: Likelihood | None = narrowing(None, default=None, description="So likely (可能性).")
    division: str | None = narrowing(
        None, default=None, description="Whose `person` is in or below this division (行政区划代码)."
    )


CANDIDATE_KEYS = (Key("{row}.position", "bigint"), Key("{row}.id", "uuid"))
BOTH_SIDES = """ARRAY[{row}.person_id, CASE {row}.kind WHEN 'PERSON' THEN {row}.other_id
  WHEN 'UNREGISTERED' THEN (SELECT u.identity_id FROM unregistered_persons u WHERE u.id = {row}.other_id)
  ELSE (SELECT m.reported_id FROM mismatches m WHERE m.id = {row}.other_id) END]"""
"""Who is shown, as the log names them: persons, and of whom nobody has registered the identity."""
OTHER_SIDES = {
    "PERSON": ("persons", "o.merged_into IS NULL"),
    "UNREGISTERED": ("unregistered_persons", "o.state = 'OPEN'"),
    "MISMATCH": ("mismatches", "o.state IN ('OPEN', 'UNKNOWN')"),
}


def candidate_rows(ask: Ask) -> Source:
    """The pairs of whom both sides are in the caller's divisions, place by place."""
    state = ask.arg("filter.state") if ask.given("filter") else "'OPEN'"
    where = [f"{{row}}.state = {state}", *within(ask, "{row}.position"), *_both(ask, state)]
    if ask.given("filter.division"):
        where += below(ask, "filter.division", "{row}.position")
    if ask.given("filter.kind"):
        where.append(f"{{row}}.kind = {ask.arg('filter.kind')}")
    if ask.given("filter.likelihood"):
        where.append(f"{_likelihood('{row}')} = {ask.arg('filter.likelihood')}")
    return Source("identity_candidates {row}", tuple(where))


def _both(ask: Ask, state: str) -> tuple[str, str]:
    """Both are where the caller sees them, and of what waits neither has been settled by another act since."""
    here, waiting = exactly(ask, "o.position"), f"{state} <> 'OPEN'"
    first = f"(SELECT true FROM persons o WHERE o.id = {{row}}.person_id AND {here}"
    cases = " ".join(
        f"WHEN '{kind}' THEN (SELECT true FROM {table} o WHERE o.id = {{row}}.other_id AND {here}"
        f" AND ({waiting} OR {open}))"
        for kind, (table, open) in OTHER_SIDES.items()
    )
    return f"{first} AND ({waiting} OR o.merged_into IS NULL))", f"CASE {{row}}.kind {cases} END"


@strawberry.input(description="That two are not the same person, or that this is open again (甄别).")
class DecideIdentityCandidateInput:
    id: strawberry.ID = strawberry.field(description="The pair (标识).")
    decision: CandidateDecision = strawberry.field(
        description="NOT_THE_SAME tells them apart; OPEN takes that back. That they are one is said by `mergePersons`,"
        " or by what is done about the report (结论)."
    )
    reason: str = strawberry.field(description="How that is known (理由及依据).")
    seen: Instant = strawberry.field(
        description="`changedAt` as you saw it; if somebody has decided since, or other evidence was found, you are"
        " told (所见变化时间)."
    )


IdentityCandidateResult = Annotated[
    IdentityCandidate | Refused,
    strawberry.union("IdentityCandidateResult", description="As it stands now, or why not (结果)."),
]


def _subject(ask: Ask) -> Source:
    return Source("identity_candidates {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))


ONE_CANDIDATE = One("IdentityCandidate", _subject)


async def decide_candidate(info: Info[Any, Any], given: DecideIdentityCandidateInput) -> Any:  # a fragment, or Refused
    """Tell two apart, both in the caller's divisions."""
    context: Context = info.context

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        id, by = item_checks.id(given.id, "id"), officer(context, given.reason, None)
        seen = item_checks.seen(given.seen)
        found = await decide(connection, context.hub.vault, by, id, str(given.decision), seen)
        subjects = [found.person, found.other]
        return await selected_result(context, info, connection, ONE_CANDIDATE, {"subject": id}, subjects), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal.under("input"))
