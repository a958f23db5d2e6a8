"""The ledger of a load: how far it has come, so that one broken off is finished and one done is left alone."""

import datetime
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from policy.catalogue import Catalogue
from policy.spine import registrar
from registry.errors import Refusal
from registry.journal.batches import Batch
from registry.store.connection import Connection
from registry.store.database import new_id

KIND = "population"


@dataclass(frozen=True)
class Order:
    """How many persons to invent, and the seed they are drawn with."""

    persons: int
    seed: int


@dataclass
class Ledger:
    """One batch for each department; the number of persons loaded stands in that of civil affairs.

    It is written in the transaction of the chunk it counts, so what is counted is there and what is there is counted.
    """

    batches: dict[str, UUID]
    begun_on: datetime.date
    persons: int

    @classmethod
    async def open(cls, connection: Connection, catalogue: Catalogue, order: Order, today: datetime.date) -> Self:
        """Begin, or take up where an earlier load of the same order stopped."""
        rows = await connection.execute(KNOWN, [KIND])
        loads = {department: (id, client, persons) for department, id, client, persons in await rows.fetchall()}
        if not loads:
            return await cls._begin(connection, catalogue, order, today)
        _, client, persons = loads[registrar()]
        loaded, begun_on = client.rsplit(" from ", 1)
        if loaded != _name(order):
            raise Refusal("OTHER_POPULATION", value=loaded, wanted=_name(order))
        batches = {department: id for department, (id, _, _) in loads.items()}
        return cls(batches, datetime.date.fromisoformat(begun_on), persons)

    @classmethod
    async def _begin(cls, connection: Connection, catalogue: Catalogue, order: Order, today: datetime.date) -> Self:
        batches = {department: new_id() for department in catalogue.departments}
        client = f"{_name(order)} from {today.isoformat()}"
        for department, id in batches.items():
            await connection.together([Batch(department, client, KIND, order.persons, id).row()])
        return cls(batches, today, 0)

    async def count(self, connection: Connection, persons: int) -> None:
        """Count a chunk in its own transaction."""
        counted = await connection.execute(COUNT, [self.batches[registrar()], self.persons, persons])
        if counted.rowcount != 1:
            raise Refusal("POPULATION_LOADING")
        self.persons += persons


def _name(order: Order) -> str:
    return f"{order.persons} persons of seed {order.seed}"


KNOWN = "SELECT department, id, client, accepted FROM batches WHERE kind = $1"

COUNT = "UPDATE batches SET accepted = accepted + $3 WHERE id = $1 AND accepted = $2"
