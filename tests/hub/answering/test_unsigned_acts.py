"""Stories of a log that nobody signs: acts wait, help that was given and look-ups in an emergency do not."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from graphql import OperationDefinitionNode, parse

from connectors import discover
from hub.answering.unsigned_acts import marked, refuse_unsigned
from policy.catalogue import load
from registry.errors import Refusal
from registry.journal.signing_watch import LONGEST, SigningWatch
from registry.store.database import Database
from schema.compose import compose
from tests.conftest import Started
from tests.hub_running import Running
from tests.schema.acts import FEED, feedback


@pytest.fixture
def late_hub(started: Started, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """A hub for which every checkpoint is too old."""
    monkeypatch.setattr("registry.journal.signing_watch.LONGEST", timedelta(seconds=-1))
    with started() as hub:
        yield hub


def _operation(text: str) -> OperationDefinitionNode:
    (operation,) = parse(text).definitions
    assert isinstance(operation, OperationDefinitionNode)
    return operation


QUERY, ACT = _operation("{ me { client } }"), _operation("mutation { act }")
LATE = SigningWatch(datetime.now(UTC) - LONGEST - timedelta(minutes=1))


def test_without_a_signature_for_hours_only_aid_goes_on_and_is_marked() -> None:
    mutation = compose(load(discover())).core.mutation_type
    assert mutation
    goes_on = set()
    for name in mutation.fields:
        refuse_unsigned(ACT, [name], SigningWatch())
        with suppress(Refusal):
            refuse_unsigned(ACT, [name], LATE)
            goes_on.add(name)
    assert "lookUpInEmergency" in goes_on
    assert {name.removeprefix("feedBack")[:1].isupper() for name in goes_on - {"lookUpInEmergency"}} == {True}
    refuse_unsigned(QUERY, ["household"], LATE)
    assert "auditLate" in marked(LATE)
    assert marked(SigningWatch()) == {}


@pytest.mark.anyio
async def test_the_hub_knows_when_it_was_last_signed(database: Database) -> None:
    watch = SigningWatch()
    async with database.transaction() as connection:
        await watch.look(connection)
        assert not watch.late


def test_acts_of_a_running_hub_wait_and_feedback_does_not(late_hub: Running) -> None:
    refused = late_hub["civil_affairs"].post('mutation { cancelJob(id: "x") { __typename } }')
    assert refused.status_code == 503
    assert refused.json()["errors"][0]["extensions"]["code"] == "AUDIT_LATE"
    fed = late_hub["education_aid"].post(FEED, {"items": [feedback(late_hub, late_hub.number(), "late-1")]}).json()
    assert "auditLate" in fed["extensions"]
    assert late_hub["civil_affairs"].post("{ me { department } }").status_code == 200
    assert "AUDIT_LATE" in late_hub.http.get("/readyz").text
