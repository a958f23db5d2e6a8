"""The audit log in the graph (审计存证): its newest checkpoint, and proofs to whoever holds a receipt."""

from collections.abc import Mapping
from uuid import UUID

import strawberry

from registry.journal import audit_proofs
from registry.journal.access_log import answered
from registry.journal.checkpoints import Note
from schema.fields.mapping import mapped
from schema.fields.scalars import Instant
from schema.requests.context import Context


@strawberry.type(description="How large the audit log was at a moment, and its root, signed (存证检查点).")
class AuditCheckpoint:
    size: str = mapped(None, "How many leaves it has (叶子数).")
    root: str = mapped(None, "The root over them, in hexadecimal (根哈希).")
    signed_at: Instant = mapped(None, "When it was signed (签名时间).")
    note: str = mapped(None, "The note as it was signed; keep it (检查点原文).")


@strawberry.type(
    description="What opens the leaf of a link and leads from it to a signed root; `aidhub audit verify --receipt` and"
    " `docs/verify-receipt.mjs` verify it without the hub (存证证明)."
)
class AuditInclusion:
    index: str = mapped(None, "The leaf's place in the log (叶子序号).")
    row: str = mapped(None, "The link as the leaf commits to it, JSON; its `hash` is the receipt's (条目原文).")
    salt: str = mapped(None, "What it was salted with, in hexadecimal (盐值).")
    path: list[str] = mapped(None, "The hashes up to the root, in hexadecimal (路径).")
    checkpoint: str = mapped(None, "The note of the checkpoint to which it leads (检查点原文).")


async def newest(context: Context) -> AuditCheckpoint | None:
    """The newest checkpoint; it tells of nobody."""
    async with context.transaction() as connection:
        signed = await audit_proofs.latest(connection)
    if signed is None:
        return None
    checkpoint = Note.read(signed.note).checkpoint
    return AuditCheckpoint(
        size=str(checkpoint.size),
        root=checkpoint.root.hex(),
        signed_at=Instant(checkpoint.at.isoformat()),
        note=signed.note,
    )


async def proved(context: Context, link: UUID) -> AuditInclusion:
    """The proof of a link of the caller's department."""
    async with context.transaction() as connection:
        proof = await audit_proofs.inclusion(connection, link, context.caller.grant.department)
        await answered(connection, context.look, _subjects(proof.content))
    return AuditInclusion(
        index=str(proof.index),
        row=proof.row,
        salt=proof.salt.hex(),
        path=[hash.hex() for hash in proof.path],
        checkpoint=proof.checkpoint,
    )


async def continued(context: Context, old: int, new: int) -> list[str]:
    """The proof that the log of one checkpoint begins with that of an earlier one."""
    async with context.transaction() as connection:
        return [hash.hex() for hash in await audit_proofs.consistency(connection, old, new)]


def _subjects(content: Mapping[str, str]) -> list[UUID]:
    return [UUID(content[name]) for name in ("household_id", "person_id") if name in content]
