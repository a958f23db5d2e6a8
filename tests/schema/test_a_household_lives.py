"""A household lives: what was told of it wrongly is put right, and its chain tells it rightly at every day and moment."""

from typing import Any

from tests.hub_running import HOME, Running
from tests.schema.acts import household, member

REGISTER = """mutation ($items: [HouseholdInput!]!) { done: registerHouseholds(items: $items) {
  ... on RegistrationReport { outcomes { __typename ... on Registered { household issued { number } }
    ... on Refused { code path message } } } } }"""
MEMBERS = """query ($id: ID!) { household(id: $id) { closedOn members { relation recordedAt person {
  id recordedAt idKind nameMasked } } } }"""
CORRECT = """mutation ($input: CorrectPersonInput!) { done: correctPerson(input: $input) { __typename
  ... on PersonCorrection { id oldNameMasked } ... on Refused { code path message } } }"""
FEED = """mutation ($items: [CivilAffairsFeedbackInput!]!) { done: feedBackCivilAffairs(items: $items) {
  ... on FeedbackReport { outcomes { __typename ... on Refused { code path message } } } } }"""
MERGE = """mutation ($input: MergeHouseholdsInput!) { done: mergeHouseholds(input: $input) { __typename
  ... on Refused { code path message } } }"""
LEAVE = """mutation ($input: LeaveHouseholdInput!) { done: leaveHousehold(input: $input) { __typename
  ... on Refused { code path message } } }"""
CHAIN = """query ($id: ID!, $asOf: Date, $knownAt: Instant) { household(id: $id) {
  chain(asOf: $asOf, knownAt: $knownAt, first: 200) { nodes { kind amount recordedAt happenedOn } } } }"""
RECORDS = """query ($id: String!) { records(filter: { externalId: $id }) { nodes {
  ... on CivilAffairsRecord { status paid returned payments { kind amount } } } } }"""
NEWBORN = {
    "name": "王婴",
    "relation": "20",
    "sex": "2",
    "bornOn": "2024-01-20",
    "since": "2024-01-20",
    "provisional": {"reason": "NEWBORN", "evidence": "接生记录"},
}


class Office:
    """A county's officer, who must succeed at everything, and what they have read of a household."""

    def __init__(self, hub: Running) -> None:
        self.hub = hub

    def act(self, document: str, **variables: Any) -> dict[str, Any]:
        done: dict[str, Any] = self.hub["civil_affairs"].ask(document, variables)["done"]
        (outcome,) = done.get("outcomes", [done])
        assert outcome["__typename"] != "Refused", outcome
        return outcome

    def register(self, *members: dict[str, Any], **stated: Any) -> dict[str, Any]:
        return self.act(REGISTER, items=[household(self.hub, *members, **{"asOf": "2024-01-20", **stated})])

    def tell(self, number: str, name: str, external_id: str, **stated: Any) -> None:
        known = {"programme": "MZ-07", "status": "GRANTED", "happenedOn": "2024-02-01", "division": HOME}
        item = {"externalId": external_id, "idNumber": number, "name": name, **known, **stated}
        self.act(FEED, items=[item])

    def member(self, home: str, relation: str) -> dict[str, Any]:
        members = self.hub["civil_affairs"].ask(MEMBERS, {"id": home})["household"]["members"]
        (found,) = [each for each in members if each["relation"] == relation]
        return dict(found)

    def correct(self, home: str, relation: str, **right: str) -> None:
        person = self.member(home, relation)["person"]
        given = {"person": person["id"], "seen": person["recordedAt"], "reason": "录入错误", "basis": "户口簿"}
        self.act(CORRECT, input={**given, **right})

    def told(self, home: str, **moment: str) -> list[tuple[str, int | None]]:
        nodes = self.hub["civil_affairs"].ask(CHAIN, {"id": home, **moment})["household"]["chain"]["nodes"]
        return sorted((node["kind"], node["amount"]) for node in nodes if node["kind"] != "WARNED")

    def now(self) -> str:
        ((now,),) = self.hub.rows("SELECT clock_timestamp()")
        return str(now.isoformat())


