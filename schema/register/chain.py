"""The assistance chain in the graph (救助链)."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, One, Source
from schema.fields.enums import FeedbackStatus, LinkKind
from schema.fields.mapping import mapped
from schema.fields.references import day, moment
from schema.fields.scalars import Date, Fen, Instant
from schema.fields.slices import person_reached
from schema.register.record_then import record_of_link
from schema.register.records import AssistanceRecord
from schema.requests.actors import Actor, actor_of
from schema.requests.catalogue import DEPARTMENT, Category, Department, Programme

if TYPE_CHECKING:
    from schema.register.persons import Person


def _known(ask: Ask, row: str) -> tuple[str, ...]:
    """What had been recorded by `knownAt`."""
    if not ask.given("knownAt"):
        return ()
    return (f"{row}.recorded_at <= {moment(ask, 'knownAt')}",)


def _stood(ask: Ask, lineage: str) -> str:
    """That the merge by which the chain goes on there had not been taken apart."""
    undone = f"{lineage}.undone_at IS NULL"
    return f"({undone} OR {moment(ask, 'knownAt')} < {lineage}.undone_at)" if ask.given("knownAt") else undone


def _while_merged(ask: Ask) -> str:
    """Or what was told while a merge stood that has been taken apart since: it went back with whom it is for."""
    if not ask.given("knownAt"):
        return ""
    told = "({row}.person_id IS NOT NULL OR {row}.record_id IS NOT NULL)"
    return f" OR l.undone_at IS NOT NULL AND l.kind = 'MERGED' AND {told}"


def _happened(ask: Ask) -> tuple[str, ...]:
    """What had happened by `asOf`."""
    return (f"{{row}}.happened_on <= {day(ask, 'asOf')}",) if ask.given("asOf") else ()


def links_of_household(ask: Ask) -> Source:
    """Its own links, and those of the households that its members came from: up to the change, or to its recording."""
    came_from = " AND ".join(("l.household_id = {parent}.id", *_known(ask, "l"), _stood(ask, "l")))
    return Source(
        "chain_links {row}",
        (
            f"{{row}}.household_id = ANY(ARRAY(SELECT {{parent}}.id"
            f" UNION ALL SELECT l.ancestor_id FROM lineage l WHERE {came_from}))",
            f"""({{row}}.household_id = {{parent}}.id OR EXISTS (SELECT FROM lineage l WHERE {came_from}
      AND l.ancestor_id = {{row}}.household_id
      AND ({{row}}.happened_on < l.until OR {{row}}.recorded_at < l.recorded_at{_while_merged(ask)})
      AND ({{row}}.person_id IS NULL OR {{row}}.person_id = l.person_id)))""",
            f"({{row}}.person_id IS NULL OR {person_reached(ask, '{parent}.id', '{row}.person_id')})",
            *_happened(ask),
            *_known(ask, "{row}"),
        ),
    )


def links_of_person(ask: Ask) -> Source:
    return Source("chain_links {row}", ("{row}.person_id = {parent}.id", *_happened(ask), *_known(ask, "{row}")))


def _shown(ask: Ask, row: str) -> str:
    """Whether the caller sees what was told of help: of its own department, or of all with household/amounts:read."""
    own = f"{row}.department = {ask.caller('department')} AND {ask.caller('own_records', 'boolean')}"
    return f"({ask.caller('amounts', 'boolean')} OR {own})"


def _told(column: str) -> Column:
    """What a department told of its help in this link."""
    return Column(lambda ask: f"CASE WHEN {_shown(ask, '{row}')} THEN {{row}}.{column} END")


def _programme(ask: Ask) -> Source:
    return Source("programmes {row}", ("{row}.code = {parent}.programme", _shown(ask, "{parent}")))


TO_WHOM = "Of your own department's help; of others' with household/amounts:read; else null"


@strawberry.type(description="One link of an assistance chain: something that happened (救助链环节).")
class ChainLink:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (标识).")
    kind: LinkKind = mapped(Column("{row}.kind"), "What happened (环节类型).")
    month: str = mapped(Column("to_char({row}.happened_on, 'YYYY-MM')"), "The month it happened in (发生月份).")
    happened_on: Date = mapped(
        Column("{row}.happened_on"),
        "The day it happened (发生日期).",
        scopes=("civil/population:read", "household/amounts:read"),
    )
    recorded_at: Instant = mapped(Column("{row}.recorded_at", INSTANT), "When the hub learnt it (录入时间).")
    department: Department = mapped(DEPARTMENT, "Who did it (办理部门).")
    actor: Actor | None = mapped(actor_of("actor_id"), "Who did it there; null of the hub by itself (经办人).")
    person: Annotated["Person", strawberry.lazy("schema.register.persons")] | None = mapped(
        One("Person", Source("persons {row}", ("{row}.id = {parent}.person_id",))),
        "Whom it concerns; null for the household as a whole (涉及人员，空为全户).",
    )
    category: Category | None = mapped(
        One("Category", Source("categories {row}", ("{row}.code = {parent}.category",))),
        "The category determined or ended (认定类别).",
        column="person.categories",
    )
    record: AssistanceRecord | None = mapped(
        One("AssistanceRecord", record_of_link),
        "The assistance record, in full where it is your department's; of a chain that is read `asOf` a day or as"
        " `knownAt` a moment it is as it stood then (救助记录；查询历史时点的，为当时的状态).",
    )
    status: FeedbackStatus | None = mapped(
        _told("status"), f"What was told of the help in this link (当时状态). {TO_WHOM}."
    )
    programme: Programme | None = mapped(
        One("Programme", _programme),
        f"The programme (项目). {TO_WHOM}.",
    )
    amount: Fen | None = mapped(_told("amount"), f"The amount in fen as it was told then (当时金额，分). {TO_WHOM}.")
    period_from: Date | None = mapped(
        _told("period_from"), f"The period's first day as told then (当时起始日期). {TO_WHOM}."
    )
    period_to: Date | None = mapped(
        _told("period_to"), f"The period's last day as told then (当时截止日期). {TO_WHOM}."
    )
    term: str | None = mapped(_told("term"), f"The period's name as told then (当时学期或年度). {TO_WHOM}.")
    reason: str | None = mapped(
        Column(lambda ask: f"CASE WHEN {{row}}.status IS NOT NULL AND {_shown(ask, '{row}')} THEN {{row}}.note END"),
        f"Why it was refused, adjusted or ended (当时理由). {TO_WHOM}.",
    )
    note: str | None = mapped(
        Column("{row}.note"), "A reason, or the kind of household change (说明).", scopes="civil/population:read"
    )
    hash: str = mapped(
        Column("encode({row}.hash, 'hex')"), "The commitment to the link's content, as in its receipt (存证哈希)."
    )
