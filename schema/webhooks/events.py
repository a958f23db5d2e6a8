"""Events: what webhooks tell of, and who may be told."""

import hashlib

from auth.grants import Grant
from auth.sharing import Shared
from policy.sharing import WEBHOOK
from registry.errors import Refusal
from schema.matters.boxes import HEARS

CHANGED = ".changed"
SCOPE = "hub:webhooks"
DIGEST = hashlib.sha256(b"webhook").digest()
"""What stands in the access log in the place of a document: nobody sends one."""


def type_of(topic: str) -> str:
    """The type of an event of this topic of the outbox, as `referral.changed`."""
    return f"{topic}{CHANGED}"


def may_have_webhooks(grant: Grant) -> Shared:
    """What is shared so; raises MISSING_SCOPE for a client that may have none, or not subscribe to the same.

    The latter as schema/subscription.py says; NO_AGREEMENT where nothing may go out this way.
    """
    hearing = [scope.replace("handler", grant.department) for scope in HEARS]
    if SCOPE not in grant.scopes:
        raise Refusal("MISSING_SCOPE", field="addWebhook", need=SCOPE)
    if grant.scopes.isdisjoint(hearing):
        raise Refusal("MISSING_SCOPE", field="addWebhook", need=" or ".join(hearing))
    shared = grant.sharing.by(WEBHOOK)
    if shared is None:
        raise Refusal("NO_AGREEMENT", field="addWebhook", need=WEBHOOK)
    return shared
