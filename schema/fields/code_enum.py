"""Enums of codes: a closed list as the graph has it; in Python, SQL and JSON a code is plain text."""

from collections.abc import Iterable
from typing import Self

from strawberry.types.enum import EnumValue, StrawberryEnumDefinition

from policy.clauses import Code
from schema.fields.descriptions import described


class CodeEnum(str):
    """A code of a closed list: `class Residence(CodeEnum, codes=…)` is an enum whose description is its docstring."""

    __slots__ = ()
    codes: tuple[Code, ...]

    def __init_subclass__(cls, codes: Iterable[Code]) -> None:
        cls.codes = tuple(codes)
        cls.__strawberry_definition__ = StrawberryEnumDefinition(  # type: ignore[attr-defined] # where strawberry looks
            wrapped_cls=CodeEnum,  # type: ignore[arg-type] # strawberry makes values of it, and asks what is one
            name=cls.__name__,
            values=[EnumValue(code.code, code.code, description=described(code.en, code.zh)) for code in cls.codes],
            description=cls.__doc__,
        )

    def __new__(cls, code: str) -> Self:
        """The code itself: what resolvers, conversions and statements are given is plain text."""
        return code  # type: ignore[return-value] # that is its point
