"""Webhooks over real HTTP: signed, in their order, with the rights of the moment, and nothing of a stranger's."""

import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from standardwebhooks import WebhookVerificationError

from tests.hub.webhooks.receiver import SOON, Receiver, receiving
from tests.hub.webhooks.registered import ADD, ME, NOW, RENEW, REPLAY, WEBHOOKS, acted, added, one, standing, until
from tests.hub_running import HOME, Running
from tests.schema.matters.test_matters import family, referred


def test_what_happens_is_told_at_once_signed_and_says_nothing_of_anybody(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    number = hub.number()
    id = referred(hub, family(hub, number))["id"]
    (first,) = receiver.waited(1)
    told = first.verified(webhook["secret"])
    assert (told["type"], told["data"]["id"], set(told["data"])) == ("referral.changed", id, {"id", "cursor"})
    assert first.headers["content-type"] == "application/json"
    assert first.id.startswith("msg_")
    ((outbox_id, milliseconds),) = hub.rows(
        "SELECT id::text, ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint FROM outbox"
        " WHERE subject_id = %s AND department = 'education_aid'",
        id,
    )
    assert first.id == f"msg_{outbox_id}"
    assert told["timestamp"].endswith(f".{milliseconds % 1000:03}Z")
    with pytest.raises(WebhookVerificationError):
        first.verified("whsec_" + "AAAA" * 8)
    stand = until(hub, webhook["id"], delivered=1)
    assert (stand["state"], stand["failure"]) == ("ACTIVE", None)
    assert number not in first.body


def test_its_events_alone_are_told_and_of_its_own_place(hub: Running, receiver: Receiver) -> None:
    """Another department, another county and another event hear nothing of it."""
    added(hub, receiver.url, ME, "visit")
    with receiving() as elsewhere, receiving() as mine:
        stranger = added(hub, elsewhere.url, "housing here")
        added(hub, mine.url)
        one(hub)
        mine.waited(1)
        time.sleep(0.5)
        assert (receiver.came, elsewhere.came) == ([], [])
        acted(hub, "removeWebhook", stranger["id"], "housing here")


def test_a_telling_stands_in_the_access_log(hub: Running, receiver: Receiver) -> None:
    added(hub, receiver.url)
    home = family(hub, hub.number())
    referred(hub, home)
    receiver.waited(1)
    assert hub.rows(
        "SELECT operation, department FROM access_log WHERE %s = ANY(subjects) AND operation = 'webhook'", home
    ) == [("webhook", "education_aid")]


def test_everything_after_a_cursor_is_sent_again(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    since = standing(hub, webhook["id"])["cursor"]
    first, second = one(hub), one(hub)
    until(hub, webhook["id"], delivered=2)
    hub[ME].ask(REPLAY, {"id": webhook["id"], "since": since})
    came = receiver.waited(4)
    assert [each.subject for each in came] == [first, second] * 2
    assert [each.id for each in came[:2]] == [each.id for each in came[2:]]
    refused = hub[ME].ask(REPLAY, {"id": webhook["id"], "since": "yesterday"})["replayWebhook"]
    assert refused == {"code": "BAD_CURSOR", "path": "since"}


def failing(hub: Running, webhook: str) -> dict[str, Any]:
    """How it stands once nothing may be told."""
    deadline = time.monotonic() + SOON
    while (stand := standing(hub, webhook))["failure"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return stand


@pytest.mark.parametrize("left", [["hub:webhooks"], ["education_aid/referrals:read"]])
def test_a_client_that_lost_a_scope_is_told_nothing_until_it_has_it_again(
    hub: Running, receiver: Receiver, left: list[str]
) -> None:
    webhook = added(hub, receiver.url)
    ((had,),) = hub.rows("SELECT scopes FROM webhooks WHERE id = %s", webhook["id"])
    hub.rows("UPDATE webhooks SET scopes = %s WHERE id = %s RETURNING 1", left, webhook["id"])
    first = one(hub)
    stand = failing(hub, webhook["id"])
    assert (stand["failure"]["code"], stand["tries"], receiver.came) == ("MISSING_SCOPE", 0, [])
    hub.rows("UPDATE webhooks SET scopes = %s WHERE id = %s RETURNING 1", had, webhook["id"])
    hub.rows(NOW, webhook["id"])
    assert receiver.waited(1)[0].subject == first


def noticed(hub: Running, status: int) -> None:
    """Wait until the hub answers the client so: how a client stands is read again every few seconds."""
    deadline = time.monotonic() + SOON
    while hub[ME].post("{ me { client } }").status_code != status:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_client_that_is_disabled_is_told_nothing(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    client = "client_id = (SELECT client FROM webhooks WHERE id = %s)"
    hub.rows(f"UPDATE oauth_clients SET disabled_at = now() WHERE {client} RETURNING 1", webhook["id"])
    try:
        noticed(hub, 401)
        one(hub)
        deadline = time.monotonic() + SOON
        failed = "SELECT failure FROM webhook_stands WHERE webhook_id = %s AND failure IS NOT NULL"
        while not (found := hub.rows(failed, webhook["id"])):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        hub.rows(f"UPDATE oauth_clients SET disabled_at = NULL WHERE {client} RETURNING 1", webhook["id"])
        noticed(hub, 200)
    assert (found, receiver.came) == ([("CLIENT_DISABLED",)], [])


def test_what_left_the_clients_divisions_is_not_told(hub: Running, receiver: Receiver) -> None:
    """The rights are those of the moment: what is out of sight by then is passed over."""
    webhook = added(hub, receiver.url)
    acted(hub, "pauseWebhook", webhook["id"])
    first, second = one(hub), one(hub)
    hub.rows(
        "UPDATE outbox SET position = position + 620102000000 - %s WHERE subject_id = %s RETURNING 1", int(HOME), first
    )
    acted(hub, "resumeWebhook", webhook["id"])
    assert [each.subject for each in receiver.waited(1)] == [second]
    until(hub, webhook["id"], delivered=1)


def test_of_another_client_nothing_is_seen_and_nothing_can_be_done(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    for stranger in ("civil_affairs here", "housing here"):
        assert webhook["id"] not in [each["id"] for each in hub[stranger].ask(WEBHOOKS)["webhooks"]["nodes"]]
        for name in ("pauseWebhook", "resumeWebhook", "removeWebhook", "replayWebhook"):
            assert acted(hub, name, webhook["id"], stranger) == {"code": "UNKNOWN_WEBHOOK", "path": "id"}
        assert hub[stranger].ask(RENEW, {"id": webhook["id"]})["renewWebhookSecret"] == {"code": "UNKNOWN_WEBHOOK"}
    assert hub["education_aid"].refused(WEBHOOKS) == ["MISSING_SCOPE"]
    assert hub["education_aid"].refused(ADD, {"url": receiver.url, "events": ["referral"]}) == ["MISSING_SCOPE"]


def test_who_is_ended_between_sending_and_marking_leaves_it_to_the_next(hub: Running, receiver: Receiver) -> None:
    """The worker is cut off from the database while the receiver has the message: it comes again, under its id."""
    webhook = added(hub, receiver.url)
    held: list[BaseHTTPRequestHandler] = []

    def cut(handler: BaseHTTPRequestHandler) -> None:
        held.append(handler)
        # The mark of the worker that sends this is another's business from now on, as after its end.
        hub.rows(
            "UPDATE webhook_stands SET taken = taken + 1, taken_until = now() WHERE webhook_id = %s RETURNING 1",
            webhook["id"],
        )
        handler.send_response(204)
        handler.end_headers()

    receiver.answers = [cut, 204]
    first, second = one(hub), one(hub)
    came = receiver.waited(3)
    assert [each.subject for each in came] == [first, first, second]
    assert came[0].id == came[1].id
    until(hub, webhook["id"], delivered=2)
