"""The assistance chain in the graph (救助链)."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, One, Source
from schema.fields.enums import LinkKind
from schema.fields.mapping import mapped
from schema.fields.scalars import Date, Instant
from schema.fields.slices import person_reached
from schema.register.records import AssistanceRecord
from schema.requests.catalogue import DEPARTMENT, Category, Department

if TYPE_CHECKING:
    from schema.register.persons import Person


def _known(ask: Ask, row: str) -> tuple[str, ...]:
    """What had been recorded by `knownAt`."""
    if not ask.given("knownAt"):
        return ()
    return (f"{row}.recorded_at <= {ask.arg('knownAt', type='timestamptz')}",)


def _happened(ask: Ask) -> tuple[str, ...]:
    """What had happened by `asOf`."""
    return (f"{{row}}.happened_on <= {ask.arg('asOf', type='date')}",) if ask.given("asOf") else ()


def links_of_household(ask: Ask) -> Source:
    """Its own links, and those of the households that its members came from: up to the change, or to its recording."""
    came_from = " AND ".join(("l.household_id = {parent}.id", *_known(ask, "l")))
    return Source(
        "chain_links {row}",
        (
            f"{{row}}.household_id = ANY(ARRAY(SELECT {{parent}}.id"
            f" UNION ALL SELECT l.ancestor_id FROM lineage l WHERE {came_from}))",
            f"""({{row}}.household_id = {{parent}}.id OR EXISTS (SELECT FROM lineage l WHERE {came_from}
      AND l.ancestor_id = {{row}}.household_id
      AND ({{row}}.happened_on < l.until OR {{row}}.recorded_at < l.recorded_at)
      AND ({{row}}.person_id IS NULL OR {{row}}.person_id = l.person_id)))""",
            f"({{row}}.person_id IS NULL OR {person_reached(ask, '{parent}.id', '{row}.person_id')})",
            *_happened(ask),
            *_known(ask, "{row}"),
        ),
    )


def links_of_person(ask: Ask) -> Source:
    return Source("chain_links {row}", ("{row}.person_id = {parent}.id", *_happened(ask), *_known(ask, "{row}")))


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
        One("AssistanceRecord", Source("assistance_records {row}", ("{row}.id = {parent}.record_id",))),
        "The assistance record, in full where it is your department's (救助记录).",
    )
    note: str | None = mapped(
        Column("{row}.note"), "A reason, or the kind of household change (说明).", scopes="civil/population:read"
    )
    hash: str = mapped(
        Column("encode({row}.hash, 'hex')"), "The commitment to the link's content, as in its receipt (存证哈希)."
    )
