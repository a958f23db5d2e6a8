"""Questions about sharing agreements: what one's department is shown, and what waits for an answer (数据共享约定)."""

from typing import Annotated

import strawberry

from planner.shape import Page
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.enums import AgreementState
from schema.fields.mapping import argument, mapped_method, planned
from schema.sharing.agreements import AGREEMENT_KEYS, SharingAgreement, agreement_rows


class Questions:
    """Agreements of one's own department; of all departments for who keeps the register."""

    @mapped_method(
        Page("SharingAgreement", agreement_rows, AGREEMENT_KEYS),
        "Agreements on what your department is shown, the last one first; the registrar finds all of them"
        " (数据共享约定).",
    )
    def sharing_agreements(
        self,
        department: Annotated[str | None, argument(None, description="Of this department (使用部门代码).")] = None,
        state: Annotated[AgreementState | None, argument(None, description="Standing so (状态).")] = None,
        overdue: Annotated[
            bool | None, argument(None, description="Waiting for too long, or not (是否超期未答复).")
        ] = None,
        id: Annotated[strawberry.ID | None, argument(None, description="Only this one (标识).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[SharingAgreement]:
        planned()
