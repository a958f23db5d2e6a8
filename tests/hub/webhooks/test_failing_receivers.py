"""Receivers that fail: what is not taken comes again, dies after many tries, and holds nobody else; who fails for days is left alone."""

import socket
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from registry.journal.webhook_deliveries import MOST_TRIES
from tests.hub.webhooks.receiver import SOON, Receiver, receiving
from tests.hub.webhooks.registered import (
    ME,
    NOW,
    REPLAY,
    acted,
    added,
    later,
    one,
    standing,
    until,
)
from tests.hub_running import Running


def test_what_fails_is_sent_again_under_its_id_and_holds_what_comes_behind_it(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    receiver.answers = [500, 503, 204]
    with receiving() as other:
        added(hub, other.url)
        first, second = one(hub), one(hub)
        assert [each.subject for each in other.waited(2)] == [first, second]  # who can be told is not held up
    stand = until(hub, webhook["id"], tries=1)
    assert (stand["failure"]["code"], stand["delivered"]) == ("WEBHOOK_ANSWER", 0)
    assert stand["failingSince"] is not None
    assert stand["nextTryAt"] > stand["failingSince"]
    hub.rows(NOW, webhook["id"])
    until(hub, webhook["id"], tries=2)
    hub.rows(NOW, webhook["id"])
    came = receiver.waited(4)
    assert [each.subject for each in came] == [first, first, first, second]
    assert len({each.id for each in came}) == 2
    assert len({each.body for each in came}) == 2  # a message is the same whenever it comes
    assert until(hub, webhook["id"], delivered=2)["failingSince"] is None


def test_what_was_tried_often_enough_is_a_dead_letter_and_is_replayed_by_hand(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    receiver.answers = [500]
    first = one(hub)
    until(hub, webhook["id"], tries=1)
    later(hub, webhook["id"], MOST_TRIES - 1)
    stand = until(hub, webhook["id"], tries=0)
    (letter,) = stand["deadLetters"]["nodes"]
    assert letter == {
        "id": receiver.came[0].id, "event": "referral", "subject": first, "tries": MOST_TRIES,
        "failure": "WEBHOOK_ANSWER", "replaying": False,
    }  # fmt: skip # as it is asked
    receiver.answers = [204]
    second = one(hub)
    until(hub, webhook["id"], delivered=1)
    assert receiver.came[-1].subject == second
    assert hub[ME].ask(REPLAY, {"id": webhook["id"]})["replayWebhook"]["state"] == "ACTIVE"
    stand = until(hub, webhook["id"], delivered=2)
    assert stand["deadLetters"]["nodes"] == []
    assert (receiver.came[-1].subject, receiver.came[-1].id) == (first, receiver.came[0].id)


def test_a_letter_that_is_replayed_in_vain_stays(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    receiver.answers = [500]
    one(hub)
    until(hub, webhook["id"], tries=1)
    later(hub, webhook["id"], MOST_TRIES - 1)
    until(hub, webhook["id"], tries=0)
    count = len(receiver.came)
    hub[ME].ask(REPLAY, {"id": webhook["id"]})
    receiver.waited(count + 1)
    deadline = time.monotonic() + SOON
    while (letter := standing(hub, webhook["id"])["deadLetters"]["nodes"][0])["replaying"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert letter["tries"] == MOST_TRIES + 1


def test_what_fails_for_days_is_disabled_and_said_so(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    receiver.answers = [500]
    first = one(hub)
    until(hub, webhook["id"], tries=1)
    hub.rows(
        "UPDATE webhook_stands SET failing_since = now() - interval '4 days', next_try_at = now()"
        " WHERE webhook_id = %s RETURNING 1",
        webhook["id"],
    )
    stand = until(hub, webhook["id"], state="DISABLED")
    assert stand["disabledAt"] is not None
    assert stand["failure"]["code"] == "WEBHOOK_ANSWER"
    receiver.answers = [204]
    acted(hub, "resumeWebhook", webhook["id"])
    assert until(hub, webhook["id"], delivered=1)["disabledAt"] is None
    assert receiver.came[-1].subject == first


def test_a_receiver_that_wants_no_more_is_left_alone(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    receiver.answers = [410]
    one(hub)
    assert until(hub, webhook["id"], state="DISABLED")["failure"]["code"] == "WEBHOOK_GONE"
    one(hub)
    time.sleep(1.5)
    assert len(receiver.came) == 1


def redirect(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(307)
    handler.send_header("Location", f"http://127.0.0.1:{handler.server.server_address[1]}/elsewhere")  # type: ignore[misc] # as a TCP server has it
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """An answer that has no end: its status is what counts."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        pass


@pytest.mark.parametrize(("answer", "code"), [(redirect, "WEBHOOK_REDIRECTED"), (hang_up, "WEBHOOK_UNREACHABLE")])
def test_who_leads_elsewhere_or_hangs_up_has_not_taken_it(
    hub: Running, receiver: Receiver, answer: Any, code: str
) -> None:
    webhook = added(hub, receiver.url)
    receiver.answers = [answer, 204]
    one(hub)
    assert until(hub, webhook["id"], tries=1)["failure"]["code"] == code
    assert len(receiver.came) == 1
    hub.rows(NOW, webhook["id"])
    until(hub, webhook["id"], delivered=1)


def test_an_answer_without_end_is_taken_by_its_status(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    receiver.answers = [endless]
    one(hub)
    until(hub, webhook["id"], delivered=1)
