"""Explanations (逐条说明): a programme's rule read in memory for one household, clause by clause."""

from typing import TYPE_CHECKING
from uuid import UUID

import strawberry

from auth.ranges import multirange
from policy.catalogue import Catalogue
from policy.clauses import Clause
from policy.clauses import Truth as TruthValue
from policy.eligibility import Finding, read
from registry.journal.access_log import answered
from registry.targets.household_reading import read_household
from schema.fields.enums import Truth
from schema.fields.mapping import mapped
from schema.fields.references import programme_of

if TYPE_CHECKING:
    from schema.requests.context import Context

TRUTHS = {True: Truth("MET"), False: Truth("UNMET"), None: Truth("UNKNOWN")}


@strawberry.type(description="A clause, and what it comes to here (条件及结论).")
class ClauseRead:
    n: int = mapped(None, "The clause's number (序号).")
    text: str = mapped(None, "The clause as the rule has it (规则表达式).")
    meaning: str = mapped(None, "In Chinese (中文释义).")
    meaning_en: str = mapped(None, "In English (英文释义).")
    truth: Truth = mapped(None, "What it comes to (结论).")


@strawberry.type(description="What a rule comes to for one subject (逐条说明). Its result is a lead; a person decides.")
class Explanation:
    subject_id: strawberry.ID = mapped(None, "The person's or household's id (对象标识).")
    certainty: Truth = mapped(None, "What the rule comes to (确定程度).")
    clauses: list[ClauseRead] = mapped(None, "Clause by clause (各条结论).")
    left_to_department: list[str] = mapped(None, "What the department decides (由部门认定的条件).")
    cites: str = mapped(None, "The paragraph (条款依据).")
    quote: str = mapped(None, "The sentence (原文).")


async def explain_rule(context: "Context", household: UUID | None, programme: str) -> list[Explanation]:
    """The rule for every subject in the caller's slice; nothing for a household outside it.

    A clause tells of the fact it reads, so a department reads its own rules; who reads the whole register, all.
    """
    hub, caller = context.hub, context.caller
    grant = caller.grant
    rule = programme_of(context.references, programme)
    own = rule.department == grant.department and caller.may_see(rule.code)
    if not own and "civil/population:read" not in caller.scopes:
        household = None
    async with context.transaction() as connection:
        rows = await connection.execute(
            REACHED, [household, grant.department, multirange(caller.ranges), caller.values(hub.catalogue)["reasons"]]
        )
        reached = await rows.fetchall()
        known = (
            await read_household(connection, hub.catalogue, household, caller.today) if household and reached else None
        )
        await answered(connection, context.look, [household] if household and known else [])
    if known is None:
        return []
    whole = any(everyone for _, everyone in reached) and "household.members" in caller.sees(hub.catalogue)
    seen = {str(person) for person, _ in reached if person}
    return [
        _explanation(hub.catalogue, finding)
        for finding in read(hub.catalogue, rule, known, caller.today)
        if whole or finding.subject in seen or rule.unit == "household"
    ]


def _explanation(catalogue: Catalogue, finding: Finding) -> Explanation:
    programme = catalogue.programmes[finding.programme]
    return Explanation(
        subject_id=strawberry.ID(finding.subject),
        certainty=Truth(finding.certainty),
        clauses=[_clause(catalogue, n, clause, truth) for n, (clause, truth) in enumerate(finding.clauses)],
        left_to_department=list(programme.department_decides),
        cites=programme.cites,
        quote=programme.quote,
    )


def _clause(catalogue: Catalogue, n: int, clause: Clause, truth: TruthValue) -> ClauseRead:
    meaning = {language: catalogue.describe(clause, language) for language in ("zh", "en")}
    return ClauseRead(n=n, text=str(clause), meaning=meaning["zh"], meaning_en=meaning["en"], truth=TRUTHS[truth])


REACHED = """SELECT person_id, whole FROM reach
WHERE household_id = $1 AND department = $2 AND position <@ $3::int8multirange
  AND ($4::text[] IS NULL OR reasons && $4::text[])"""
