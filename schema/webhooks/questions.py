"""Questions about webhooks: which are mine, and how they stand (事件推送)."""

from planner.shape import Page
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.mapping import mapped_method, planned
from schema.webhooks.events import SCOPE
from schema.webhooks.webhooks import WEBHOOK_KEYS, Webhook, webhook_rows


class Questions:
    """A client's own webhooks."""

    @mapped_method(
        Page("Webhook", webhook_rows, WEBHOOK_KEYS), "Your webhooks, the last one first (事件推送列表).", scopes=SCOPE
    )
    def webhooks(self, first: First = 50, after: After = None) -> Connection[Webhook]:
        planned()
