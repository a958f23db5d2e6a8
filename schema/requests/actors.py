"""Who acted, in the graph (经办人): an officer, somebody whom a program names, or the program."""

import strawberry

from planner.shape import Column, One, Source
from schema.fields.enums import ActorKind
from schema.fields.mapping import mapped
from schema.requests.catalogue import DEPARTMENT, Department

NAMES = ("civil/population:read", "civil/population:enter", "civil/population:decide", "hub:audit")
"""Who keeps the register sees who worked on it; everyone else sees the department."""


@strawberry.type(description="Who did something (经办人).")
class Actor:
    kind: ActorKind = mapped(Column("{row}.kind"), "What kind of actor it was (办理主体类型).")
    department: Department = mapped(DEPARTMENT, "For which department (部门).")
    name: str | None = mapped(
        Column("{row}.name"), "The official's name as it was then; null of a program by itself (姓名).", scopes=NAMES
    )


def actor_of(column: str) -> One:
    """Who acted, by the column of a row that says it."""
    return One("Actor", Source("actors {row}", (f"{{row}}.id = {{parent}}.{column}",)))