def test_a_household_lives_and_its_chain_tells_it_rightly_at_every_day_and_moment(hub: Running) -> None:
    office, n = Office(hub), hub.number("19800101")
    # A newborn without a number is helped, and the head is mistyped at the window.
    born = office.register({**member(n), "name": "王申"}, NEWBORN)
    home = born["household"]
    (issued,) = born["issued"]
    office.tell(issued["number"], "王婴", f"{n}-baby", amount=10000, event="出生")
    office.tell(n, "王甲", f"{n}-head", amount=20000, event="火灾")
    assert office.told(home) == [("ASSISTED", 10000)]
    office.correct(home, "02", name="王甲")
    assert office.told(home) == [("ASSISTED", 10000), ("ASSISTED", 20000), ("CORRECTED", None)]
    # The newborn gets a number: what was told under the provisional one is theirs, and it still names them.
    number = hub.number("20240120")
    office.correct(home, "20", idNumber=number)
    assert office.member(home, "20")["person"]["idKind"] == "ID_CARD"
    office.tell(issued["number"], "王婴", f"{n}-baby-2", amount=11000, event="住院")
    before = office.now()
    # They move under a new number, and somebody enters them once more under a third.
    moved = {"change": "MOVE", "since": "2024-02-20"}
    new = office.register(
        {**member(n), **moved}, {"name": "王婴", "relation": "20", "idNumber": number, **moved}, asOf="2024-02-20"
    )["household"]
    double = office.register(member(hub.number("19810101"), "10"), asOf="2024-02-21")["household"]
    seen = office.now()
    office.act(MERGE, input={"keep": new, "duplicate": double, "reason": "重复录入", "basis": "户口簿", "seen": seen})
    # Help for somebody else is voided; what was paid tenfold is put right, and what the bank returned is told.
    office.tell(n, "王甲", f"{n}-wrong", amount=90000, event="水灾", happenedOn="2024-02-25")
    void = {"record": f"{n}-wrong", "reason": "录入错误", "happenedOn": "2024-02-26"}
    office.tell(n, "王甲", f"{n}-void", status="VOIDED", **void)
    for id, status, day, amount in (
        ("tenfold", "PAID", "2024-02-05", 200000),
        ("back", "RECOVERED", "2024-02-05", 180000),
        ("bank", "RETURNED", "2024-02-05", 20000),
        ("again", "PAID", "2024-03-01", 20000),
    ):
        lines = [{"paidOn": day, "amount": amount, **({"of": f"{n}-tenfold"} if id in ("back", "bank") else {})}]
        stated = {"record": f"{n}-head", "payments": lines, "reason": "发放有误", "happenedOn": "2024-03-02"}
        office.tell(n, "王甲", f"{n}-{id}", status=status, **stated)
    (record,) = hub["civil_affairs"].ask(RECORDS, {"id": f"{n}-head"})["records"]["nodes"]
    assert record["paid"] - record["returned"] == 20000
    (record,) = hub["civil_affairs"].ask(RECORDS, {"id": f"{n}-wrong"})["records"]["nodes"]
    assert record["status"] == "VOIDED"
    # The head dies.
    head = office.member(new, "02")
    office.act(
        LEAVE, input={"person": head["person"]["id"], "on": "2024-03-10", "reason": "DEATH", "seen": head["recordedAt"]}
    )
    helped = [("ASSISTED", 10000), ("ASSISTED", 11000), ("ASSISTED", 20000), ("ASSISTED", 90000)]
    kinds = [kind for kind, _ in office.told(new)]
    assert [told for told in office.told(new) if told[0] == "ASSISTED"] == helped
    assert {"CORRECTED", "HOUSEHOLD_CHANGED", "MERGED", "VOIDED", "PAYMENT_RECOVERED", "PAYMENT_RETURNED", "LEFT"} <= {
        *kinds
    }
    # On every day, and at every moment, it tells what had happened and was known.
    early = [told for told in office.told(new, asOf="2024-02-10") if told[0] == "ASSISTED"]
    assert early == helped[:3]
    assert office.told(home, knownAt=before) == [*helped[:3], ("CORRECTED", None), ("CORRECTED", None)]
