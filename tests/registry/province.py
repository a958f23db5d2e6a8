"""A small province for tests, and the acts of the registry on it, each in a transaction of its own."""

import datetime
import itertools
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import psycopg

from policy.catalogue import Catalogue
from policy.periods import span
from registry.aid import feedback
from registry.aid.records import detail_columns
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import with_check_digit
from registry.identity.vault import Vault
from registry.journal.batches import Batch
from registry.people import determinations
from registry.people.determinations import Decision
from registry.people.determined_persons import living_members
from registry.people.fact_reporting import Report, Taken, report
from registry.people.facts import fact_columns
from registry.people.heads import HEAD
from registry.people.person_locks import LockedPerson, lock_people
from registry.people.registration import Entry, Member, Outcome, register
from registry.reference import catalogue_sync, local_values
from registry.reference.divisions import Division
from registry.reference.local_values import Setting
from registry.store.connection import Connection, Question
from registry.store.database import Database, new_id, retrying
from registry.targets.maintenance import Maintenance

PROVINCE = "{[620000000000,630000000000)}"
DIVISIONS = {
    "620000000000": (620000000000, 630000000000),
    "620100000000": (620100000000, 620200000000),
    "620102000000": (620102000000, 620103000000),
    "620502000000": (620502000000, 620503000000),
    "620702000000": (620702000000, 620703000000),
    "620802000000": (620802000000, 620803000000),
    "621102000000": (621102000000, 621103000000),
    "621202000000": (621202000000, 621203000000),
}
COUNTY, ELSEWHERE = "621102000000", "620102000000"
DOCUMENT_SINCE = datetime.date(2023, 11, 24)


def ranges_of(division: str) -> str:
    """What a caller sees who has this division."""
    lo, hi = DIVISIONS[division]
    return f"{{[{lo},{hi})}}"


def found(connection: psycopg.Connection, catalogue: Catalogue) -> None:
    """The province's divisions, its catalogue and the parameters it starts with."""
    for code, (lo, hi) in DIVISIONS.items():
        connection.execute(
            "INSERT INTO divisions (code, name, level, lo, hi, valid_from) VALUES (%s, %s, 'x', %s, %s, '2000-01-01')",
            [code, code, lo, hi],
        )
    catalogue_sync.mirror(connection, catalogue)
    catalogue_sync.start_parameters(connection, catalogue, "620000000000")


def number(born: datetime.date, n: int) -> str:
    """An ID number that no real person can hold."""
    return with_check_digit(f"629901{born:%Y%m%d}{n:03}")


