"""Problems in the graph: a refusal is a result with a stable code, a place, and what to do next."""

from typing import TYPE_CHECKING

import strawberry

from registry.errors import Refusal
from schema.fields.mapping import mapped

if TYPE_CHECKING:
    from schema.requests.context import Context


@strawberry.type(description="What was asked cannot be done; nothing was changed by it (不予受理).")
class Refused:
    code: str = mapped(None, "A stable code, as ALREADY_REPORTED; all are listed in docs/errors.md (错误代码).")
    message: str = mapped(None, "What is wrong and what to do, in the language of Accept-Language (说明).")
    path: str | None = mapped(None, "Where, as `items[3].idNumber` (位置).")
    refusal: strawberry.Private[Refusal]
    """In both languages, for who tells them beside each other."""


def refused(context: "Context", refusal: Refusal) -> Refused:
    return Refused(
        code=refusal.code, message=refusal.words(context.chinese), path=refusal.path or None, refusal=refusal
    )
