"""Questions about what was handed in: a department's own records and batches (本部门报送)."""

from typing import Annotated

import strawberry

from planner.shape import One, Page
from schema.fields.arguments import After, First, RecordFilter
from schema.fields.connections import Connection
from schema.fields.mapping import argument, mapped_method, planned
from schema.register.batches import Batch, named_batch
from schema.register.own_records import RECORD_KEYS, own_record_runs, own_records
from schema.register.records import AssistanceRecord


class Questions:
    """The caller's own records and batches."""

    @mapped_method(
        Page(
            "AssistanceRecord",
            own_records,
            RECORD_KEYS,
            logs="coalesce({row}.person_id, {row}.household_id)",
            runs=own_record_runs,
        ),
        "Your own department's records, newest first (本部门救助记录).",
        scopes="*/feedback:read",
    )
    def records(
        self,
        filter: Annotated[RecordFilter | None, argument(None, description="Which ones (筛选).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[AssistanceRecord]:
        planned()

    @mapped_method(
        One("Batch", named_batch),
        "A batch your department handed in (本部门报送批次).",
        scopes=("*/feedback:write", "*/facts:write"),
    )
    def batch(self, id: Annotated[strawberry.ID, argument(None, description="Its id (标识).")]) -> Batch | None:
        planned()
