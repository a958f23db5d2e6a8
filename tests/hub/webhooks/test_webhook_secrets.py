"""Secrets of webhooks: a new one signs beside the one before, and none stands anywhere in clear."""

import pytest
from standardwebhooks import WebhookVerificationError

from tests.hub.webhooks.receiver import Receiver
from tests.hub.webhooks.registered import ME, RENEW, added, one, standing
from tests.hub_running import Running


def test_a_new_secret_signs_beside_the_one_before(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    renewed = hub[ME].ask(RENEW, {"id": webhook["id"]})["renewWebhookSecret"]
    assert renewed["secret"] != webhook["secret"]
    assert standing(hub, webhook["id"])["formerUntil"] is not None
    one(hub)
    (first,) = receiver.waited(1)
    assert first.verified(renewed["secret"]) == first.verified(webhook["secret"])
    again = hub[ME].ask(RENEW, {"id": webhook["id"]})["renewWebhookSecret"]
    one(hub)
    second = receiver.waited(2)[1]
    assert second.verified(again["secret"]) == second.verified(renewed["secret"])
    with pytest.raises(WebhookVerificationError):  # of two that are former the older one signs no more
        second.verified(webhook["secret"])
    hub.rows("UPDATE webhooks SET former_until = now() WHERE id = %s RETURNING 1", webhook["id"])
    one(hub)
    third = receiver.waited(3)[2]
    third.verified(again["secret"])
    with pytest.raises(WebhookVerificationError):
        third.verified(renewed["secret"])


def test_a_secret_stands_nowhere_in_clear(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    ((kept,),) = hub.rows("SELECT to_jsonb(w)::text FROM webhooks w WHERE id = %s", webhook["id"])
    assert webhook["secret"].removeprefix("whsec_") not in kept
    assert webhook["secret"].encode().hex() not in kept
