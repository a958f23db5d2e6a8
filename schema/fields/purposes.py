"""Purposes (用途): what someone looks at a person for; it stands in the access log."""

from dataclasses import dataclass

import strawberry

from policy.vocabulary import words
from schema.fields.enums import PurposeCode
from schema.fields.mapping import narrowing

PURPOSES = words("purpose")


@dataclass(frozen=True)
class Stated:
    """A purpose as it goes into the access log."""

    code: str
    note: str | None


@strawberry.input(description="What a person is looked at for (查询用途).")
class Purpose:
    code: PurposeCode = narrowing(None, description="The purpose (用途代码).")
    case: str | None = narrowing(None, default=None, description="The case number (案件编号).")
    note: str | None = narrowing(None, default=None, description="More, in words (说明).")
