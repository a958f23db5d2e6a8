"""Matters in the way (在办事项): what a refusal names, with the steps that its caller may take."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from policy.procedures import Side
from registry.store.connection import Connection


class BlockingMatter(NamedTuple):
    """An open matter that is in the way of an act."""

    id: UUID
    procedure: str
    state: str
    from_department: str
    to_department: str

    def steps(self, catalogue: Catalogue, department: str) -> str:
        """What the department can do about it, else who can do what."""
        sides: dict[Side, str] = {"sender": self.from_department, "receiver": self.to_department}
        own = [side for side, one in sides.items() if one == department]
        return catalogue.procedures.by_code[self.procedure].possible(self.state, sides, own)


def listed(catalogue: Catalogue, matters: Sequence[BlockingMatter], department: str) -> str:
    """Each with its steps: `<id>: withdrawReferral`."""
    return "; ".join(f"{matter.id}: {matter.steps(catalogue, department)}" for matter in matters) or "–"


async def steps_on(connection: Connection, catalogue: Catalogue, matters: Sequence[UUID], department: str) -> str:
    """The steps on these matters, as `listed` tells them."""
    return listed(catalogue, await connection.fetch(BlockingMatter, THESE, [list(matters)]), department)


COLUMNS = "m.id, m.procedure, m.state, m.from_department, m.to_department"
THESE = f"SELECT {COLUMNS} FROM matters m WHERE m.id = ANY($1::uuid[]) ORDER BY m.id"
