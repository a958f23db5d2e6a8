"""Questions about the audit log: the newest checkpoint, and proofs (审计存证)."""

from typing import Annotated, Any

import strawberry
from strawberry.types import Info

from registry import parsing
from registry.errors import Refusal
from schema.fields.arguments import After, First
from schema.fields.mapping import argument, mapped_method
from schema.register.audit import AuditCheckpoint, AuditInclusion, continued, newest, proved
from schema.register.subject_access import SUBJECT_ACCESS, Asked, SubjectAccess, subject_looks
from schema.requests.context import Context

READS_RECEIPTS = ("*/feedback:read", "civil/population:read")
Size = Annotated[str, argument(None, description="The `size` of a checkpoint (叶子数).")]

FromSize = Annotated[str, argument(None, name="from", description="The `size` of an earlier one (较早的叶子数).")]


class Questions:
    """That what was told is in the log, and that the log only grows."""

    @mapped_method(None, "The newest checkpoint of the audit log; null before the first one (最新存证检查点).")
    async def audit_checkpoint(self, info: Info[Any, Any]) -> AuditCheckpoint | None:
        context: Context = info.context
        return await newest(context)

    @mapped_method(
        None, "The proof that a link your department told is in the signed log (存证证明).", scopes=READS_RECEIPTS
    )
    async def audit_inclusion(
        self,
        info: Info[Any, Any],
        link: Annotated[strawberry.ID, argument(None, description="The receipt's link (回执条目标识).")],
    ) -> AuditInclusion:
        context: Context = info.context
        return await proved(context, parsing.uuid(link, "link"))

    @mapped_method(
        None,
        "The proof that the log of one checkpoint begins with that of an earlier one, in hexadecimal (一致性证明).",
    )
    async def audit_consistency(self, info: Info[Any, Any], from_: FromSize, to: Size) -> list[str]:
        context: Context = info.context
        return await continued(context, _size(from_, "from"), _size(to, "to"))

    @mapped_method(
        None,
        "Who looked at a person, the newest first: for the person, at the window where they ask, and for auditors. What"
        " concerned their relatives alone is left out (本人查询留痕).",
        scopes=SUBJECT_ACCESS,
        purpose=True,
    )
    async def subject_access(
        self,
        info: Info[Any, Any],
        id_number: Annotated[str, argument(None, description="The person's ID number (身份证号).")],
        basis: Annotated[str, argument(None, description="On whose request, by which paper (申请人及凭据).")],
        first: First = 50,
        after: After = None,
    ) -> SubjectAccess:
        context: Context = info.context
        return await subject_looks(context, Asked(id_number, basis, first, after))


def _size(text: str, path: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    raise Refusal("NO_SUCH_CHECKPOINT", path)
