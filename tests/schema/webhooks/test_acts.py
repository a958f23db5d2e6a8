"""Registering webhooks: what is refused, and how many there may be."""

from typing import Any

from registry.journal.webhooks import MOST
from tests.hub.webhooks.registered import ADD, WEBHOOKS, acted, added
from tests.hub_running import Running

ME = "housing here"
URL = "http://receiver.example/hook"


def refused(hub: Running, **given: Any) -> dict[str, str]:
    found: dict[str, str] = hub[ME].ask(ADD, {"url": URL, "events": ["referral"], **given})["addWebhook"]
    return found


def test_what_cannot_be_sent_to_is_refused(hub: Running) -> None:
    assert refused(hub, url="ftp://receiver.example/") == {"code": "BAD_WEBHOOK_URL", "path": "url"}
    assert refused(hub, url="http://10.0.0.1/") == {"code": "WEBHOOK_ADDRESS", "path": "url"}
    assert refused(hub, url="http://169.254.169.254/latest") == {"code": "WEBHOOK_ADDRESS", "path": "url"}
    assert refused(hub, events=[]) == {"code": "MISSING", "path": "events"}
    assert hub[ME].refused(ADD, {"url": URL, "events": ["everything"]}) == ["BAD_USER_INPUT"]


def test_without_the_scope_of_what_it_tells_nothing_is_registered(hub: Running) -> None:
    told = hub["civil_affairs here"].ask(ADD, {"url": URL, "events": ["referral"]})["addWebhook"]
    assert acted(hub, "removeWebhook", told["id"], "civil_affairs here")["id"] == told["id"]
    assert hub["reader"].refused(ADD, {"url": URL, "events": ["referral"]}) == ["MISSING_SCOPE"]


def test_an_address_is_registered_once_and_a_client_has_only_so_many(hub: Running) -> None:
    first = added(hub, URL, ME)
    assert first["secret"].startswith("whsec_")
    assert refused(hub) == {"code": "WEBHOOK_KNOWN", "path": "url"}
    more = [added(hub, f"{URL}/{n}", ME, "referral", "visit")["id"] for n in range(1, MOST)]
    assert refused(hub, url=f"{URL}/more")["code"] == "TOO_MANY_WEBHOOKS"
    listed = hub[ME].ask(WEBHOOKS)["webhooks"]["nodes"]
    assert [one["id"] for one in listed] == [*reversed(more), first["id"]]
    assert listed[0]["events"] == ["referral", "visit"]
    for id in [first["id"], *more]:
        assert acted(hub, "removeWebhook", id, ME)["id"] == id
    assert hub[ME].ask(WEBHOOKS)["webhooks"]["nodes"] == []
    assert acted(hub, "pauseWebhook", "x", ME) == {"code": "BAD_ID", "path": "id"}
