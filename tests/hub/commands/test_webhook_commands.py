"""The commands of webhooks, and what the doctor says of them."""

import psycopg

from tests.hub.commands.typed import Operator, aidhub

CLIENT = "client add --department housing --division 620102000000 --approved-by 'the county'"
URL = "https://receiver.example/hook"
DEAD = """INSERT INTO webhook_dead_letters (webhook_id, outbox_id, topic, subject_id, tries, failure)
VALUES (%s, gen_random_uuid(), 'referral', gen_random_uuid(), 10, 'WEBHOOK_SLOW')"""
OFF = "UPDATE webhook_stands SET state = 'DISABLED', disabled_at = now(), failure = 'WEBHOOK_SLOW'"
REPLAYED = "SELECT count(*) FROM webhook_dead_letters WHERE replay_at IS NOT NULL"


def told(said: str, name: str) -> str:
    (found,) = [line.partition(": ")[2] for line in said.splitlines() if line.startswith(f"{name}: ")]
    return found


def test_a_webhook_is_registered_examined_seen_replayed_and_removed(operator: Operator) -> None:
    operator("migrate")  # which finds the agreement under which a department is told anything
    client = told(operator(f"{CLIENT} --also hub:webhooks"), "client_id")
    add = f"webhook add --client {client} --event referral"
    assert "https alone" in operator.refused(f"{add} --url http://receiver.example/")
    said = operator(f"{add} --event visit --url {URL}")
    id, secret = told(said, "webhook"), told(said, "secret")
    assert secret.startswith("whsec_")
    with psycopg.connect(operator.url, autocommit=True) as owner:
        owner.execute(DEAD, [id])
        owner.execute(OFF)
        said = aidhub("doctor", operator.var, AIDHUB_DATABASE_URL=operator.url).stdout
        assert f"Webhook {id} of housing was disabled on" in said
        assert f"Webhook {id} of housing has 1 dead letters (WEBHOOK_SLOW)" in said
        assert "once more" in operator(f"webhook replay {id}")
        assert owner.execute(REPLAYED).fetchall() == [(1,)]
    assert told(operator(f"webhook renew {id}"), "secret") != secret
    listed = operator("webhook list")
    assert f"{id}  ACTIVE  housing  {client}  {URL}" in listed
    assert "referral visit  delivered 0, last –  dead letters 1" in listed
    assert secret not in listed
    assert "removed" in operator(f"webhook remove {id}")
    assert "no such webhook" in operator.refused(f"webhook pause {id}")


def test_a_client_without_the_scope_of_webhooks_is_given_none(operator: Operator) -> None:
    client = told(operator(CLIENT), "client_id")
    said = operator.refused(f"webhook add --client {client} --event referral --url {URL}")
    assert "addWebhook needs the scope hub:webhooks" in said
    assert client not in operator("webhook list")
