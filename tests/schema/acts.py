"""Acts through the graph as an office does them: registering, determining, reporting, feeding back."""

from typing import Any

from tests.hub_running import HOME, Running

REGISTER = """mutation ($items: [HouseholdInput!]!) { registerHouseholds(items: $items) { __typename
  ... on Refused { code message path }
  ... on RegistrationReport { batch outcomes { __typename ... on Registered { number household note headless }
    ... on Refused { code message path } } } } }"""
DETERMINE = """mutation ($input: DeterminationInput!) { determine(input: $input) { __typename
  ... on Refused { code message path }
  ... on Determined { determinations household { number categories { code } members { person { id } } } } } }"""
END = """mutation ($id: ID!, $on: Date!) { endDetermination(determination: $id, on: $on, reason: "moved away",
  withoutHearing: {because: OWN_REQUEST, paper: "2024-3"}) { __typename ... on Refused { code path } ... on Determined { household { categories { code } } } } }"""
FACTS = """mutation ($items: [EducationAidFactsInput!]!) { reportFactsEducationAid(items: $items) { __typename
  ... on Refused { code path }
  ... on FactsReport { outcomes { __typename ... on FactsAccepted { changed note } ... on Refused { code path } } } } }"""
FEED = """mutation ($items: [EducationAidFeedbackInput!]!, $check: Boolean! = false) {
  feedBackEducationAid(items: $items, checkOnly: $check) { __typename ... on Refused { code message path }
  ... on FeedbackReport { batch outcomes { __typename ... on Refused { code message path }
    ... on FeedbackAccepted { externalId record replayed receipt { link hash }
      clashes { programmeKind month department same } } } } } }"""
CHAIN = """query ($id: ID!, $knownAt: Instant, $asOf: Date) { household(id: $id) { number formerly
  chain(knownAt: $knownAt, asOf: $asOf, first: 200) { nodes { kind month department { code } person { id } note
    record { __typename ... on RecordElsewhereWithAmount { amount clashes { same record { department { code } } } } } } } } }"""
CHANGES = """query ($since: String) { targetChanges(programme: "JY-02", since: $since, first: 200) {
  nodes { kind personId } pageInfo { endCursor } } }"""


def member(number: str, relation: str = "02", **stated: str) -> dict[str, str]:
    return {"idNumber": number, "name": "王甲", "relation": relation, **stated}


def household(hub: Running, *members: dict[str, str], **stated: Any) -> dict[str, Any]:
    hub.numbers += 1
    known = {
        "number": f"T-{hub.numbers}",
        "division": HOME,
        "asOf": "2024-03-01",
        "channel": "HOME_VISIT",
        "residence": "rural",
    }
    return {**known, "members": list(members), **stated}


class Outcome(dict[str, Any]):
    """What became of an item: who asks for what is not there is shown why."""

    def __missing__(self, key: str) -> Any:
        raise AssertionError(f"no {key} in {dict(self)}")


def register(hub: Running, *items: dict[str, Any], who: str = "civil_affairs") -> list[dict[str, Any]]:
    outcomes = hub[who].ask(REGISTER, {"items": list(items)})["registerHouseholds"]["outcomes"]
    return [Outcome(outcome) for outcome in outcomes]


def feedback(hub: Running, number: str, external_id: str, **stated: Any) -> dict[str, Any]:
    known = {"externalId": external_id, "idNumber": number, "name": "王甲", "programme": "JY-02", "status": "GRANTED"}
    return {**known, "happenedOn": "2024-03-10", "division": HOME, "amount": 62500, **stated}


def feed(hub: Running, *items: dict[str, Any], who: str = "education_aid", check: bool = False) -> list[dict[str, Any]]:
    variables = {"items": list(items), "check": check}
    outcomes: list[dict[str, Any]] = hub[who].ask(FEED, variables)["feedBackEducationAid"]["outcomes"]
    return outcomes
