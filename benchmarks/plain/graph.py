"""The graph: types that are read from the mapped objects, two resolvers that load what lies below with selectinload."""

import base64
import datetime
import json
from typing import Any

import strawberry
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import selectinload

from benchmarks.plain.tables import DeterminationRow, HouseholdRow, LinkRow, MemberRow, PersonRow, RecordRow, TargetRow

Info = strawberry.Info[dict[str, Any], None]


@strawberry.type
class Division:
    code: str
    name: str


@strawberry.type
class Named:
    code: str
    name: str = strawberry.field(resolver=lambda root: root.zh)


@strawberry.type
class Programme:
    number: str
    name: str = strawberry.field(resolver=lambda root: root.zh)


@strawberry.type
class Determination:
    basis: str
    valid_from: datetime.date
    category: Named


@strawberry.type
class Person:
    id: strawberry.ID
    name_masked: str
    sex: str
    birth_date: datetime.date
    determinations: list[Determination]


@strawberry.type
class Member:
    relation: str
    person: Person


@strawberry.type
class Record:
    happened_on: datetime.date
    amount: float | None
    programme: Programme


@strawberry.type
class Link:
    kind: str
    happened_on: datetime.date
    note: str | None
    department: Named
    person: Person | None
    record: Record | None


@strawberry.type
class Chain:
    nodes: list[Link] = strawberry.field(resolver=lambda root: root.links)


@strawberry.type
class Household:
    id: strawberry.ID
    number: str
    residence: str | None
    address: str | None
    division: Division
    members: list[Member]
    chain: Chain = strawberry.field(resolver=lambda root: root)


@strawberry.type
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class Target:
    certainty: str
    since: datetime.date
    programme: Programme
    household: Household


@strawberry.type
class Targets:
    page_info: PageInfo
    nodes: list[Target]


HOME = (
    selectinload(HouseholdRow.division),
    selectinload(HouseholdRow.members).selectinload(MemberRow.person),
)
CHAIN = (
    *HOME,
    selectinload(HouseholdRow.members)
    .selectinload(MemberRow.person)
    .selectinload(PersonRow.determinations)
    .selectinload(DeterminationRow.category),
    selectinload(HouseholdRow.links).selectinload(LinkRow.department),
    selectinload(HouseholdRow.links).selectinload(LinkRow.person),
    selectinload(HouseholdRow.links).selectinload(LinkRow.record).selectinload(RecordRow.programme),
)


@strawberry.type
class Query:
    @strawberry.field
    async def household(self, info: Info, id: strawberry.ID) -> Household | None:
        sessions: async_sessionmaker[Any] = info.context["sessions"]
        async with sessions() as session:
            found: Any = await session.scalar(select(HouseholdRow).where(HouseholdRow.id == id).options(*CHAIN))
            return found  # type: ignore[no-any-return] # a row with the type's attributes

    @strawberry.field
    async def eligible_targets(self, info: Info, programme: str) -> Targets:
        sessions: async_sessionmaker[Any] = info.context["sessions"]
        async with sessions() as session:
            home = selectinload(TargetRow.household)
            rows: Any = await session.scalars(
                select(TargetRow)
                .where(TargetRow.programme_code == programme, TargetRow.certainty == "MET", TargetRow.until.is_(None))
                .order_by(TargetRow.position, TargetRow.subject_id)
                .limit(101)
                .options(selectinload(TargetRow.programme), *(home.options(option) for option in HOME))
            )
            found = list(rows)
        nodes = found[:100]
        last = [nodes[-1].position, str(nodes[-1].subject_id)] if nodes else None
        cursor = base64.urlsafe_b64encode(json.dumps(last).encode()).decode() if last else None
        return Targets(page_info=PageInfo(has_next_page=len(found) > 100, end_cursor=cursor), nodes=nodes)
