"""Questions about officers: who may act, where and as what (人员账号)."""

from typing import Annotated

from planner.shape import Page
from schema.fields.arguments import After, First
from schema.fields.connections import Connection
from schema.fields.mapping import argument, mapped_method, planned
from schema.officers.officers import OFFICER_KEYS, SCOPES, Officer, officer_rows


class Questions:
    """What administrators see: accounts and rights, nothing about the people whom officers help."""

    @mapped_method(
        Page("Officer", officer_rows, OFFICER_KEYS), "The officers, by account (人员账号列表).", scopes=SCOPES
    )
    def officers(
        self,
        department: Annotated[str | None, argument(None, description="Of this department (部门代码).")] = None,
        account: Annotated[str | None, argument(None, description="The one of this account (账号).")] = None,
        first: First = 50,
        after: After = None,
    ) -> Connection[Officer]:
        planned()
