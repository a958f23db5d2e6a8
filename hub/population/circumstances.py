"""Circumstances: what each department would know of a member, by age and by the kind of household."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hub.population.composition import ADULT, OLD, Person
from hub.population.households import Report
from hub.population.places import Village
from hub.population.shares import Dice, Kind, Shares
from policy.clauses import Scalar

STAGES = ((3, 5, "KINDERGARTEN", 0.86), (6, 11, "PRIMARY", 0.99), (12, 14, "JUNIOR", 0.99))
GRADUATE = 21  # who nears the end of their studies
SCHOOLS = {
    "KINDERGARTEN": "幼儿园",
    "PRIMARY": "小学",
    "JUNIOR": "初级中学",
    "SENIOR": "高级中学",
    "VOCATIONAL": "职业中等专业学校",
    "UNDERGRAD": "大学",
    "POSTGRAD": "大学",
}


@dataclass(frozen=True, slots=True)
class Health:
    """What of a member decides most of the rest."""

    disability: tuple[str, int] | None
    seriously_ill: bool

    @property
    def severe(self) -> bool:
        """Whether the disability counts as severe (重度残疾)."""
        if self.disability is None:
            return False
        kind, grade = self.disability
        return grade <= 2 or (grade == 3 and kind in ("INTELLECTUAL", "MENTAL"))


def health(dice: Dice, shares: Shares, kind: Kind) -> Health:
    """The health of a person in a household of this kind."""
    disability = None
    if dice.chance(kind.disabled):
        weights = shares.weights
        disability = (weights["disability_type"].draw(dice), int(weights["disability_grade"].draw(dice)))
    return Health(disability, dice.chance(kind.serious_illness))


@dataclass(frozen=True)
class Circumstances:
    """Draws the reports of one member after the other."""

    dice: Dice
    loans: Dice
    """Who is to have the student loan repaid is drawn apart, so that everybody else stays as they are."""
    shares: Shares
    today: datetime.date

    def of(self, person: Person, state: Health, village: Village, as_of: datetime.date) -> Iterator[Report]:
        """What the departments say of a person, as of a day."""
        stage = self._stage(person)
        works = self._work(person, state, stage)
        able = bool(works) or self._able(person, state, stage)
        yield Report("civil_affairs", "person", self._civil_affairs(person, state, able), as_of)
        yield from self._disabled(state)
        if stage:
            yield Report("education_aid", "person", self._student(person, stage), self._term_start())
        yield from self._insured(person, state, village, works.get("employed") is True)
        if works:
            yield Report("human_resources", "person", works, self._lately())
        if state.seriously_ill:
            group = self.shares.weights["disease_group"].draw(self.dice)
            values: dict[str, Scalar] = {"serious_illness": True, "disease_group": group}
            yield Report("health", "person", values, self._lately())

    def _civil_affairs(self, person: Person, state: Health, able: bool) -> dict[str, Scalar]:
        values: dict[str, Scalar] = {"self_care": "FULL"}
        if state.severe:
            values["self_care"] = self.shares.weights["self_care_frail"].draw(self.dice)
        elif person.age >= 75:
            values["self_care"] = self.shares.weights["self_care_old"].draw(self.dice)
        if person.age >= 16:
            values["labour_ability"] = able
            if able and self._happens("weak_labour"):
                values["weak_labour"] = True
        if person.age >= OLD and self._happens("elderly_assessed"):
            values["elderly_assessed"] = True
        if person.age >= OLD and self._happens("unsupported"):
            values["without_support"] = True
        if person.age < ADULT and self._happens("orphan"):
            values["orphan_or_unattended"] = True
        return values

    def _disabled(self, state: Health) -> Iterator[Report]:
        if state.disability:
            kind, grade = state.disability
            until = self.today + datetime.timedelta(days=self.dice.between(30, 3600))
            values: dict[str, Scalar] = {
                "disabled": True,
                "disability_type": kind,
                "disability_grade": grade,
                "certificate_valid_until": until,
            }
            yield Report("disabled_federation", "person", values, self._lately())

    def _stage(self, person: Person) -> str | None:
        roll = self.dice.roll()
        for youngest, oldest, stage, share in STAGES:
            if youngest <= person.age <= oldest:
                return stage if roll < share else None
        if 15 <= person.age <= 17:
            return "SENIOR" if roll < 0.56 else "VOCATIONAL" if roll < 0.92 else None
        if 18 <= person.age <= 22:
            return "UNDERGRAD" if roll < 0.42 else None
        return "POSTGRAD" if 23 <= person.age <= 25 and roll < 0.03 else None

    def _student(self, person: Person, stage: str) -> dict[str, Scalar]:
        # 示例 says that the school is an example.
        values: dict[str, Scalar] = {
            "student_stage": stage,
            "school": f"示例第{self.dice.between(1, 40)}{SCHOOLS[stage]}",
        }
        if self._happens("student_in_need"):
            values |= {"student_in_need": True, "need_level": self.shares.weights["need_level"].draw(self.dice)}
        if stage == "UNDERGRAD" and person.age <= 19:
            values["freshman"] = self._happens("freshman")
        if stage in ("SENIOR", "VOCATIONAL", "UNDERGRAD", "POSTGRAD") and self._happens("excellent"):
            values["academic_excellent"] = True
        if (
            stage in ("UNDERGRAD", "POSTGRAD")
            and person.age >= GRADUATE
            and self.loans.chance(self.shares.rates["loan"])
        ):
            values["loan_compensation_qualified"] = True
        return values

    def _able(self, person: Person, state: Health, stage: str | None) -> bool:
        healthy = not (state.severe or state.seriously_ill)
        return 16 <= person.age < OLD and not stage and healthy and self._happens("able")

    def _work(self, person: Person, state: Health, stage: str | None) -> dict[str, Scalar]:
        """Empty where nobody has asked, or nobody would."""
        if not 16 <= person.age < OLD or stage or self._happens("employment_unreported"):
            return {}
        if not self._able(person, state, stage):
            return {"employed": False, "job_intent": False} if state.severe else {}
        if self._happens("employed"):
            return {"employed": True, "hired_by_enterprise": self._happens("hired_by_enterprise")}
        values: dict[str, Scalar] = {"employed": False, "job_intent": self._happens("job_intent")}
        if self._happens("registered_unemployed"):
            since = self.today - datetime.timedelta(days=self.dice.between(20, 700))
            values |= {"registered_unemployed": True, "unemployed_since": since}
        if self._happens("startup_intent"):
            values["startup_intent"] = True
        if self._happens("hard_to_employ"):
            values |= {"hard_to_employ_recognised": True, "market_job_failed": self._happens("market_job_failed")}
        return values

    def _insured(self, person: Person, state: Health, village: Village, employed: bool) -> Iterator[Report]:
        if self._happens("insurance_unreported"):
            return
        values: dict[str, Scalar] = {"insured_type": "RESIDENT", "insured_place": village.county}
        if employed and self._happens("employee_insured"):
            values["insured_type"] = "EMPLOYEE"
        elif self._happens("uninsured"):
            values = {"insured_type": "UNINSURED"}
        if state.seriously_ill and self._happens("inpatient"):
            values["inpatient_designated"] = True
        if person.age >= ADULT and self._happens("outpatient_chronic"):
            values["outpatient_chronic_special"] = True
        if "inpatient_designated" in values or "outpatient_chronic_special" in values:
            values["treated_at_insured_place_or_referred_in_province"] = self._happens("treated_in_order")
            # Most pay little themselves, a few very much.
            values["selfpay_after_triple"] = int(20_000 / (1 - self.dice.roll() * 0.995)) // 100 * 100
        yield Report("medical_insurance", "person", values, self._lately())

    def _happens(self, rate: str) -> bool:
        return self.dice.chance(self.shares.rates[rate])

    def _lately(self) -> datetime.date:
        return self._months[self.dice.between(0, 2)]

    @cached_property
    def _months(self) -> list[datetime.date]:
        """The first of this month and of the two before: departments report by the month."""
        months = [self.today.replace(day=1)]
        while len(months) < 3:
            months.append((months[-1] - datetime.timedelta(days=1)).replace(day=1))
        return months

    def _term_start(self) -> datetime.date:
        year, month = self.today.year, self.today.month
        if month >= 9:
            return datetime.date(year, 9, 1)
        return datetime.date(year, 3, 1) if month >= 3 else datetime.date(year - 1, 9, 1)
