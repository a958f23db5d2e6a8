"""Feedback as most would write it with an ORM: look up what each item names, add objects, commit once for the batch."""

import datetime
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Engine, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from registry.database import new_id

DEPARTMENT = "medical_insurance"


class Base(DeclarativeBase):
    """Of all classes."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {int: BigInteger()}


class Batch(Base):
    __tablename__ = "batches"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    department: Mapped[str]
    client: Mapped[str]
    kind: Mapped[str]
    items: Mapped[int]
    accepted: Mapped[int]
    replayed: Mapped[int]
    refused: Mapped[int]


class Identity(Base):
    __tablename__ = "identities"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    index: Mapped[bytes]


class Person(Base):
    __tablename__ = "persons"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    identity_id: Mapped[UUID]
    position: Mapped[int]


class Member(Base):
    __tablename__ = "memberships"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    household_id: Mapped[UUID]
    valid_to: Mapped[datetime.date | None]


class Division(Base):
    __tablename__ = "divisions"
    code: Mapped[str] = mapped_column(primary_key=True)
    lo: Mapped[int]


class Record(Base):
    __tablename__ = "assistance_records"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    department: Mapped[str]
    programme: Mapped[str]
    identity_id: Mapped[UUID]
    household_id: Mapped[UUID]
    person_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    position: Mapped[int]
    division: Mapped[str]
    paying_position: Mapped[int]
    status: Mapped[str]
    happened_on: Mapped[datetime.date]
    starts: Mapped[datetime.date]
    amount: Mapped[int]
    external_id: Mapped[str]
    batch_id: Mapped[UUID]


class Detail(Base):
    __tablename__ = "medical_insurance_records"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int]
    paying_position: Mapped[int]
    settlement_number: Mapped[str]


class Link(Base):
    __tablename__ = "chain_links"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    identity_id: Mapped[UUID]
    household_id: Mapped[UUID]
    person_id: Mapped[UUID]
    position: Mapped[int]
    paying_position: Mapped[int]
    kind: Mapped[str]
    happened_on: Mapped[datetime.date]
    department: Mapped[str]
    programme: Mapped[str]
    record_id: Mapped[UUID]
    salt: Mapped[bytes]
    hash: Mapped[bytes]


class Orm:
    """Takes in batches by the ORM, without HTTP, tokens, locks, clashes, targets or a log: it does less."""

    def __init__(self, url: str, index_of: Callable[[str], bytes]) -> None:
        self._engine: Engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        self._index_of = index_of

    def hand_in(self, items: Sequence[dict[str, Any]]) -> tuple[UUID, float]:
        """One batch; its id and the seconds it took."""
        started = time.perf_counter()
        batch = new_id()
        with Session(self._engine) as session:
            session.add(
                Batch(id=batch, department=DEPARTMENT, client="orm", kind="FEEDBACK", items=len(items),
                      accepted=len(items), replayed=0, refused=0)
            )  # fmt: skip # a row
            for item in items:
                self._take_in(session, batch, item)
            session.commit()
        return batch, time.perf_counter() - started

    def _take_in(self, session: Session, batch: UUID, item: dict[str, Any]) -> None:
        identity = session.scalars(select(Identity).where(Identity.index == self._index_of(item["idNumber"]))).one()
        person = session.scalars(select(Person).where(Person.identity_id == identity.id)).one()
        current = select(Member).where(Member.person_id == person.id, Member.valid_to.is_(None))
        household = session.scalars(current).one().household_id
        known = select(Record.id).where(Record.department == DEPARTMENT, Record.external_id == item["externalId"])
        if session.scalar(known):
            raise RuntimeError("the bench hands in nothing twice")
        paying = session.get_one(Division, item["division"]).lo
        day, record, salt = datetime.date.fromisoformat(item["happenedOn"]), new_id(), secrets.token_bytes(16)
        whose = {"identity_id": identity.id, "household_id": household, "person_id": person.id}
        where = {"position": person.position, "paying_position": paying}
        what = {"department": DEPARTMENT, "programme": item["programme"], "happened_on": day}
        session.add(
            Record(id=record, **whose, **where, **what, subject_id=person.id, division=item["division"], starts=day,
                   status=item["status"], amount=item["amount"], external_id=item["externalId"], batch_id=batch)
        )  # fmt: skip # a row
        session.flush()
        session.add(Detail(id=record, **where, settlement_number=item["settlementNumber"]))
        content = hashlib.sha256(salt + json.dumps(item).encode()).digest()
        session.add(
            Link(id=new_id(), **whose, **where, **what, kind="ASSISTED", record_id=record, salt=salt, hash=content)
        )
