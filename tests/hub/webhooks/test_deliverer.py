"""Webhooks over real HTTP: signed, in their order, tried again, given up, and nothing of a stranger's."""

import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from standardwebhooks import WebhookVerificationError

from registry.journal.webhook_deliveries import MOST_TRIES
from tests.hub.webhooks.receiver import SOON, Receiver, receiving
from tests.hub_running import HOME, Running
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


@pytest.fixture
def receiver(hub: Running) -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver
        for one in hub[ME].ask(WEBHOOKS)["webhooks"]["nodes"]:
            acted(hub, "removeWebhook", one["id"])


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


def later(hub: Running, webhook: str, tries: int) -> None:
    hub.rows(
        "UPDATE webhook_stands SET tries = %s, next_try_at = now() WHERE webhook_id = %s RETURNING 1", tries, webhook
    )


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


def put_down(hub: Running, webhook: str) -> None:
    """Wait until no worker has it in hand."""
    deadline = time.monotonic() + SOON
    while hub.rows("SELECT 1 FROM webhook_stands WHERE webhook_id = %s AND taken_until IS NOT NULL", webhook):
        assert time.monotonic() < deadline
        time.sleep(0.05)


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


def test_a_client_that_is_disabled_or_lost_its_scope_is_told_nothing(hub: Running, receiver: Receiver) -> None:
    webhook = added(hub, receiver.url)
    ((client,),) = hub.rows("SELECT client FROM webhooks WHERE id = %s", webhook["id"])
    hub.rows("UPDATE webhooks SET scopes = '{hub:read}' WHERE id = %s RETURNING 1", webhook["id"])
    first = one(hub)
    deadline = time.monotonic() + SOON
    while standing(hub, webhook["id"])["failure"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    stand = standing(hub, webhook["id"])
    assert (stand["failure"]["code"], stand["tries"], receiver.came) == ("MISSING_SCOPE", 0, [])
    hub.rows("UPDATE webhooks SET scopes = '{education_aid/referrals:read}' WHERE id = %s RETURNING 1", webhook["id"])
    hub.rows(NOW, webhook["id"])
    assert receiver.waited(1)[0].subject == first
    assert client


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
