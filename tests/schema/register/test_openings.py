"""Openings: an officer is shown so many names a day alone, and more once another has consented."""

from collections.abc import Iterator

import pytest

from tests.hub_running import TOWNSHIP, Running
from tests.schema.register.proposed_acts import home, sent
from tests.schema.register.test_proposals import WITHDRAW, decided, entered

NAMES = "query ($id: ID!) { household(id: $id) { members { person { name } } } }"
MASKED = "query ($id: ID!) { household(id: $id) { members { person { nameMasked } } } }"
LIMIT = "UPDATE parameters SET number = %s WHERE name = 'opening_names' RETURNING number"
SHOWN = """SELECT coalesce(sum(cardinality(subjects)), 0)::int FROM access_log l JOIN actors a ON a.id = l.actor_id
WHERE a.kind = 'OFFICER' AND purpose IS NOT NULL AND l.kind = 'ANSWER'"""


@pytest.fixture
def family(hub: Running) -> Iterator[str]:
    """A household that an officer looks at, where two may be looked at alone."""
    id, _ = home(hub)
    ((shown,),) = hub.rows(SHOWN)
    hub.rows(LIMIT, shown + 2)
    yield id
    hub.rows(LIMIT, 300)


def asked(count: int = 1, **said: str) -> dict[str, dict[str, object]]:
    return {"input": {"division": TOWNSHIP, "count": count, "on": "2024-03-15", "reason": "回访名单", **said}}


def test_more_names_than_one_sees_alone_are_shown_once_another_has_consented(hub: Running, family: str) -> None:
    look = {"X_Purpose": "verification"}
    for _ in range(2):
        hub["clerk"].ask(NAMES, {"id": family}, **look)
    assert hub["clerk"].refused(NAMES, {"id": family}, **look) == ["OPENING_NEEDED"]
    assert hub["clerk"].ask(MASKED, {"id": family})["household"]
    id = entered(hub, "openNames", asked(), who="clerk")
    assert hub["clerk"].refused(NAMES, {"id": family}, **look) == ["OPENING_NEEDED"]
    assert decided(hub, "approver", id) == ["CONFIRMED"]
    hub["clerk"].ask(NAMES, {"id": family}, **look)
    assert hub["clerk"].refused(NAMES, {"id": family}, **look) == ["OPENING_NEEDED"]
    hub["approver"].ask(NAMES, {"id": family}, **look)  # one person's looks are another's not
    hub["township"].ask(NAMES, {"id": family}, **look)  # a program is held by its department
    assert hub.rows("SELECT DISTINCT refusal FROM access_log WHERE refusal = 'OPENING_NEEDED'")


def test_what_two_officers_ask_for_alike_is_two_openings(hub: Running) -> None:
    alike = asked(reason="同一事由")
    first, second = (entered(hub, "openNames", alike, who=who) for who in ("clerk", "other approver"))
    assert first != second
    assert entered(hub, "openNames", alike, who="clerk") == first  # sent again it is the same
    hub["clerk"].ask(WITHDRAW, {"id": first})
    hub["other approver"].ask(WITHDRAW, {"id": second})


def test_an_export_ends_where_no_more_may_be_shown(hub: Running, family: str) -> None:
    hub["other approver"].ask(NAMES, {"id": family}, X_Purpose="verification")
    document = "{ households(first: 1) { nodes { members { person { name } } } } }"
    headers = {"Authorization": f"Bearer {hub['other approver'].token}", "X-Purpose": "verification"}
    *_, last = hub.http.post("/export", json={"query": document}, headers=headers).text.splitlines()
    assert "OPENING_NEEDED" in last


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"division": "620102000000"}, "OUTSIDE_DIVISIONS"),
        ({"on": "2024-03-14"}, "REVERSED_DATES"),
        ({"reason": ""}, "MISSING"),
    ],
)
def test_what_is_wrong_with_an_opening_is_said_at_once(hub: Running, said: dict[str, str], code: str) -> None:
    assert sent(hub, "clerk", "openNames", asked(**said))["code"] == code


def test_it_opens_on_its_day_alone(hub: Running, family: str) -> None:
    id = entered(hub, "openNames", asked(50, on="2024-03-16"), who="clerk")
    assert decided(hub, "approver", id) == ["CONFIRMED"]
    hub.rows(LIMIT, 0)
    assert hub["clerk"].refused(NAMES, {"id": family}, X_Purpose="verification") == ["OPENING_NEEDED"]
