"""Facts as departments report them (报送): a batch, its items checked one by one, one outcome for each."""

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, NamedTuple
from uuid import UUID

import strawberry

from policy.catalogue import Department as Declared
from policy.clauses import Value
from policy.quality_findings import Finding, Said
from registry import parsing
from registry.errors import Refusal
from registry.identity.identity_numbers import birth_date
from registry.identity.names import read_name
from registry.journal.batches import Batch
from registry.people import data_sets, unregistered_persons
from registry.people.fact_reporting import Older, Report, Taken, report
from registry.people.facts import fact_columns
from registry.people.person_locks import LockedPerson
from registry.store.connection import Connection
from schema.fields import item_checks
from schema.fields.enums import IntakeNote
from schema.fields.mapping import mapped
from schema.fields.naming import camel
from schema.intake.contradictions import Contradictions
from schema.intake.declared_values import declared_values
from schema.intake.item_persons import named
from schema.intake.item_quality import DataWarning, aged, found, of_facts, twice, warnings
from schema.register.facts import entities
from schema.requests import source_tally
from schema.requests.context import Context
from schema.requests.problems import Refused, refused
from schema.requests.source_tally import Tally
from schema.requests.transaction import Sorted, act, placed, sort


@strawberry.type(
    description="An item of facts that was taken in; the same whether or not the person is registered (已接收情况)."
)
class FactsAccepted:
    source_record_id: str = mapped(None, "Your own id of it (来源记录编号).")
    changed: bool = mapped(None, "Whether it changed what is known of today (是否有变化).")
    note: IntakeNote | None = mapped(
        None, "OLDER_THAN_KNOWN: newer facts stand; it is kept in the history (数据早于已有数据，仅存入历史)."
    )
    warnings: list[DataWarning] = mapped(None, "What is odd about it, and should be looked at (数据质量提示).")


FactsOutcome = Annotated[
    FactsAccepted | Refused, strawberry.union("FactsOutcome", description="One item's outcome (单条结果).")
]


@strawberry.type(description="How a batch of facts went, item by item in their order (情况报送结果).")
class FactsReport:
    batch: strawberry.ID = mapped(None, "The batch (批次标识).")
    outcomes: list[FactsOutcome] = mapped(None, "One for each item (逐条结果).")


FactsResult = Annotated[
    FactsReport | Refused, strawberry.union("FactsResult", description="The batch's outcome (批次结果).")
]


async def report_facts(context: Context, department: Declared, items: list[Any]) -> FactsReport | Refused:
    """Take in facts (二（二）、二（三）); the reply does not tell whether the person is registered."""
    try:
        sorted_ = await sort(items, Drafting(context, department))
    except Refusal as refusal:
        return refused(context, refusal)

    async def work(connection: Connection) -> tuple[FactsReport, list[UUID]]:
        return await _report_facts(context, department, connection, items, sorted_), []

    return await act(context, context.hub.divisions.whole, work)


KEPT = 1024
"""What rules of quality have said that is kept of a batch."""


class FactsDraft(NamedTuple):
    """One item, checked: whom it names, and the values of each entity it speaks of."""

    number: str
    name: str
    as_of: datetime.date
    source_record_id: str
    values: dict[str, dict[str, object]]
    said: Said
    findings: list[Finding]
    """What is odd about it."""

    @property
    def told(self) -> list[str]:
        """The names of what it says."""
        return [
            f"{e}.{name}" for e, values in self.values.items() for name, value in values.items() if value is not None
        ]


class Drafting:
    """The checks of a batch's items."""

    def __init__(self, context: Context, department: Declared) -> None:
        self._today, self._cycles = context.caller.today, department.cycles
        self._quality = of_facts(context, department)
        # Thousands of items say the same of people of one age.
        self._judged = lru_cache(maxsize=KEPT)(self._judge)
        self._facts = {
            entity: [(fact, f"{entity}.{camel(fact.name)}") for fact in department.facts if fact.entity == entity]
            for entity in entities(department)
        }

    def __call__(self, item: Any) -> FactsDraft:  # a generated input
        """Check one item; raises the first thing that is wrong with it."""
        today = self._today
        number = item_checks.id_number(item.id_number, "idNumber", today, item.id_kind)
        name = read_name(item.name)
        as_of = item_checks.past(item.as_of, "asOf", today)
        born = birth_date(number)
        item_checks.after_birth(born, as_of, "asOf")
        source = parsing.words(item.source_record_id, "sourceRecordId", 100)
        spoken_of = {entity: given for entity in self._facts if (given := getattr(item, entity))}
        values = {entity: self._values(entity, given, as_of, born) for entity, given in spoken_of.items()}
        if not values:
            raise Refusal("MISSING", "", name=" / ".join(self._facts))
        told = tuple((f"{entity}.{name}", value) for entity, of in values.items() for name, value in of.items())
        said, findings = self._judged(tuple(values), told, as_of, tuple(aged(born, as_of).items()))
        return FactsDraft(number, name, as_of, source, values, said, list(findings))

    def _judge(
        self,
        spoken_of: Sequence[str],
        told: Sequence[tuple[str, Any]],
        as_of: datetime.date,
        age: Sequence[tuple[str, Value]],
    ) -> tuple[Said, list[Finding]]:
        """What an item says of these entities, as rules of quality name it, and what is odd about it."""
        values: dict[str, Value] = {**dict(told), "as_of": as_of, "today": self._today, **dict(age)}
        said = Said(values, min(self._cycles[entity] for entity in spoken_of))
        return said, found(self._quality, said)

    def _values(self, entity: str, given: Any, as_of: datetime.date, born: datetime.date | None) -> dict[str, object]:
        told = {
            fact.name: (fact, path)
            for fact, path in self._facts[entity]
            if getattr(given, fact.name) is not strawberry.UNSET
        }
        # A dwelling or an event may be older than the member whose number was at hand.
        since = born if entity == "person" else None
        values = declared_values(
            [fact for fact, _ in told.values()],
            {name: getattr(given, name) for name in told},
            lambda name: told[name][1],
            self._today,
            since,
        )
        if getattr(given, "until", strawberry.UNSET) is not strawberry.UNSET:
            until = item_checks.ahead(given.until, f"{entity}.until", self._today)
            item_checks.ordered(as_of, until, f"{entity}.until")
            values["until"] = until
        return values


