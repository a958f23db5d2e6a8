"""Who acted, in the graph (经办人): an officer, somebody whom a program names, or the program."""

import strawberry

from planner.shape import Column, One, Source
from schema.fields.enums import ActorKind
from schema.fields.mapping import mapped
from schema.requests.catalogue import DEPARTMENT, Department

# Colleagues see who worked on it, and so does who supervises; everyone else sees the department.
NAME = Column(
    lambda ask: (
        f"CASE WHEN {{row}}.department = {ask.caller('department')} OR {ask.caller('officials', 'boolean')}"
        " THEN {row}.name END"
    )
)


@strawberry.type(description="Who did something (经办人).")
class Actor:
    kind: ActorKind = mapped(Column("{row}.kind"), "What kind of actor it was (办理主体类型).")
    department: Department = mapped(DEPARTMENT, "For which department (部门).")
    name: str | None = mapped(
        NAME,
        "The official's name as it was then, of your own department's; of others' with civil/supervise:read. Null of a"
        " program by itself (姓名；其他部门人员须有监管权限).",
    )


def actor_of(column: str) -> One:
    """Who acted, by the column of a row that says it."""
    return One("Actor", Source("actors {row}", (f"{{row}}.id = {{parent}}.{column}",)))
