"""The worked cases of the policy, as households of the demonstration."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.population.households import Determined, Help, Household, Member, Report
from hub.population.places import Village
from hub.population.shares import Shares
from policy.cases import FILE
from policy.catalogue import Catalogue
from policy.clauses import Scalar
from policy.periods import semester

# What a JSON file holds is only known once it has been read.
Json = Mapping[str, Any]

DETERMINED = datetime.timedelta(days=200)
GIVEN = datetime.timedelta(days=20)
SOURCE = "worked case"


def worked_cases(villages: Sequence[Village], catalogue: Catalogue, today: datetime.date) -> Iterator[Household]:
    """The cases as of today, each in a village of its county; one whose county has no village is left out."""
    file = json.loads(FILE.read_text("utf-8"))
    case_day = datetime.date.fromisoformat(file["day"])
    amounts = Shares.read().amounts
    for case in file["cases"]:
        village = next((village for village in villages if village.county == case["county"]), None)
        if village:
            yield Case(case, village, catalogue, amounts, today, today - case_day).household()


class Case:
    """One worked case; the days in it are moved so that its day is today."""

    def __init__(
        self,
        case: Json,
        village: Village,
        catalogue: Catalogue,
        amounts: Mapping[str, int],
        today: datetime.date,
        later: datetime.timedelta,
    ) -> None:
        self._case, self._village, self._catalogue, self._amounts = case, village, catalogue, amounts
        self._today, self._later = today, later

    def household(self) -> Household:
        """The household as the case tells of it."""
        case, facts = self._case, self._case["household"]
        members = [self._member(key, member) for key, member in case["members"].items()]
        return Household(
            number=f"CASE-{case['number']:02}",
            village=self._village,
            residence=facts["residence"],
            subsistence_type=facts["subsistence_type"],
            hukou_type=facts["residence"],
            address=f"{self._village.name}1组{case['number']}号",
            per_capita_income=facts.get("per_capita_income_after_cost", 0),
            dwelling="自有住房",
            as_of=self._today,
            source=SOURCE,
            channel="APPLICATION",
            members=tuple(members),
            helped=tuple(self._help(text) for text in case["active"]),
            told=True,
        )

    def _member(self, key: str, member: Json) -> Member:
        facts = dict(member["facts"])
        since = self._today - DETERMINED
        determined = [
            Determined(category, since, support=facts.pop("support", None))
            for category in member.get("categories", self._case["basis_categories"])
        ]
        reports = [*self._reports("person", facts)]
        if key == next(iter(self._case["members"])):
            reports += self._of_household()
        return Member(
            number=member["id_number"],
            name=member["name"],
            sex=member["sex"],
            birth_date=datetime.date.fromisoformat(member["birth_date"]),
            relation=member["relation"],
            since=since,
            determined=tuple(determined),
            reports=tuple(reports),
        )

    def _of_household(self) -> Iterator[Report]:
        own = ("residence", "subsistence_type")
        yield from self._reports("household", {k: v for k, v in self._case["household"].items() if k not in own})
        yield from self._reports("housing", self._case["housing"])
        for facts in self._case["events"].values():
            yield from self._reports("event", facts)

    def _reports(self, entity: str, facts: Json) -> Iterator[Report]:
        """The facts, each from the department that supplies it first."""
        by_department: dict[str, dict[str, Scalar]] = {}
        for name, value in facts.items():
            supplier = self._catalogue.facts[entity, name].suppliers[0]
            by_department.setdefault(supplier, {})[name] = self._moved(value)
        for department, values in by_department.items():
            yield Report(department, entity, values, self._today)

    def _moved(self, value: Any) -> Scalar:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return datetime.date.fromisoformat(value) + self._later
        return value  # type: ignore[no-any-return] # what is left is boolean, number or code

    def _help(self, text: str) -> Help:
        number, subject = text.split("@")
        place = None if subject == "H" else list(self._case["members"]).index(subject)
        day = self._today - GIVEN
        term = semester(day) if number.startswith("JY") else None
        amount = self._amounts.get(number)
        return Help(number, place, day, amount, term, payments=((day, amount),) if amount else ())
