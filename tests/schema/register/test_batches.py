"""Batches: what became of one is looked up by its own department only."""

from tests.hub_running import Running
from tests.schema.acts import FEED, feedback


def test_a_batch_can_be_looked_up_by_its_own_department_only(hub: Running) -> None:
    items = {"items": [feedback(hub, hub.number(), "b1")], "check": False}
    batch = hub["education_aid"].ask(FEED, items)["feedBackEducationAid"]["batch"]
    query = "query ($id: ID!) { batch(id: $id) { kind items accepted replayed refused } }"
    expected = {"kind": "FEEDBACK", "items": 1, "accepted": 1, "replayed": 0, "refused": 0}
    assert hub["education_aid"].ask(query, {"id": batch}) == {"batch": expected}
    assert hub["housing"].ask(query, {"id": batch}) == {"batch": None}
