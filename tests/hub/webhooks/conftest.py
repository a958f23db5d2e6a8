"""A receiver, whose webhooks are taken out afterwards."""

from collections.abc import Iterator

import pytest

from tests.hub.webhooks.receiver import Receiver, receiving
from tests.hub.webhooks.registered import ME, WEBHOOKS, acted
from tests.hub_running import Running


@pytest.fixture
def receiver(hub: Running) -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver
        for one in hub[ME].ask(WEBHOOKS)["webhooks"]["nodes"]:
            acted(hub, "removeWebhook", one["id"])
