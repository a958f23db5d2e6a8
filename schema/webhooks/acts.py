"""Acts on webhooks: registered, given a new secret, paused, resumed, replayed, removed (事件推送)."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import One
from registry.errors import Refusal
from registry.journal import webhook_stands, webhooks
from registry.journal.webhook_secrets import Secrets
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import WebhookEvent
from schema.fields.mapping import mapped_method
from schema.requests.context import Context
from schema.requests.problems import refused
from schema.requests.transaction import act, selected_result
from schema.webhooks.events import SCOPE, may_have_webhooks
from schema.webhooks.webhooks import WebhookResult, WebhookSecret, WebhookSecretResult, acted_upon

WebhookId = Annotated[strawberry.ID, strawberry.argument(description="The webhook's id (标识).")]
ACTED_UPON = One("Webhook", acted_upon)
Change = Callable[[Connection, UUID, str], Awaitable[None]]


class Acts:
    """What a client does with its own webhooks."""

    @mapped_method(
        None,
        "Have events sent to an address of yours, signed, from now on; the secret is shown this once (登记事件推送)."
        " Needs one of the scopes of `referralPushed` besides.",
        scopes=SCOPE,
    )
    async def add_webhook(
        self,
        info: Info[Any, Any],
        url: Annotated[str, strawberry.argument(description="An https address (接收地址).")],
        events: Annotated[list[WebhookEvent], strawberry.argument(description="Of which matters (事件).")],
    ) -> WebhookSecretResult:
        context: Context = info.context
        grant = context.caller.grant

        async def work(connection: Connection) -> tuple[WebhookSecretResult, list[UUID]]:
            one = webhooks.Webhook(grant.department, grant.asker, grant.scopes, url, set(events))
            secret = await webhooks.add(connection, one, Secrets(context.hub.vault))
            return WebhookSecret(id=strawberry.ID(str(one.id)), secret=secret), []

        try:
            may_have_webhooks(grant)
            if not events:
                raise Refusal("MISSING", "events", name="events")
            context.hub.receivers.check(url)
            return await act(context, "", work)
        except Refusal as refusal:
            return refused(context, refusal)

    @mapped_method(
        None,
        "Give a webhook a new secret, shown this once; for a day the one before signs too, an older one no more"
        " (更换推送密钥).",
        scopes=SCOPE,
    )
    async def renew_webhook_secret(self, info: Info[Any, Any], id: WebhookId) -> WebhookSecretResult:
        context: Context = info.context

        async def work(connection: Connection) -> tuple[WebhookSecretResult, list[UUID]]:
            webhook, secrets = item_checks.id(id, "id"), Secrets(context.hub.vault)
            secret = await webhooks.renew(connection, webhook, context.caller.grant.asker, secrets)
            return WebhookSecret(id=id, secret=secret), []

        try:
            return await act(context, "", work)
        except Refusal as refusal:
            return refused(context, refusal)

    @mapped_method(
        None, "Send nothing until it is resumed; what happens meanwhile is sent then (暂停推送).", scopes=SCOPE
    )
    async def pause_webhook(self, info: Info[Any, Any], id: WebhookId) -> WebhookResult:
        answer: WebhookResult = await _changed(info, id, webhook_stands.pause)
        return answer

    @mapped_method(None, "Go on where it was left, at once; also after it was disabled (恢复推送).", scopes=SCOPE)
    async def resume_webhook(self, info: Info[Any, Any], id: WebhookId) -> WebhookResult:
        answer: WebhookResult = await _changed(info, id, webhook_stands.resume)
        return answer

    @mapped_method(
        None,
        "Send its dead letters once more, or with `since` all that came after a cursor; and go on (重新推送).",
        scopes=SCOPE,
    )
    async def replay_webhook(
        self,
        info: Info[Any, Any],
        id: WebhookId,
        since: Annotated[
            str | None, strawberry.argument(description="A cursor; 0 is the beginning (起始游标).")
        ] = None,
    ) -> WebhookResult:
        async def change(connection: Connection, webhook: UUID, client: str) -> None:
            await webhook_stands.replay(connection, webhook, client, since)

        answer: WebhookResult = await _changed(info, id, change)
        return answer

    @mapped_method(None, "Take it out, with its dead letters (删除推送).", scopes=SCOPE)
    async def remove_webhook(self, info: Info[Any, Any], id: WebhookId) -> WebhookResult:
        answer: WebhookResult = await _changed(info, id, webhook_stands.pause, webhooks.remove)
        return answer


async def _changed(
    info: Info[Any, Any], id: str, change: Change, last: Change | None = None
) -> Any:  # a fragment in the place of what was selected, or Refused
    """Change a webhook of the caller's, and answer how it stands then; `last` is done behind that."""
    context: Context = info.context
    client = context.caller.grant.asker

    async def work(connection: Connection) -> tuple[Any, list[UUID]]:
        webhook = item_checks.id(id, "id")
        await change(connection, webhook, client)
        answer = await selected_result(context, info, connection, ACTED_UPON, {"subject": webhook}, [])
        if last is not None:
            await last(connection, webhook, client)
        return answer, []

    try:
        return await act(context, "", work)
    except Refusal as refusal:
        return refused(context, refusal)