async def _report_facts(
    context: Context,
    department: Declared,
    connection: Connection,
    items: list[Any],
    sorted_: Sorted[FactsDraft],
) -> FactsReport:
    grant = context.caller.grant
    people = await named(context, connection, {n: (draft.number, draft.name) for n, draft in sorted_.drafts.items()})
    repeats = {entity: _repeats(department, entity) for entity in entities(department)}
    reports = [
        Report(n, entity, repeats[entity], people[n], draft.source_record_id, draft.as_of, values)
        for n, draft in sorted_.drafts.items()
        for entity, values in draft.values.items()
    ]
    columns = {entity: fact_columns(department, entity) for entity in entities(department)}
    reported = await report(connection, grant.department, columns, reports)
    strangers = unregistered_persons.named_by(reported.news)
    await unregistered_persons.note(connection, grant.department, grant.divisions, strangers)
    outcomes: dict[int, Taken | Refusal] = {**reported.outcomes, **sorted_.wrong}
    taken = [(one.entity, one.as_of) for one in reports if not isinstance(outcomes[one.item], Refusal)]
    await data_sets.received(connection, grant.department, taken, context.caller.today)
    bad = sum(isinstance(outcome, Refusal) for outcome in outcomes.values())
    fresh = sum(_fresh(outcome) for outcome in outcomes.values())
    batch = Batch(grant.department, grant.client_id, "FACTS", len(items))
    await connection.together([batch.row(fresh, len(items) - bad - fresh, bad)])
    if not context.tentative:
        maintenance = context.hub.maintenance
        await maintenance.follow_facts(connection, grant.department, reported.changes, context.caller.today)
    findings = _findings(context, department, sorted_)
    await _count(context, department, connection, sorted_, people, outcomes, findings)
    answers = [_facts_answer(context, n, item, outcomes[n], findings.get(n, ())) for n, item in enumerate(items)]
    return FactsReport(batch=strawberry.ID(str(batch.id)), outcomes=answers)


def _fresh(outcome: Taken | Refusal) -> bool:
    """Of an item that is older in part another part may have changed what stands."""
    return outcome is True or isinstance(outcome, Older)


async def _count(
    context: Context,
    department: Declared,
    connection: Connection,
    sorted_: Sorted[FactsDraft],
    people: Mapping[int, LockedPerson],
    outcomes: Mapping[int, Taken | Refusal],
    findings: Mapping[int, Sequence[Finding]],
) -> None:
    """Count what came of each item, by its source and county, and what other departments say otherwise."""
    said = {n: sorted_.drafts[n].said for n, outcome in outcomes.items() if not isinstance(outcome, Refusal)}
    against = Contradictions(context.hub.catalogue, department)
    otherwise = await against.found(connection, said, {n: people[n].identity for n in said})
    tally = Tally.of(context, "facts")
    for n, outcome in outcomes.items():
        if isinstance(outcome, Refusal):
            tally.refused([outcome.code])
            continue
        draft = sorted_.drafts[n]
        item = source_tally.Taken(
            outcome is False, draft.told, draft.as_of, draft.said.cycle, findings[n], otherwise.get(n, ())
        )
        place = next((values["place"] for values in draft.values.values() if values.get("place")), None)
        tally.taken(item, place, people[n])
    await tally.write(connection)


def _findings(context: Context, department: Declared, sorted_: Sorted[FactsDraft]) -> dict[int, list[Finding]]:
    """What is odd about each item, by itself and beside the others of the batch."""
    keys = {
        n: [
            (draft.number, entity, draft.source_record_id if _repeats(department, entity) else "")
            for entity in draft.values
        ]
        for n, draft in sorted_.drafts.items()
    }
    double = twice(context, keys)
    return {n: [*draft.findings, *double.get(n, ())] for n, draft in sorted_.drafts.items()}


def _facts_answer(
    context: Context, n: int, item: Any, outcome: Taken | Refusal, findings: Sequence[Finding]
) -> FactsAccepted | Refused:
    if isinstance(outcome, Refusal):
        return refused(context, placed(outcome, n))
    older = isinstance(outcome, Older)
    return FactsAccepted(
        source_record_id=item.source_record_id,
        changed=outcome is True,
        note=IntakeNote("OLDER_THAN_KNOWN") if older else None,
        warnings=warnings(context, findings),
    )


def _repeats(department: Declared, entity: str) -> bool:
    return any(fact.repeats for fact in department.facts if fact.entity == entity)
