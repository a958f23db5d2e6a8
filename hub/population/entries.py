"""Entries: an invented household as rows of the register, with ids, blind indexes, seals and links."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from hub.population.households import Determined, Help, Household, Member, Report
from hub.population.rows import Rows, columns
from policy.catalogue import Catalogue
from policy.periods import span
from registry.identity.identities import ID_CARD
from registry.identity.identity_numbers import number_ends, number_kind
from registry.identity.names import masked_name
from registry.identity.vault import ID_NUMBER, Vault
from registry.journal.chain import Link, commitment
from registry.people.facts import fact_table_name
from registry.store.database import new_id

REPEATS = frozenset({"event", "disaster", "payment"})
DIED = "死亡"
ENDED = "不再符合条件"


@dataclass(frozen=True, slots=True)
class Ids:
    """Where a member's rows point."""

    identity: UUID
    person: UUID
    household: UUID
    position: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Households as they are written together."""

    ids: Sequence[UUID]
    households: Sequence[Household]
    members: Sequence[Sequence[Ids]]
    persons: int
    rows: Rows


class Entries:
    """Gathers the rows of households, a chunk at a time."""

    def __init__(self, catalogue: Catalogue, vault: Vault, batches: Mapping[str, UUID]) -> None:
        self._columns = columns(catalogue)
        self.rows = Rows(self._columns)
        self._categories = catalogue.categories
        self._programmes = catalogue.numbered
        self._vault = vault
        self._batches = batches

    def add(self, households: Sequence[Household]) -> Chunk:
        """The rows of a chunk of households."""
        self.rows = Rows(self._columns)
        ids = [new_id() for _ in households]
        everyone = [member for household in households for member in household.members]
        identities = [new_id() for _ in everyone]
        numbers = [member.number for member in everyone]
        sealed = self._vault.seal_all(ID_NUMBER, list(zip(identities, numbers, strict=True)))
        indexes = self._vault.blind_indexes(ID_CARD, numbers)
        keys = iter(zip(identities, indexes, sealed, strict=True))
        members = []
        for id, household in zip(ids, households, strict=True):
            self._household(id, household)
            of_household = [self._person(id, household, member, *next(keys)) for member in household.members]
            for place, (member, who) in enumerate(zip(household.members, of_household, strict=True)):
                self._knowledge(household, place, member, who)
            self._helped(household, household.helped, of_household)
            members.append(of_household)
        return Chunk(ids, households, members, len(everyone), self.rows)

    def given(self, chunk: Chunk, help: Mapping[UUID, Sequence[Help]]) -> Rows:
        """The rows of further help to households of a chunk."""
        self.rows = Rows(self._columns)
        for id, household, members in zip(chunk.ids, chunk.households, chunk.members, strict=True):
            self._helped(household, help.get(id, ()), members, len(household.helped))
        return self.rows

    def _helped(self, household: Household, helped: Sequence[Help], members: Sequence[Ids], before: int = 0) -> None:
        for ordinal, help in enumerate(helped, before):
            self._help(household, ordinal, help, members)

    def _household(self, id: UUID, h: Household) -> None:
        own = (
            h.village.code, h.village.position, h.residence, h.subsistence_type, h.hukou_type, h.address,
            h.per_capita_income, h.dwelling, h.as_of, h.source, h.channel,
        )  # fmt: skip # in the order of the columns
        self.rows.add("households", id, h.number, *own)
        self.rows.add("household_versions", new_id(), id, *own)

    def _person(self, id: UUID, household: Household, m: Member, identity: UUID, index: bytes, sealed: bytes) -> Ids:
        who = Ids(identity, new_id(), id, household.village.position)
        add = self.rows.add
        add("identities", identity, index)
        add("vault", identity, ID_NUMBER, sealed, who.position)
        add(
            "persons", who.person, identity, who.position, m.name, masked_name(m.name), number_ends(m.number),
            number_kind(m.number), m.sex, m.birth_date,
        )  # fmt: skip # in the order of the columns
        if known := m.provisional:
            add(
                "provisional_identities", identity, who.person, who.position, known.reason, known.estimated,
                known.guardian, known.place, known.evidence,
            )  # fmt: skip # in the order of the columns
        add("memberships", new_id(), id, who.person, who.position, m.relation, m.since)
        return who

    def _knowledge(self, household: Household, place: int, member: Member, who: Ids) -> None:
        for determined in member.determined:
            self._determined(determined, member, who)
        for report in member.reports:
            self._report(f"{household.number}/{place}/{report.entity}", report, who)

    def _determined(self, d: Determined, member: Member, who: Ids) -> None:
        category = self._categories[d.category]
        id = new_id()
        reason = None
        if d.valid_to:
            reason = DIED if member.fact("deceased_on") else ENDED
        self.rows.add(
            "determinations", id, who.person, who.household, who.position, d.category, d.basis, d.support,
            category.rule, category.agency, d.valid_from, d.valid_to, reason,
        )  # fmt: skip # in the order of the columns
        self._link(
            Link("DETERMINED", who.identity, who.household, who.person, who.position, d.valid_from, category.agency,
                 category=d.category, determination=id)
        )  # fmt: skip # who, where, when, what
        if d.valid_to:
            self._link(
                Link("DETERMINATION_ENDED", who.identity, who.household, who.person, who.position, d.valid_to,
                     category.agency, category=d.category, determination=id, note=reason)
            )  # fmt: skip # who, where, when, what

    def _report(self, source: str, report: Report, who: Ids) -> None:
        row: dict[str, object] = {
            "id": new_id(),
            "identity_id": who.identity,
            "position": who.position,
            "source_record_id": source,
            "as_of": report.as_of,
            **report.values,
        }
        if report.entity in REPEATS:
            row["until"] = report.until
        self.rows.put(fact_table_name(report.department, report.entity), row)

    def _help(self, household: Household, ordinal: int, help: Help, member_ids: Sequence[Ids]) -> None:
        programme = self._programmes[help.number]
        who = member_ids[help.member or 0]
        person = None if help.member is None else who.person
        subject = who.household if help.member is None else who.identity
        county, paying = household.village.county, household.village.county_position
        period = span(programme.period, help.happened_on, term=help.term, event=help.event)
        record, external = new_id(), f"{household.number}-{ordinal}"
        key = period.label and f"{programme.code}|{who.identity}|{county}|{period.label}"
        self.rows.add(
            "assistance_records", record, programme.department, programme.code, who.identity, who.household, person,
            subject, who.position, county, paying, "GRANTED", help.happened_on, period.starts, period.ends,
            period.label, help.amount, programme.form.split("/")[0], help.term, help.event, county[:6], external,
            self._batches[programme.department], key,
        )  # fmt: skip # in the order of the columns
        detail = {"id": record, "position": who.position, "paying_position": paying, **help.detail}
        self.rows.put(f"{programme.department}_records", detail)
        for n, (paid_on, amount) in enumerate(help.payments, 1):
            self.rows.add(
                "payments", new_id(), record, who.position, paying, programme.department, county[:6], paid_on, amount,
                f"{external}#{n}",
            )  # fmt: skip # in the order of the columns
        self._link(
            Link("ASSISTED", who.identity, who.household, person, who.position, help.happened_on,
                 programme.department, programme=programme.code, record=record, paying_position=paying,
                 status="GRANTED", amount=help.amount, term=help.term)
        )  # fmt: skip # who, where, when, what

    def _link(self, link: Link) -> None:
        id, salt = new_id(), os.urandom(16)
        self.rows.add(
            "chain_links", id, link.identity, link.household, link.person, link.position, link.paying_position,
            link.kind, link.happened_on, link.department, link.programme, link.category, link.record,
            link.determination, link.note, link.status, link.amount, link.term, salt, commitment(link, id, salt),
        )  # fmt: skip # in the order of the columns