@dataclass
class Province:
    """What departments do, in the order in which the mutations do it."""

    database: Database
    catalogue: Catalogue
    maintenance: Maintenance
    vault: Vault
    today: datetime.date
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @asynccontextmanager
    async def act(self, department: str = "civil_affairs", ranges: str = PROVINCE) -> AsyncIterator[Connection]:
        async with self.database.transaction(ranges=ranges, department=department) as connection:
            yield connection

    async def ask(
        self, statement: str, *values: object, department: str = "civil_affairs", ranges: str = PROVINCE
    ) -> list[tuple[Any, ...]]:
        async with self.act(department, ranges) as connection:
            return await (await connection.execute(statement, values)).fetchall()

    async def switch_on(self, parameter: str, division: str = COUNTY) -> None:
        """Let a division do what the document leaves to it, since the document's first day."""
        lo, hi = DIVISIONS[division]
        place = Division(division, division, "COUNTY", lo, hi, DOCUMENT_SINCE, None)
        async with self.act() as connection:
            await local_values.put(connection, Setting(parameter, division, True, DOCUMENT_SINCE, None, "test"), place)

    def person(self, name: str = "王甲", born: str = "1980-01-01", **stated: Any) -> Member:
        """Somebody nobody has heard of."""
        birth_date = datetime.date.fromisoformat(born)
        id_number = stated.pop("id_number", None) or number(birth_date, next(self.numbers))
        since = stated.pop("since", birth_date)
        known = {"sex": "1", "relation": "02", "change": None, **stated}
        return Member(self.index(id_number), id_number, name, birth_date=birth_date, since=since, **known)

    def index(self, id_number: str) -> bytes:
        return self.vault.blind_index(ID_CARD, id_number)

    def household(self, *members: Member, division: str = COUNTY, **stated: Any) -> Entry:
        """A household as it is told, with one head: who would be a second is another relative."""
        heads = [member for member in members if member.relation == HEAD]
        members = tuple(replace(m, relation="97") if m in heads[1:] else m for m in members)
        known: dict[str, Any] = {
            "number": f"H{next(self.numbers)}",
            "residence": "rural",
            "subsistence_type": "rural",
            "hukou_type": None,
            "address": None,
            "per_capita_income": None,
            "dwelling": None,
            "as_of": self.today,
            "source": None,
            "channel": "APPLICATION",
        }
        return Entry(division=division, position=int(division), members=members, **{**known, **stated})

    async def register(self, *entries: Entry, ranges: str = PROVINCE) -> list[Outcome]:
        async with self.act(ranges=ranges) as connection:
            outcomes, touched, _ = await register(connection, self.catalogue, self.vault, "civil_affairs", entries)
            await self.maintenance.recompute(connection, touched, self.today)
        return outcomes

    async def settle(self, *members: Member, **stated: Any) -> UUID:
        """Register one household, which must succeed."""
        (outcome,) = await self.register(self.household(*members, **stated))
        assert isinstance(outcome, UUID), outcome
        return outcome

    async def id_of(self, member: Member) -> UUID:
        ((id,),) = await self.ask(
            "SELECT p.id FROM persons p JOIN identities i ON i.id = p.identity_id WHERE i.index = $1", member.index
        )
        assert isinstance(id, UUID)
        return id

    async def determine(
        self,
        household: UUID,
        category: str,
        person: UUID | None = None,
        valid_from: str = "2024-01-01",
        valid_to: str | None = None,
        **stated: Any,
    ) -> list[UUID]:
        dates = [datetime.date.fromisoformat(day) if day else None for day in (valid_from, valid_to)]
        basis = "SINGLE_PERSON" if person else "HOUSEHOLD"
        decision = Decision(category, basis, stated.get("support"), dates[0], dates[1], None, self.today)  # type: ignore[arg-type] # the first day is stated
        agency = self.catalogue.categories[category].agency
        async with self.act(agency) as connection:
            await lock_people(connection, (), [household])
            period = (decision.valid_from, decision.valid_to)
            about = await living_members(connection, self.catalogue, household, person, self.today, period)
            made = await determinations.determine(connection, self.catalogue.categories, agency, about, decision)
            await self.maintenance.recompute(connection, [household], self.today)
        return made

    async def end(self, determination: UUID, on: str, department: str = "civil_affairs") -> UUID:
        async with self.act(department) as connection:
            new, household = await determinations.end(
                connection, department, determination, datetime.date.fromisoformat(on), "left", self.today
            )
            await self.maintenance.recompute(connection, [household], self.today)
        return new

    async def report(
        self,
        department: str,
        member: Member,
        entity: str = "person",
        as_of: str = "2024-03-01",
        source: str = "1",
        **values: object,
    ) -> Taken:
        """One department's facts of one person."""

        async def act() -> Taken:
            async with self.act(department) as connection:
                held = await lock_people(connection, [member.index])
                one = Report(
                    0,
                    entity,
                    self.catalogue.entities[entity].repeats,
                    held[member.index],
                    source,
                    datetime.date.fromisoformat(as_of),
                    values,
                )
                declared = self.catalogue.departments[department]
                columns = {entity: fact_columns(declared, entity)}
                reported = await report(connection, department, columns, [one])
                await self.maintenance.follow_facts(connection, department, reported.changes, self.today)
            return reported.outcomes[0]

        return await retrying(act)

    def entry(self, programme: str, member: Member, external_id: str, **stated: Any) -> feedback.Entry:
        """What a department did for someone; whom it concerns is filled in when it is locked."""
        chosen = self.catalogue.programmes[programme]
        happened_on = datetime.date.fromisoformat(stated.pop("happened_on", "2024-03-01"))
        period = {name: stated.get(name) for name in ("period_from", "period_to", "term", "event")}
        division = stated.pop("division", COUNTY)
        known: dict[str, Any] = {
            "status": "GRANTED",
            "amount": 10000,
            "form": "cash",
            "reason": None,
            "second": None,
            "provisional": False,
            "papers_due": None,
            "record": None,
            "payments": (),
            "detail": {},
        }
        content = repr((external_id, programme, member.index, happened_on, division, sorted(stated.items()))).encode()
        return feedback.Entry(
            external_id=external_id,
            content=stated.pop("content", content),
            person=LockedPerson(new_id(), None, None, None, member.index.hex()),
            programme=programme,
            unit=chosen.unit,
            division=division,
            paying_position=int(division),
            happened_on=happened_on,
            span=span(chosen.period, happened_on, **period),
            **{**known, **period, **stated},
        )

    async def feed_back(self, department: str, *entries: feedback.Entry, check: bool = False) -> list[feedback.Outcome]:
        """A batch, from locking to targets."""

        async def act() -> list[feedback.Outcome]:
            async with self.act(department) as connection:
                held = await lock_people(connection, [bytes.fromhex(e.person.name or "") for e in entries])
                ready = [e._replace(person=held[bytes.fromhex(e.person.name or "")]) for e in entries]
                return await self.accept(connection, department, *ready, check=check)

        return await retrying(act)

    async def accept(
        self, connection: Connection, department: str, *entries: feedback.Entry, check: bool = False
    ) -> list[feedback.Outcome]:
        """A batch of entries whose persons are locked."""
        batch = Batch(department, "test", "FEEDBACK", len(entries))
        details = detail_columns(self.catalogue.departments[department])
        take = feedback.check if check else feedback.accept
        return await take(connection, batch, entries, details, PROVINCE, self.today)

    async def targets(self, household: UUID, certainty: str = "MET") -> set[str]:
        """The programmes that may have to help, as `JY-03@王丙` for a person and `MZ-02@H` for the household."""
        rows = await self.ask(TARGETS, household, certainty)
        return {f"{self.catalogue.programmes[code].number}@{subject}" for code, subject in rows}


TARGETS = """SELECT t.programme, coalesce(p.name, 'H') FROM targets t LEFT JOIN persons p ON p.id = t.person_id
WHERE t.household_id = $1 AND t.certainty = $2 AND t.until IS NULL"""


@dataclass
class Count:
    """How many statements went out."""

    statements: int = 0


@contextmanager
def counting(connection: Connection) -> Iterator[Count]:
    """Count the statements a connection executes within the block."""
    count, execute, together = Count(), connection.execute, connection.together

    async def counted(*arguments: Any, **options: Any) -> Any:
        count.statements += 1
        return await execute(*arguments, **options)

    async def each_counted(questions: Iterable[Question]) -> Any:
        asked = list(questions)
        count.statements += len(asked)
        return await together(asked)

    connection.execute = counted  # type: ignore[method-assign] # watched, not replaced
    connection.together = each_counted  # type: ignore[method-assign] # watched, not replaced
    try:
        yield count
    finally:
        del connection.execute, connection.together


def accepted(outcomes: Sequence[feedback.Outcome]) -> list[feedback.Accepted]:
    """All of them, which must be accepted."""
    assert all(isinstance(outcome, feedback.Accepted) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, feedback.Accepted)]
