"""Batches in the graph: what a department handed in (报送批次)."""

import strawberry

from planner.shape import INSTANT, PLAIN, Ask, Column, Source
from schema.fields.enums import BatchKind
from schema.fields.mapping import mapped
from schema.fields.scalars import Instant


@strawberry.type(description="What was handed in at one time, and how it went (报送批次).")
class Batch:
    id: strawberry.ID = mapped(Column("{row}.id", PLAIN), "The id (批次标识).")
    kind: BatchKind = mapped(Column("{row}.kind"), "What was handed in (类型).")
    items: int = mapped(Column("{row}.items"), "How many items (条数).")
    accepted: int = mapped(Column("{row}.accepted"), "How many were accepted (接收条数).")
    replayed: int = mapped(Column("{row}.replayed"), "How many were known already (重复提交条数).")
    refused: int = mapped(Column("{row}.refused"), "How many were refused (退回条数).")
    received_at: Instant = mapped(Column("{row}.received_at", INSTANT), "When (接收时间).")


def named_batch(ask: Ask) -> Source:
    own = f"{{row}}.department = {ask.caller('department')}"
    return Source("batches {row}", (f"{{row}}.id = {ask.arg('id', type='uuid')}", own))
