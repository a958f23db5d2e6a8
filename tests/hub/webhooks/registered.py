"""Webhooks as a client has them: registered, looked at, waited for; and what they are told of."""

import time
from typing import Any

from tests.hub.webhooks.receiver import SOON
from tests.hub_running import Running
from tests.schema.matters.test_matters import family, referred

ME = "education_aid here"
ADD = """mutation ($url: String!, $events: [WebhookEvent!]!) { addWebhook(url: $url, events: $events) {
  ... on WebhookSecret { id secret } ... on Refused { code path } } }"""
WEBHOOKS = """{ webhooks(first: 20) { nodes { id url events state cursor delivered tries nextTryAt failingSince disabledAt
  formerUntil failure { code message } deadLetters { nodes { id event subject tries failure replaying } } } } }"""
ACT = "mutation ($id: ID!) {{ {name}(id: $id) {{ ... on Webhook {{ id state }} ... on Refused {{ code path }} }} }}"
RENEW = (
    "mutation ($id: ID!) { renewWebhookSecret(id: $id) { ... on WebhookSecret { id secret } ... on Refused { code } } }"
)
REPLAY = """mutation ($id: ID!, $since: String) { replayWebhook(id: $id, since: $since) {
  ... on Webhook { id state } ... on Refused { code path } } }"""
NOW = "UPDATE webhook_stands SET next_try_at = now() WHERE webhook_id = %s RETURNING 1"


def added(hub: Running, url: str, who: str = ME, *events: str) -> dict[str, str]:
    found: dict[str, str] = hub[who].ask(ADD, {"url": url, "events": events or ["referral"]})["addWebhook"]
    return found


def acted(hub: Running, name: str, id: str, who: str = ME) -> dict[str, Any]:
    found: dict[str, Any] = hub[who].ask(ACT.format(name=name), {"id": id})[name]
    return found


def standing(hub: Running, id: str, who: str = ME) -> dict[str, Any]:
    (found,) = [one for one in hub[who].ask(WEBHOOKS)["webhooks"]["nodes"] if one["id"] == id]
    return dict(found)


def until(hub: Running, id: str, **wanted: Any) -> dict[str, Any]:
    """How a webhook stands, once it stands so."""
    deadline = time.monotonic() + SOON
    while {name: (found := standing(hub, id))[name] for name in wanted} != wanted:
        assert time.monotonic() < deadline, found
        time.sleep(0.05)
    return found


def one(hub: Running) -> str:
    """A referral that my department is told of."""
    id: str = referred(hub, family(hub, hub.number()))["id"]
    return id


def later(hub: Running, webhook: str, tries: int) -> None:
    hub.rows(
        "UPDATE webhook_stands SET tries = %s, next_try_at = now() WHERE webhook_id = %s RETURNING 1", tries, webhook
    )


def put_down(hub: Running, webhook: str) -> None:
    """Wait until no worker has it in hand."""
    deadline = time.monotonic() + SOON
    while hub.rows("SELECT 1 FROM webhook_stands WHERE webhook_id = %s AND taken_until IS NOT NULL", webhook):
        assert time.monotonic() < deadline
        time.sleep(0.05)
