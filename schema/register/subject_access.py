"""Who looked at me (本人查询留痕): for the person, at the window where they ask, and for auditors."""

from dataclasses import dataclass, replace

import strawberry

from policy.spine import registrar
from registry import parsing
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.journal import subject_looks as journal
from registry.journal.access_log import answered
from registry.journal.subject_looks import Position, SubjectLook, Trace
from schema.fields import item_checks
from schema.fields.enums import ActorKind
from schema.fields.mapping import mapped
from schema.fields.scalars import Instant
from schema.requests.context import Context

AUDITS = "hub:audit"
SUBJECT_ACCESS = ("household/subject:read", AUDITS)
MOST = 200


@strawberry.type(description="That somebody was shown what the hub holds of a person (查询留痕).")
class Looked:
    at: Instant = mapped(None, "When (时间).")
    kind: str = mapped(None, "ANSWER, or EXPORT at the end of one (类型).")
    department: str = mapped(None, "The department's code (部门代码).")
    actor_kind: ActorKind | None = mapped(None, "What kind of actor it was (办理主体类型).")
    own: bool = mapped(None, "The person was shown by themselves; else their household was (是否本人).")
    purpose: str | None = mapped(None, "What for, the code (用途代码).")
    opened: list[str] = mapped(None, "What was shown in clear, as ID_CARD (明文查看的数据项).")
    actor: str | None = mapped(None, "Who, for auditors alone (经办人姓名，仅审计可见).")
    client: str | None = mapped(None, "With which account, for auditors alone (账户，仅审计可见).")
    operation: str | None = mapped(None, "What it was called, for auditors alone (操作名称，仅审计可见).")
    note: str | None = mapped(None, "What was said of the purpose, for auditors alone (用途说明，仅审计可见).")


@strawberry.type(description="Who looked at a person, the newest first (本人查询留痕列表).")
class SubjectAccess:
    looks: list[Looked] = mapped(
        None, "The page; it may be shorter than asked where what concerned relatives is left out (列表)."
    )
    end_cursor: str | None = mapped(None, "Where the next page begins; null after the last (末条游标).")


@dataclass(frozen=True)
class Asked:
    """Whose looks are asked for, on whose request or which paper, and which page of them."""

    id_number: str
    basis: str
    first: int
    after: str | None


async def subject_looks(context: Context, asked: Asked) -> SubjectAccess:
    """The page, which stands in the log itself. Raises NO_SUBJECT and BAD_CURSOR."""
    basis = parsing.words(asked.basis, "basis")
    number = item_checks.id_number(asked.id_number, "idNumber", context.caller.today)
    after = Position.read(asked.after) if asked.after else None
    first = min(max(asked.first, 1), MOST)
    hub, grant = context.hub, context.caller.grant
    audits = AUDITS in grant.scopes
    everywhere = hub.database.transaction(
        ranges=hub.divisions.whole, department=grant.department, actor=grant.actor_id, claim=context.claim
    )
    async with everywhere as connection:
        traces = await journal.traces(connection, hub.vault.ever(ID_CARD, number), grant.multirange)
        note = "; ".join(filter(None, (context.look.purpose_note, basis)))
        own = [trace.id for trace in traces if trace.own]
        await answered(connection, replace(context.look, purpose_note=note), own)
    if not traces:
        raise Refusal("NO_SUBJECT", "idNumber")
    found = await _found(context, traces, None if _sees_all(context) else grant.department, after, first + 1)
    page = found[:first]
    async with hub.database.transaction(ranges=hub.divisions.whole, claim=context.claim) as connection:
        shown = {id for look in page if not look.own for id in look.subjects}
        relatives = set() if audits else await journal.relatives(connection, traces, shown)
    return SubjectAccess(
        looks=[_looked(look, audits) for look in page if look.own or not relatives & set(look.subjects)],
        end_cursor=page[-1].position.cursor if len(found) > first else None,
    )


async def _found(
    context: Context, traces: list[Trace], department: str | None, after: Position | None, most: int
) -> list[SubjectLook]:
    return await context.hub.desk.read(lambda connection: journal.looks(connection, traces, department, after, most))


def _sees_all(context: Context) -> bool:
    """Whether the looks of all departments: the person's own question, and the auditor of who keeps the register."""
    grant = context.caller.grant
    return grant.department == registrar() or AUDITS not in grant.scopes


def _looked(look: SubjectLook, audits: bool) -> Looked:
    return Looked(
        at=Instant(look.at.isoformat()),
        kind=look.kind,
        department=look.department,
        actor_kind=ActorKind(look.actor_kind) if look.actor_kind else None,
        own=look.own,
        purpose=look.purpose,
        opened=list(look.attributes or ()),
        actor=look.actor if audits else None,
        client=look.client if audits else None,
        operation=look.operation if audits else None,
        note=look.note if audits else None,
    )
