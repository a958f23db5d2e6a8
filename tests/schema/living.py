"""Living a worked case: registered, determined, reported and helped through the graph, each by who does it."""

import json
from typing import Any

from policy.cases import FILE, HOUSEHOLD, RECORD, changed
from registry.identity.identity_numbers import with_check_digit
from schema.fields.naming import camel, pascal
from tests.hub_running import ELSEWHERE, Running
from tests.schema.acts import DETERMINE, REGISTER

Json = dict[str, Any]
CASES: list[Json] = json.loads(FILE.read_text("utf-8"))["cases"]
FACTS = """mutation ($items: [{0}FactsInput!]!) {{ reportFacts{0}(items: $items) {{
  ... on FactsReport {{ outcomes {{ __typename ... on Refused {{ code path message }} }} }} }} }}"""
FEED = """mutation ($items: [{0}FeedbackInput!]!) {{ feedBack{0}(items: $items) {{
  ... on FeedbackReport {{ outcomes {{ __typename ... on Refused {{ code path message }} ... on FeedbackAccepted {{ record }} }} }} }} }}"""


def case(number: int, variant: int | None = None) -> Json:
    """A case of the file, or one of its variants."""
    told = next(one for one in CASES if one["number"] == number)
    if variant is None:
        return told
    change = told["variants"][variant]
    return {**changed(told, change["change"]), "expected": change["expected"]}


class Lived:
    """A case that has been lived up to its day: who is who in the hub."""

    def __init__(self, hub: Running, told: Json) -> None:
        self.hub, self.told, self.records = hub, told, 0
        self.numbers = {key: self._number(one) for key, one in told["members"].items()}
        self.home = self._registered()
        self.persons = self._ids()
        self.keys = {id: key for key, id in self.persons.items()}
        self._determine()
        self._report_all()
        for n, text in enumerate(told["active"]):  # what is given twice is given twice by different counties
            self.help(text, **({"division": ELSEWHERE} if text in told["active"][:n] else {}))

    def _number(self, member: Json) -> str:
        self.hub.numbers += 1
        odd = int(member["sex"]) % 2
        serial = 500 + self.hub.numbers * 2 % 500 + odd  # those of the invented population begin at 100
        return with_check_digit(f"629901{member['birth_date'].replace('-', '')}{serial:03}")

    def _registered(self) -> str:
        members = [
            {"idNumber": self.numbers[key], "name": one["name"], "relation": one["relation"]}
            for key, one in self.told["members"].items()
        ]
        self.hub.numbers += 1
        household = {
            "number": f"L-{self.told['number']}-{self.hub.numbers}",
            "division": self.told["county"],
            "asOf": "2024-03-01",
            "channel": "APPLICATION",
            "residence": self.told["household"].get("residence"),
            "subsistenceType": self.told["household"].get("subsistence_type"),
            "members": members,
        }
        answer = self.hub["civil_affairs"].ask(REGISTER, {"items": [household]})["registerHouseholds"]
        (outcome,) = answer["outcomes"]
        assert outcome["__typename"] == "Registered", outcome
        home: str = outcome["household"]
        return home

    def _ids(self) -> dict[str, str]:
        found = "SELECT p.id, p.birth_date, p.name FROM persons p JOIN memberships m ON m.person_id = p.id WHERE m.household_id = %s"
        rows = {(str(born), name): str(id) for id, born, name in self.hub.rows(found, self.home)}
        return {key: rows[one["birth_date"], one["name"]] for key, one in self.told["members"].items()}

    def determine(self, category: str, member: str | None = None, **stated: Any) -> None:
        agency = self.hub.catalogue.categories[category].agency
        given: Json = {"household": self.home, "category": category, "validFrom": "2024-01-01", **stated}
        if member:
            given |= {"person": self.persons[member], "basis": "SINGLE_PERSON"}
        answer = self.hub[agency].ask(DETERMINE, {"input": given})["determine"]
        assert answer["__typename"] == "Determined", answer

    def _determine(self) -> None:
        members = self.told["members"].values()
        support = next((m["facts"]["support"] for m in members if "support" in m["facts"]), None)
        for category in self.told["basis_categories"]:
            self.determine(category, **({"support": support} if support else {}))
        for key, member in self.told["members"].items():
            for category in set(member.get("categories", ())) - set(self.told["basis_categories"]):
                self.determine(category, key)

    def _report_all(self) -> None:
        head = next(iter(self.told["members"]))
        for key, member in self.told["members"].items():
            self.report(key, "person", **member["facts"])
        self.report(head, "household", **self.told["household"])
        self.report(head, "housing", **self.told["housing"])
        for name, event in self.told["events"].items():
            self.report(head, "event", source=name, **event)

    def report(self, member: str, entity: str, source: str = "1", as_of: str = "2024-03-01", **facts: Any) -> None:
        """Every fact by the department that supplies it."""
        supplied = {name: self.hub.catalogue.facts[entity, name].suppliers[0] for name in facts}
        for department in sorted(set(supplied.values()) - {"registry"}):
            known = {camel(name): value for name, value in facts.items() if supplied[name] == department}
            who = {"idNumber": self.numbers[member], "name": self.told["members"][member]["name"]}
            item = {**who, "asOf": as_of, "sourceRecordId": source, camel(entity): known}
            document = FACTS.format(pascal(department))
            answer = self.hub[department].ask(document, {"items": [item]})[f"reportFacts{pascal(department)}"]
            assert [one["__typename"] for one in answer["outcomes"]] == ["FactsAccepted"], answer

    def help(self, text: str, **stated: Any) -> str:
        """Help of a programme, as `MZ-08@H for fire`, fed back by who gives it; the record's id."""
        match = RECORD.fullmatch(text)
        assert match is not None
        programme = self.hub.catalogue.numbered[match["number"]]
        key = next(iter(self.numbers)) if match["subject"] == HOUSEHOLD else match["subject"]
        self.records += 1
        item = {
            "externalId": f"{self.home}-{self.records}",
            "idNumber": self.numbers[key],
            "name": self.told["members"][key]["name"],
            "programme": programme.code,
            "status": "GRANTED",
            "happenedOn": "2024-03-15",
            "division": self.told["county"],
            "amount": 10000,
            "event": match["event"],
            **stated,
        }
        name = pascal(programme.department)
        answer = self.hub[programme.department].ask(FEED.format(name), {"items": [item]})[f"feedBack{name}"]
        (outcome,) = answer["outcomes"]
        assert outcome["__typename"] == "FeedbackAccepted", outcome
        record: str = outcome["record"]
        return record

    def named(self, programme: str, person: str | None) -> str:
        """A programme and whom it is for, as the file has it."""
        return f"{programme}@{self.keys[person] if person else HOUSEHOLD}"
