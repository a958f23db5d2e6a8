"""A webhook in the graph (事件推送): where it sends, how it stands, and what it could not deliver."""

from typing import Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Key, Page, Same, Source
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.enums import WebhookEvent, WebhookState
from schema.fields.mapping import mapped, mapped_method, planned
from schema.fields.scalars import Instant
from schema.requests.problems import Refused


@strawberry.type(description="Why a webhook is not told (推送失败原因).")
class WebhookFailure:
    code: str = mapped(Column("{row}_s.failure"), "A stable code; all are listed in docs/errors.md (错误代码).")
    message: str = mapped(
        Column(
            lambda ask: (
                f"CASE WHEN {ask.caller('chinese', 'boolean')} THEN {{row}}_s.failure_zh ELSE {{row}}_s.failure_en END"
            )
        ),
        "What is wrong and what to do, in the language of Accept-Language (说明).",
    )


@strawberry.type(description="What was sent as often as it is sent, and is held no more (未送达事件).")
class DeadLetter:
    id: strawberry.ID = mapped(
        Column("'msg_' || {row}.outbox_id"), "The header `webhook-id` of its message (消息标识)."
    )
    event: WebhookEvent = mapped(Column("{row}.topic"), "Of what kind of matter (事件).")
    subject: strawberry.ID = mapped(Column("{row}.subject_id", PLAIN), "The matter's id (事项标识).")
    tries: int = mapped(Column("{row}.tries"), "How often it was sent in vain (尝试次数).")
    failure: str = mapped(Column("{row}.failure"), "The code of the last failure (错误代码).")
    died_at: Instant = mapped(Column("{row}.died_at", INSTANT), "When it was given up (放弃时间).")
    replaying: bool = mapped(Column("{row}.replay_at IS NOT NULL"), "It is about to be sent once more (是否正在重发).")


DEAD_LETTERS = Page(
    "DeadLetter",
    Source("webhook_dead_letters {row}", ("{row}.webhook_id = {parent}.id",)),
    (Key("{row}.outbox_id", "uuid"),),
)


@strawberry.type(description="An address of yours that is told what happens (事件推送).")
class Webhook:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    url: str = mapped(Column("{row}.url"), "Where it sends (接收地址).")
    events: list[WebhookEvent] = mapped(Column("{row}_s.topics"), "Of which matters it tells (事件).")
    state: WebhookState = mapped(Column("{row}_s.state"), "Where it stands (状态).")
    created_at: Instant = mapped(Column("{row}.created_at", INSTANT), "When it was registered (登记时间).")
    former_until: Instant | None = mapped(
        Column("CASE WHEN {row}.former_until > clock_timestamp() THEN {row}.former_until END", INSTANT),
        "Until then the secret before signs beside the one now (旧密钥并用至).",
    )
    cursor: str = mapped(
        Column("{row}_s.cursor_xid::text || '.' || {row}_s.cursor_id"),
        "Up to here it was told; `replayWebhook` and subscriptions take it as `since` (游标).",
    )
    delivered: int = mapped(Column("{row}_s.delivered::int"), "How many messages were taken (送达数).")
    delivered_at: Instant | None = mapped(Column("{row}_s.delivered_at", INSTANT), "When the last one was (最近送达).")
    tries: int = mapped(Column("{row}_s.tries"), "How often the next one was sent in vain (当前消息已尝试次数).")
    next_try_at: Instant | None = mapped(
        Column(
            "CASE WHEN {row}_s.failing_since IS NOT NULL AND {row}_s.state = 'ACTIVE' THEN {row}_s.next_try_at END",
            INSTANT,
        ),
        "When it is sent again (下次重试).",
    )
    failing_since: Instant | None = mapped(
        Column("{row}_s.failing_since", INSTANT), "Since when nothing was taken (失败起始)."
    )
    disabled_at: Instant | None = mapped(Column("{row}_s.disabled_at", INSTANT), "When it was disabled (停用时间).")
    failure: WebhookFailure | None = mapped(
        Same("WebhookFailure", "{row}_s.failure IS NOT NULL"), "Why nothing is taken (失败原因)."
    )

    @mapped_method(
        DEAD_LETTERS,
        "What was given up; `replayWebhook` sends it once more (未送达事件).",
    )
    def dead_letters(self, first: First = 50, after: After = None) -> Connection[DeadLetter]:
        planned()


@strawberry.type(description="The secret of a webhook, shown this once (推送密钥，仅显示一次).")
class WebhookSecret:
    id: strawberry.ID = mapped(None, "The webhook's id (标识).")
    secret: str = mapped(None, "It signs what is sent, as Standard Webhooks has it; keep it (签名密钥).")


WebhookResult = Annotated[
    Webhook | Refused, strawberry.union("WebhookResult", description="The webhook, or why not (推送结果).")
]
WebhookSecretResult = Annotated[
    WebhookSecret | Refused,
    strawberry.union("WebhookSecretResult", description="The secret, or why not (密钥结果)."),
]

WEBHOOK_KEYS = (Key("{row}.id", "uuid", "desc"),)
JOINED = "webhooks {row} JOIN webhook_stands {row}_s ON {row}_s.webhook_id = {row}.id"


def webhook_rows(ask: Ask) -> Source:
    """The caller's own."""
    return Source(JOINED, (f"{{row}}.client = {ask.caller('asker')}",))


def acted_upon(ask: Ask) -> Source:
    """The one that an act is about."""
    return Source(JOINED, (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))
