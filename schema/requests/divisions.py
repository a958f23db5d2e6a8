"""Divisions in the graph."""

from typing import Annotated

import strawberry

from planner.shape import Ask, Column, Key, One, Page, Source
from schema.fields.connections import AFTER, FIRST, Connection
from schema.fields.enums import DivisionLevel
from schema.fields.mapping import argument, mapped, mapped_method, planned
from schema.fields.references import division, entered
from schema.fields.scalars import Date

CHILDREN = Source("divisions {row}", ("{row}.parent = {parent}.code",))


@strawberry.federation.type(
    keys=["code"], description="A division of the province: city, county, township or village (行政区划)."
)
class Division:
    code: strawberry.ID = mapped(Column("{row}.code"), "The twelve-digit code (区划代码).")
    name: str = mapped(Column("{row}.name"), "The name (名称).")
    level: DivisionLevel = mapped(Column("{row}.level"), "The level (层级).")
    parent: Annotated["Division", strawberry.lazy("schema.requests.divisions")] | None = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.parent",))), "The division above (上级区划)."
    )
    valid_from: Date = mapped(Column("{row}.valid_from"), "In force from this day (启用日期).")
    valid_to: Date | None = mapped(Column("{row}.valid_to"), "Out of force from this day (停用日期).")
    successor: str | None = mapped(Column("{row}.successor"), "The code that took its place (接续代码).")
    note: str | None = mapped(Column("{row}.note"), "What is special about it, in English and in Chinese (备注).")

    @mapped_method(Page("Division", CHILDREN, (Key("{row}.code", "text"),)), "The divisions directly below (下级区划).")
    def children(
        self,
        first: Annotated[int, argument(None, description=FIRST)] = 50,
        after: Annotated[str | None, argument(None, description=AFTER)] = None,
    ) -> Connection[Annotated["Division", strawberry.lazy("schema.requests.divisions")]]:
        planned()


def divisions_named(ask: Ask) -> Source:
    where = [f"{{row}}.level = {ask.arg('level')}"] if ask.given("level") else []
    if ask.given("below"):
        code = division(ask, "below")
        where.append(f"{{row}}.lo >= (SELECT v.lo FROM divisions v WHERE v.code = {code})")
        where.append(f"{{row}}.hi <= (SELECT v.hi FROM divisions v WHERE v.code = {code})")
    if ask.given("name"):
        where.append(f"strpos({{row}}.name, {entered(ask, 'name')}) > 0")
    return Source("divisions {row}", tuple(where))
