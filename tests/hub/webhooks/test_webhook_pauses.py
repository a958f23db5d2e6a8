"""Pauses of webhooks: nothing is told behind the message in hand, and what happened meanwhile is told afterwards."""

import time
from http.server import BaseHTTPRequestHandler

import pytest

from tests.hub.webhooks.receiver import Receiver
from tests.hub.webhooks.registered import ME, REPLAY, acted, added, one, put_down, standing, until
from tests.hub_running import Running


def test_what_happens_while_it_is_paused_is_told_when_it_is_resumed(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    assert acted(hub, "pauseWebhook", webhook["id"]) == {"id": webhook["id"], "state": "PAUSED"}
    first = one(hub)
    time.sleep(0.5)
    assert receiver.came == []
    assert acted(hub, "resumeWebhook", webhook["id"])["state"] == "ACTIVE"
    assert receiver.waited(1)[0].subject == first


@pytest.mark.parametrize(("status", "left"), [(204, 2), (500, 3), (410, 3)])
def test_a_pause_stops_behind_the_one_in_hand_whatever_becomes_of_that(
    hub: Running, receiver: Receiver, status: int, left: int
) -> None:
    webhook = added(hub, receiver.url)
    acted(hub, "pauseWebhook", webhook["id"])
    subjects = [one(hub) for _ in range(3)]

    def pause(handler: BaseHTTPRequestHandler) -> None:
        acted(hub, "pauseWebhook", webhook["id"])
        handler.send_response(status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    receiver.answers = [pause, 204]
    acted(hub, "resumeWebhook", webhook["id"])
    receiver.waited(1)
    put_down(hub, webhook["id"])
    time.sleep(1.2)  # longer than it takes to look for what is due
    stand = standing(hub, webhook["id"])
    assert (stand["state"], stand["disabledAt"], len(receiver.came)) == ("PAUSED", None, 1)
    acted(hub, "resumeWebhook", webhook["id"])
    assert [each.subject for each in receiver.waited(1 + left)[1:]] == subjects[-left:]
    until(hub, webhook["id"], delivered=3, state="ACTIVE")


def test_whoever_rested_for_too_long_is_told_that_something_was_taken_out(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url, ME, "visit")
    acted(hub, "pauseWebhook", webhook["id"])
    hub.rows(
        "INSERT INTO outbox_trims (topic, department, changed_xid, id)"
        " VALUES ('visit', 'education_aid', pg_current_xact_id(), gen_random_uuid()) RETURNING 1"
    )
    assert acted(hub, "resumeWebhook", webhook["id"]) == {"code": "CURSOR_TRIMMED", "path": "since"}
    assert standing(hub, webhook["id"])["state"] == "PAUSED"
    assert hub[ME].ask(REPLAY, {"id": webhook["id"], "since": "0"})["replayWebhook"]["state"] == "ACTIVE"
    hub.rows("DELETE FROM outbox_trims WHERE topic = 'visit' RETURNING 1")
