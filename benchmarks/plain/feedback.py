"""Feedback as most would write it with an ORM: look up what each item names, add objects, commit once for the batch."""

import datetime
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, MetaData, Table, create_engine, select
from sqlalchemy.orm import Session, registry

from registry.store.database import new_id

DEPARTMENT = "medical_insurance"
TABLES = (
    *("batches", "identities", "persons", "memberships", "divisions", "assistance_records"),
    *("medical_insurance_records", "chain_links"),
)


class Orm:
    """Takes in batches by the ORM, without HTTP, tokens, locks, clashes, targets or a log: it does less."""

    def __init__(self, url: str, tables: MetaData, index_of: Callable[[str], bytes]) -> None:
        self._engine: Engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        self._index_of = index_of
        mapper = registry()
        self._rows: dict[str, Any] = {name: _mapped(mapper, tables.tables[name]) for name in TABLES}

    def hand_in(self, items: Sequence[dict[str, Any]]) -> tuple[UUID, float]:
        """One batch; its id and the seconds it took."""
        started = time.perf_counter()
        batch, told = new_id(), {"accepted": len(items), "replayed": 0, "refused": 0}
        with Session(self._engine) as session:
            row = self._rows["batches"]
            session.add(row(id=batch, department=DEPARTMENT, client="orm", kind="FEEDBACK", items=len(items), **told))
            for item in items:
                self._take_in(session, batch, item)
            session.commit()
        return batch, time.perf_counter() - started

    def _take_in(self, session: Session, batch: UUID, item: dict[str, Any]) -> None:
        identities, persons, members, divisions, records, details, links = (self._rows[name] for name in TABLES[1:])
        identity = session.scalars(select(identities).where(identities.index == self._index_of(item["idNumber"]))).one()
        person = session.scalars(select(persons).where(persons.identity_id == identity.id)).one()
        current = select(members).where(
            members.person_id == person.id, members.valid_to.is_(None), members.superseded_at.is_(None)
        )
        household = session.scalars(current).one().household_id
        known = select(records.id).where(records.department == DEPARTMENT, records.external_id == item["externalId"])
        if session.scalar(known):
            raise RuntimeError("the bench hands in nothing twice")
        paying = session.get_one(divisions, item["division"]).lo
        day, record, salt = datetime.date.fromisoformat(item["happenedOn"]), new_id(), secrets.token_bytes(16)
        whose = {"identity_id": identity.id, "household_id": household, "person_id": person.id}
        where = {"position": person.position, "paying_position": paying}
        what = {"department": DEPARTMENT, "programme": item["programme"], "happened_on": day}
        told = {"status": item["status"], "amount": item["amount"], "external_id": item["externalId"]}
        paid = {"subject_id": person.id, "division": item["division"], "starts": day, "batch_id": batch}
        paid["county"] = item["division"][:6]
        session.add(records(id=record, **whose, **where, **what, **told, **paid))
        session.flush()
        session.add(details(id=record, **where, settlement_number=item["settlementNumber"]))
        content = hashlib.sha256(salt + json.dumps(item).encode()).digest()
        proof = {"record_id": record, "salt": salt, "hash": content}
        session.add(links(id=new_id(), **whose, **where, **what, **proof, kind="ASSISTED"))


def _mapped(mapper: registry, table: Table) -> Any:
    """A class for the rows of one of the hub's own tables."""
    made = type(table.name, (), {"__init__": mapper.constructor})
    mapper.map_imperatively(made, table)
    return made
