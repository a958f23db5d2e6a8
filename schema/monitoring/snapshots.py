"""Snapshots of targets in the graph (对象名单): the list, its items, and those that never got an answer."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from planner.shape import PLAIN, Ask, Column, Key, One, Page, Source
from registry.errors import Refusal
from registry.store.connection import Connection as Database
from registry.targets import snapshots
from registry.targets.snapshots import SnapshotRequest
from schema.fields import item_checks
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.enums import Certainty
from schema.fields.mapping import argument, mapped, mapped_method, planned
from schema.fields.scalars import Date
from schema.fields.slices import agreed
from schema.register.households import HOUSEHOLD, Household
from schema.register.persons import PERSON, Person
from schema.requests.catalogue import PROGRAMME, Programme
from schema.requests.context import Context
from schema.requests.divisions import Division
from schema.requests.problems import Refused, refused
from schema.requests.transaction import act, selected_result

# A record of the programme and subject answers, given or refused, if it cites the list or came after it; not a voided
# one.
ANSWER = """(SELECT r.id FROM assistance_records r WHERE r.programme = s.programme AND r.department = s.department
  AND r.household_id = i.household_id AND r.person_id IS NOT DISTINCT FROM i.person_id
  AND r.status <> 'VOIDED' AND (r.snapshot_id = s.id OR r.happened_on >= s.taken_on)
  ORDER BY r.happened_on, r.id LIMIT 1)"""
# Whom the rules find there today, as sure as then.
STILL = """EXISTS (SELECT FROM targets t WHERE t.programme = s.programme AND t.subject_id = i.subject_id
  AND t.certainty = s.certainty AND t.until IS NULL)"""


@strawberry.type(description="One subject of a list, and whether it got an answer (名单对象).")
class SnapshotItem:
    household: Household | None = mapped(HOUSEHOLD, "The household (家庭).")
    person: Person | None = mapped(PERSON, "The person, of a programme for persons (人员).")
    household_id: strawberry.ID = mapped(Column("{row}.household_id", PLAIN), "The household's id (家庭标识).")
    person_id: strawberry.ID | None = mapped(Column("{row}.person_id", PLAIN), "The person's id (人员标识).")
    answered: bool = mapped(
        Column("{row}.record_id IS NOT NULL"), "Help was given or refused since, or citing the list (是否已反馈)."
    )
    still: bool = mapped(Column("{row}.still"), "Whether they would be on it today, of your divisions (是否仍在名单).")


def _items(ask: Ask) -> Source:
    found = f"SELECT i.*, {ANSWER} AS record_id, {STILL} AS still FROM snapshot_items i"
    found += " JOIN target_snapshots s ON s.id = i.snapshot_id"
    where = ["{row}.snapshot_id = {parent}.id"]
    if ask.given("answered"):
        where.append(f"({{row}}.record_id IS NOT NULL) = {ask.arg('answered', type='boolean')}")
    if ask.given("still"):
        where.append(f"{{row}}.still = {ask.arg('still', type='boolean')}")
    return Source(f"({found}) {{row}}", tuple(where))


@strawberry.type(description="A department's targets as they stood (对象名单).")
class TargetSnapshot:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id; feedback may cite it as `snapshot` (名单标识).")
    programme: Programme = mapped(PROGRAMME, "The programme (项目).")
    division: Division = mapped(
        One("Division", Source("divisions {row}", ("{row}.code = {parent}.division",))), "Where (行政区划)."
    )
    certainty: Certainty = mapped(Column("{row}.certainty"), "How sure it was (确定程度).")
    rules: str = mapped(Column("{row}.rules"), "The hash of the catalogue whose rules it was made by (规则版本).")
    count: int = mapped(Column("{row}.count"), "How many it holds (对象数).")
    hash: str = mapped(Column("{row}.hash"), "The SHA-256 of its subjects' ids in order (名单哈希).")
    taken_on: Date = mapped(Column("{row}.taken_on"), "The day it was taken (生成日期).")

    @mapped_method(
        Page("SnapshotItem", _items, (Key("{row}.position", "bigint"), Key("{row}.subject_id", "uuid"))),
        "Its items; with `answered: false` those that never got an answer, with"
        " `still: false` those that have left it since (名单对象).",
    )
    def items(
        self,
        answered: Annotated[bool | None, argument(None, description="Only these (是否已反馈).")] = None,
        still: Annotated[bool | None, argument(None, description="Only these (是否仍在名单).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[SnapshotItem]:
        planned()


SNAPSHOT_KEYS = (Key("{row}.id", "uuid", "desc"),)


def snapshot_rows(ask: Ask) -> Source:
    here = f"int8range(v.lo, v.hi) <@ {ask.caller('ranges', 'int8multirange')}"
    where = [
        f"{{row}}.department = {ask.caller('department')}",
        f"EXISTS (SELECT FROM divisions v WHERE v.code = {{row}}.division AND {here})",
        agreed(ask, "ARRAY[{row}.programme]"),
    ]
    if ask.given("id"):
        where.append(f"{{row}}.id = {ask.arg('id', type='uuid')}")
    return Source("target_snapshots {row}", tuple(where))


SnapshotResult = Annotated[
    TargetSnapshot | Refused, strawberry.union("SnapshotResult", description="The list, or why not (名单结果).")
]
TAKEN = One(
    "TargetSnapshot", lambda ask: Source("target_snapshots {row}", (f"{{row}}.id = {ask.caller('subject', 'uuid')}",))
)


async def take(info: Info[Any, Any], programme: str, division: str, certainty: str) -> Any:  # a fragment, or Refused
    """Freeze the caller's targets of a programme in a division."""
    context: Context = info.context

    async def work(connection: Database) -> tuple[Any, list[UUID]]:
        id = await snapshots.take(connection, _request(context, programme, division, certainty), context.caller.today)
        return await selected_result(context, info, connection, TAKEN, {"subject": id}, [id]), []

    try:
        return await act(context, context.caller.grant.multirange, work)
    except Refusal as refusal:
        return refused(context, refusal)


def _request(context: Context, programme: str, division: str, certainty: str) -> SnapshotRequest:
    grant, catalogue = context.caller.grant, context.hub.catalogue
    rule = item_checks.programme(catalogue, programme, grant.department, "programme")
    if rule.department != grant.department:
        raise Refusal("PROGRAMME_OF_ANOTHER_DEPARTMENT", "programme", value=rule.code, department=rule.department)
    if not context.caller.may_see(rule.code):
        raise Refusal("PROGRAMME_NOT_AGREED", "programme", value=rule.code)
    place = item_checks.division(context.hub.divisions, division, "division", context.caller.today)
    if not any(lo <= place.lo and place.hi <= hi for lo, hi in context.caller.ranges):
        raise Refusal("OUTSIDE_DIVISIONS", "division", value=place.code)
    rules = catalogue.content_hash
    return SnapshotRequest(
        grant.department, grant.client_id, rule.code, place.code, place.lo, place.hi, certainty, rules
    )
