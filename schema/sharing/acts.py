"""Acts on sharing agreements: a department asks, the registrar decides, either ends (申请、答复、终止)."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import One
from policy.spine import registrar
from registry import parsing
from registry.errors import Refusal
from registry.reference import agreement_acts
from registry.reference.agreement_acts import Decision
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.mapping import mapped_method
from schema.requests.context import Context
from schema.requests.problems import refused
from schema.requests.transaction import act, selected_result
from schema.sharing.agreements import SharingAgreementResult, acted_upon
from schema.sharing.terms import RequestSharingInput, checked

ACTED_UPON = One("SharingAgreement", acted_upon)
ASKS, DECIDES = "*/sharing:write", "civil/sharing:decide"
AgreementId = Annotated[strawberry.ID, strawberry.argument(description="The agreement's id (标识).")]
Reason = Annotated[str, strawberry.argument(description="Why (理由).")]


class Acts:
    """What becomes of agreements."""

    @mapped_method(
        None,
        "Ask for your department to be shown something; it is answered within ten working days (申请数据共享).",
        scopes=ASKS,
    )
    async def request_sharing(
        self,
        info: Info[Any, Any],
        input: Annotated[RequestSharingInput, strawberry.argument(description="What (申请内容).")],
    ) -> SharingAgreementResult:
        async def work(context: Context, connection: Connection) -> UUID:
            caller, hub = context.caller, context.hub
            grant = caller.grant
            terms = checked(input, grant.department, hub.catalogue, hub.divisions, caller.today)
            if grant.department == registrar():
                raise Refusal("SHARED_BY_ITSELF")
            return await agreement_acts.request(connection, terms, grant.asker, caller.today, grant.multirange)

        answer: SharingAgreementResult = await _done(info, work)
        return answer

    @mapped_method(
        None,
        "Grant or refuse what a department asked for; with `replace` what is in force for it the same way ends as this"
        " begins (答复共享申请).",
        scopes=DECIDES,
    )
    async def decide_sharing(
        self,
        info: Info[Any, Any],
        id: AgreementId,
        grant: Annotated[bool, strawberry.argument(description="Granted, or refused (是否同意).")],
        reason: Reason,
        replace: Annotated[
            bool, strawberry.argument(description="In the place of what is in force (是否取代现有约定).")
        ] = False,
    ) -> SharingAgreementResult:
        async def work(context: Context, connection: Connection) -> UUID:
            caller = context.caller
            said = parsing.words(reason, "reason")
            agreement = item_checks.id(id, "id")
            by, ranges = caller.grant.asker, caller.grant.multirange
            decision = Decision(agreement, grant, by, caller.today, said, replace, ranges)
            await agreement_acts.decide(connection, decision)
            return agreement

        answer: SharingAgreementResult = await _done(info, work)
        return answer

    @mapped_method(
        None,
        "End an agreement at once, in all that goes out by it, or take a request back: your own department's, or as"
        " the registrar any (终止数据共享约定).",
        scopes=(ASKS, DECIDES),
    )
    async def end_sharing(self, info: Info[Any, Any], id: AgreementId, reason: Reason) -> SharingAgreementResult:
        async def work(context: Context, connection: Connection) -> UUID:
            grant = context.caller.grant
            said = parsing.words(reason, "reason")
            agreement = item_checks.id(id, "id")
            only = None if DECIDES in grant.scopes and grant.department == registrar() else grant.department
            await agreement_acts.end(connection, agreement, grant.asker, said, only, grant.multirange)
            return agreement

        answer: SharingAgreementResult = await _done(info, work)
        return answer


async def _done(
    info: Info[Any, Any], work: Callable[[Context, Connection], Awaitable[UUID]]
) -> Any:  # a fragment in the place of what was selected, or Refused
    context: Context = info.context

    async def once(connection: Connection) -> tuple[Any, list[UUID]]:
        agreement = await work(context, connection)
        return await selected_result(context, info, connection, ACTED_UPON, {"subject": agreement}, []), []

    try:
        return await act(context, "", once)
    except Refusal as refusal:
        return refused(context, refusal)
