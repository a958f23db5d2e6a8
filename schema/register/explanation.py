"""Explanations (逐条说明): a programme's rule read in memory for one household, clause by clause."""

from typing import TYPE_CHECKING
from uuid import UUID

import strawberry

from auth.ranges import multirange
from policy.catalogue import Catalogue
from policy.eligibility import Finding, read
from registry.journal.access_log import answered
from registry.targets.household_reading import read_household
from schema.fields.enums import Truth
from schema.fields.mapping import mapped
from schema.fields.references import programme_of
from schema.register.clauses_read import ClauseRead, Reader

if TYPE_CHECKING:
    from schema.requests.context import Context


@strawberry.type(description="What a rule comes to for one subject (逐条说明). Its result is a lead; a person decides.")
class Explanation:
    subject_id: strawberry.ID = mapped(None, "The person's or household's id (对象标识).")
    member_id: strawberry.ID | None = mapped(
        None, "The member for whom it was read, who comes nearest to meeting it; null where not shared (所读成员)."
    )
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
    sees = caller.sees(hub.catalogue)
    return [
        _explanation(hub.catalogue, finding, sees, whole or finding.member in seen)
        for finding in read(hub.catalogue, rule, known, caller.today)
        if whole or finding.subject in seen or rule.unit == "household"
    ]


def _explanation(catalogue: Catalogue, finding: Finding, sees: frozenset[str], near: bool) -> Explanation:
    programme = catalogue.programmes[finding.programme]
    reader = Reader(catalogue, finding.known, sees, near)
    return Explanation(
        subject_id=strawberry.ID(finding.subject),
        member_id=strawberry.ID(finding.member) if near else None,
        certainty=Truth(finding.certainty),
        clauses=reader.clauses(programme.condition, programme.general_knowledge),
        left_to_department=list(programme.department_decides),
        cites=programme.cites,
        quote=programme.quote,
    )


REACHED = """SELECT person_id, whole FROM reach
WHERE household_id = $1 AND department = $2 AND position <@ $3::int8multirange
  AND ($4::text[] IS NULL OR reasons && $4::text[])"""
