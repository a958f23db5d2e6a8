"""Receipt proofs (回执证明): what opens the leaf of a link and leads from it to a signed root, verified by its holder.

It needs nothing but the proof and the hub's public keys: `docs/verify-receipt.mjs` does the same in JavaScript.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from registry.journal.checkpoints import BadNote, Keys, Note
from registry.journal.merkle import includes, leaf_hash


class NotProved(Exception):
    """The proof does not hold; the argument says why."""


@dataclass(frozen=True)
class ReceiptProof:
    """The row as the leaf binds it, what it was salted with, and the way to the root of a checkpoint."""

    row: str
    salt: bytes
    index: int
    path: Sequence[bytes]
    checkpoint: str

    @classmethod
    def read(cls, text: str) -> Self:
        """A proof as the graph gives it, by itself or as a whole answer; raises NotProved."""
        try:
            given = json.loads(text)
            given = given.get("data", given)
            given = given.get("auditInclusion", given)
            path = [bytes.fromhex(hash) for hash in given["path"]]
            return cls(
                str(given["row"]), bytes.fromhex(given["salt"]), int(given["index"]), path, str(given["checkpoint"])
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotProved("not in the form of a proof") from error

    @property
    def content(self) -> dict[str, Any]:
        """What the row says, by column."""
        content: dict[str, Any] = json.loads(self.row)
        return content

    def check(self, keys: Keys, link: str = "", hash: str = "") -> Note:
        """The checkpoint that holds it; raises NotProved, also where it is not the receipt of this link and hash."""
        try:
            note = Note.read(self.checkpoint)
            note.check(keys)
            content = self.content
        except (BadNote, ValueError) as bad:
            raise NotProved(str(bad)) from bad
        leaf = leaf_hash(sha256(self.salt + self.row.encode()).digest())
        if not includes(note.checkpoint.root, note.checkpoint.size, self.index, leaf, self.path):
            raise NotProved("the path does not lead from this row to the signed root")
        if link and content.get("id") != link:
            raise NotProved("it is the proof of another link")
        if hash and content.get("hash") != f"\\x{hash}":
            raise NotProved("the link was told otherwise than the receipt says")
        return note
